/** Links between accounts of one person. Of a code only a hash is kept; it is the id of the link. */
import { createHash, randomBytes } from 'node:crypto';
import { Conflict } from '../core/error.ts';
import type { ContactId } from '../core/model.ts';
import type { Account, LinkStore, LinkTx } from '../ports/link.ts';
import type { TurnTx } from '../ports.ts';
import type { Sql, Statement } from './database.ts';

type Snapshots = Required<Awaited<ReturnType<TurnTx['snapshot']>>>;
type Found = Awaited<ReturnType<TurnTx['lookup']>>;
/** How a link stands, as far as the one who asks may know. */
type LinkView = Omit<Extract<Found, { kind: 'link' }>, 'kind'>;

/** What flows ask about accounts before a turn. */
export interface LinkReads {
  accountsOf(contactId: ContactId): Promise<Snapshots['accounts']>;
  twinOf(contactId: ContactId): Promise<Snapshots['twin']>;
  /** A code made by another contact, as seen by this one. */
  linkByCode(code: string, contactId: ContactId, at: number): Promise<LinkView>;
  /** A link this contact is asked to agree to. */
  linkRequest(id: string, contactId: ContactId, at: number): Promise<LinkView>;
}

/** No letters or digits that look alike; typed on another phone. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const codeLength = 8;
const codeLifeMs = 15 * 60_000;
/** Time to open the other account and agree. */
const answerWithinMs = 24 * 3_600_000;

const accounts: Statement = {
  name: 'accounts',
  text: `SELECT a.channel, a.external_id AS address, coalesce(a.display_name, c.name) AS name, a.preferred
    FROM address a JOIN contact c ON c.id = a.contact_id WHERE c.id = $1 ORDER BY a.channel, a.external_id`,
};
const twin: Statement = {
  name: 'twin',
  text: `SELECT c.id::text AS "contactId", a.channel FROM contact me
    JOIN contact c ON c.phone = me.phone AND c.phone_verified AND c.id <> me.id AND c.erased_at IS NULL
    JOIN address a ON a.contact_id = c.id AND a.state = 'ok'
    WHERE me.id = $1 AND me.phone_verified AND may_be_one(me.id, c.id)
    ORDER BY c.created_at, a.last_used_at DESC LIMIT 1`,
};
/** The side that made the code, seen by whoever typed it. */
const byCode: Statement = {
  name: 'link-by-code',
  text: `SELECT CASE WHEN l.owner_id = $2 THEN 'own' WHEN l.asked_at IS NOT NULL OR l.ended_at IS NOT NULL THEN 'used'
      WHEN l.expires_at <= at_ms($3) THEN 'expired' WHEN NOT may_be_one(l.owner_id, $2) THEN 'two_officers'
      ELSE 'open' END AS state, a.channel, coalesce(a.display_name, c.name) AS name
    FROM contact_link l JOIN contact c ON c.id = l.owner_id
    LEFT JOIN LATERAL (SELECT channel, display_name FROM address WHERE contact_id = c.id
      ORDER BY state DESC, last_used_at DESC LIMIT 1) a ON true
    WHERE l.id = $1`,
};
/** The side that asked, seen by the owner. */
const request: Statement = {
  name: 'link-request',
  text: `SELECT CASE WHEN l.ended_at IS NOT NULL OR l.approved_at IS NOT NULL THEN 'used'
      WHEN l.expires_at <= at_ms($3) THEN 'expired' WHEN NOT may_be_one(l.owner_id, l.asker_id) THEN 'two_officers'
      ELSE 'open' END AS state, l.asker_channel AS channel, coalesce(a.display_name, c.name) AS name
    FROM contact_link l JOIN contact c ON c.id = l.asker_id
    LEFT JOIN address a ON a.channel = l.asker_channel AND a.external_id = l.asker_address
    WHERE l.id = $1 AND l.owner_id = $2 AND l.asked_at IS NOT NULL`,
};
const make: Statement = {
  name: 'link-make',
  text: `WITH void AS (UPDATE contact_link SET ended_at = at_ms($3)
      WHERE owner_id = $2 AND asked_at IS NULL AND ended_at IS NULL)
    INSERT INTO contact_link (id, owner_id, made_at, expires_at) VALUES ($1, $2, at_ms($3), at_ms($4))`,
};
const ask: Statement = {
  name: 'link-ask',
  text: `UPDATE contact_link SET asker_id = $2, asker_channel = $3, asker_address = $4, asked_at = at_ms($5),
      expires_at = at_ms($6)
    WHERE id = $1 AND asked_at IS NULL AND ended_at IS NULL AND expires_at > at_ms($5) AND owner_id <> $2
      AND may_be_one(owner_id, $2)
    RETURNING id, owner_id::text AS owner`,
};
const propose: Statement = {
  name: 'link-propose',
  text: `INSERT INTO contact_link (id, owner_id, asker_id, asker_channel, asker_address, made_at, asked_at, expires_at)
    SELECT $1, c.id, me.id, $3, $4, at_ms($5), at_ms($5), at_ms($6)
    FROM contact me JOIN contact c ON c.id = $7 AND c.id <> me.id AND c.phone = me.phone AND c.phone_verified
    WHERE me.id = $2 AND me.phone_verified AND c.erased_at IS NULL AND may_be_one(me.id, c.id)
    RETURNING id, owner_id::text AS owner`,
};
const answer: Statement = {
  name: 'link-answer',
  text: `UPDATE contact_link SET approved_at = CASE WHEN $3 THEN at_ms($4) END, ended_at = CASE WHEN NOT $3 THEN at_ms($4) END
    WHERE id = $1 AND owner_id = $2 AND asked_at IS NOT NULL AND approved_at IS NULL AND ended_at IS NULL
      AND expires_at > at_ms($4)
    RETURNING asker_id::text AS "contactId", asker_channel AS channel, asker_address AS address`,
};
const prefer: Statement = {
  name: 'account-prefer',
  text: `UPDATE address SET preferred = (channel = $2 AND external_id = $3) WHERE contact_id = $1
    AND preferred <> (channel = $2 AND external_id = $3)`,
};
const unlink: Statement = {
  name: 'account-unlink',
  text: 'SELECT unlink_account($1, $2, $3, $4)::text AS "contactId"',
};
const merge: Statement = { name: 'link-merge', text: 'SELECT merge_link($1, $2)::text AS kept' };
const unmerged: Statement = {
  name: 'links-unmerged',
  text: `SELECT id FROM contact_link WHERE approved_at IS NOT NULL AND ended_at IS NULL ORDER BY approved_at LIMIT $1`,
};

