/** Contacts, their addresses, and what they agreed to. */
import type { ContactId, ContactView, MediaId, OfficerView } from '../core/model.ts';
import type { Reach, Recipient, Store, TurnTx } from '../ports.ts';
import type { Sql, Statement } from './database.ts';

type ContactsTx = Pick<
  TurnTx,
  | 'reload'
  | 'setLanguage'
  | 'saveProfile'
  | 'recordConsent'
  | 'setOptOut'
  | 'suppressPlanned'
  | 'recipient'
  | 'addressState'
>;

const read: Statement = {
  name: 'contact',
  text: 'SELECT contact_view(c) AS contact, officer_view(c.id) AS officer FROM contact c WHERE id = $1',
};
const language: Statement = { name: 'set-language', text: 'UPDATE contact SET language = $2 WHERE id = $1' };
const profile: Statement = {
  name: 'save-profile',
  text: `UPDATE contact SET name = coalesce($2, name), phone = coalesce($3, phone),
      phone_verified = CASE WHEN $4::boolean IS NOT NULL THEN $4
        WHEN $3 <> coalesce(phone, '') THEN false ELSE phone_verified END,
      unit_code = coalesce($5, unit_code), hamlet = coalesce($6, hamlet)
    WHERE id = $1`,
};
const consent: Statement = {
  name: 'record-consent',
  text: 'SELECT record_consent($1, $2, $3, $4, $5, $6, $7, $8)',
};
const optOut: Statement = { name: 'set-opt-out', text: 'SELECT set_opt_out($1, $2, $3, $4)' };
const suppress: Statement = {
  name: 'suppress-planned',
  text: `UPDATE parcel SET state = 'suppressed', reason = 'opted_out'
    WHERE contact_id = $1 AND class = ANY ($2) AND state = 'planned' AND cause_kind <> 'inbound'`,
};
const recipient: Statement = {
  name: 'recipient',
  text: `SELECT c.id::text AS "contactId", coalesce(c.language, 'vi') AS language, a.channel, a.external_id AS address
    FROM contact c JOIN address a ON a.contact_id = c.id AND a.state = 'ok'
    WHERE c.id = $1 ORDER BY a.preferred DESC, a.last_used_at DESC LIMIT 1`,
};
const mark: Statement = {
  name: 'mark-address',
  text: 'UPDATE address SET state = $3 WHERE channel = $1 AND external_id = $2 AND state <> $3',
};
const reach: Statement = {
  name: 'reach',
  text: `SELECT ms_of(a.last_used_at)::float8 AS "lastUsedAt", c.phone, c.consents
    FROM address a JOIN contact c ON c.id = a.contact_id WHERE a.channel = $1 AND a.external_id = $2`,
};
const erase: Statement = { name: 'erase-contact', text: 'SELECT erase_contact($1, $2) AS media' };

export function createAddresses(sql: Sql): Pick<Store, 'markAddress' | 'reachOf'> {
  return {
    reachOf: async (channel, address) => (await sql.rows<Reach>(reach, [channel, address]))[0] ?? null,
    markAddress: async (channel, address, state) => {
      await sql.rows(mark, [channel, address, state]);
    },
  };
}

/** Deletes or blanks what may not stay; gives the files to remove. */
export async function eraseContact(sql: Sql, contactId: ContactId, at: number): Promise<readonly MediaId[]> {
  const [erased] = await sql.rows<{ media: readonly MediaId[] }>(erase, [contactId, at]);
  return erased?.media ?? [];
}

export function contactsTx(sql: Sql): ContactsTx {
  return {
    reload: async (contactId) => {
      const [found] = await sql.rows<{ contact: ContactView; officer: OfficerView | null }>(read, [
        contactId,
      ]);
      if (!found) throw new Error(`no contact ${contactId}`);
      return found;
    },
    setLanguage: async (contactId, chosen) => {
      await sql.rows(language, [contactId, chosen]);
    },
    saveProfile: async (contactId, { name, phone, phoneVerified, unit, hamlet }) => {
      await sql.rows(profile, [contactId, name, phone, phoneVerified, unit, hamlet]);
    },
    recordConsent: async (entry) => {
      const { contactId, purpose, granted, textVersion, answer, inboundId, channel, at } = entry;
      await sql.rows(consent, [contactId, purpose, granted, textVersion, answer, inboundId, channel, at]);
    },
    setOptOut: async (contactId, classes, out, at) => {
      await sql.rows(optOut, [contactId, classes, out, at]);
    },
    suppressPlanned: async (contactId, classes) => {
      await sql.rows(suppress, [contactId, classes]);
    },
    recipient: async (contactId) => (await sql.rows<Recipient>(recipient, [contactId]))[0] ?? null,
    addressState: async (channel, address, state) => {
      await sql.rows(mark, [channel, address, state]);
    },
  };
}