const idOf = (code: string) =>
  createHash('sha256').update(code.trim().toLowerCase()).digest('hex').slice(0, 32);

function only<T>(rows: readonly T[], what: string): T {
  const [row] = rows;
  if (row === undefined) throw new Conflict(what);
  return row;
}

interface LinkRow {
  readonly state: LinkView['state'];
  readonly channel: LinkView['channel'] | null;
  readonly name: string | null;
}

/** A link that is not open tells nothing of the other side. */
function viewOf([row]: readonly LinkRow[]): LinkView {
  if (row?.state !== 'open') return { state: row?.state ?? 'unknown' };
  return {
    state: 'open',
    ...(row.channel === null || row.channel === undefined ? {} : { channel: row.channel }),
    ...(row.name === null ? {} : { name: row.name }),
  };
}

export function linkReads(sql: Sql): LinkReads {
  return {
    accountsOf: (contactId) => sql.rows<Snapshots['accounts'][number]>(accounts, [contactId]),
    twinOf: async (contactId) =>
      (await sql.rows<NonNullable<Snapshots['twin']>>(twin, [contactId]))[0] ?? null,
    linkByCode: async (code, contactId, at) =>
      viewOf(await sql.rows<LinkRow>(byCode, [idOf(code), contactId, at])),
    linkRequest: async (id, contactId, at) => viewOf(await sql.rows<LinkRow>(request, [id, contactId, at])),
  };
}

export function linksTx(sql: Sql): LinkTx {
  return {
    async makeLinkCode(contactId, at) {
      const code = [...randomBytes(codeLength)].map((byte) => letters[byte % letters.length]).join('');
      await sql.rows(make, [idOf(code), contactId, at, at + codeLifeMs]);
      return code;
    },
    async askLink(by, { contactId, channel, address }, at) {
      const who = [contactId, channel, address, at, at + answerWithinMs];
      const asked =
        'code' in by
          ? await sql.rows<Asked>(ask, [idOf(by.code), ...who])
          : await sql.rows<Asked>(propose, [randomBytes(16).toString('hex'), ...who, by.twin]);
      return only(asked, 'the link is no longer open');
    },
    async answerLink(id, owner, agreed, at) {
      const answered = await sql.rows<Account & Contact>(answer, [id, owner, agreed, at]);
      return only(answered, 'the link is no longer open');
    },
    preferAccount: async (contactId, { channel, address }) => {
      await sql.rows(prefer, [contactId, channel, address]);
    },
    async unlinkAccount(contactId, { channel, address }, at) {
      const [done] = await sql.rows<Partial<Contact>>(unlink, [contactId, channel, address, at]);
      if (!done?.contactId) throw new Conflict('the account is gone or the last one');
      return done.contactId;
    },
  };
}

interface Asked {
  readonly id: string;
  readonly owner: ContactId;
}
interface Contact {
  readonly contactId: ContactId;
}

export function createLinks(sql: Sql): LinkStore {
  return {
    mergeLink: async (id, at) =>
      (await sql.rows<{ kept: ContactId | null }>(merge, [id, at]))[0]?.kept ?? null,
    unmergedLinks: async (limit) => (await sql.rows<{ id: string }>(unmerged, [limit])).map(({ id }) => id),
  };
}
