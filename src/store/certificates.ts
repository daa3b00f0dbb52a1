/** Certificates in turns: who owns them, what was filed, who does not want to renew. Locks lie on rows that change. */
import { dayOf } from '../core/calendar.ts';
import type { Certificate, CertificateStatus, Claim, Filing } from '../core/certificate.ts';
import { certificateStatuses } from '../core/certificate.ts';
import { Conflict } from '../core/error.ts';
import type { ContactId, ContactView, Instant, OfficerView } from '../core/model.ts';
import { fold } from '../core/vietnamese.ts';
import type { CertificateTx } from '../ports/certificate.ts';
import type { TurnTx } from '../ports.ts';
import { certificateEndTx } from './certificate-end.ts';
import type { Sql, Statement } from './database.ts';
import { registryFilesTx } from './registry-files.ts';

type Snapshots = Required<Awaited<ReturnType<TurnTx['snapshot']>>>;
type Found = Awaited<ReturnType<TurnTx['lookup']>>;
type Listed = Omit<Extract<Found, { kind: 'certificates' }>, 'kind'>;

const mine: Statement = { name: 'my-certificates', text: 'SELECT my_certificates($1) AS found' };
const ofUnits: Statement = { name: 'unit-certificates', text: 'SELECT unit_certificates($1, $2) AS found' };
const byText: Statement = {
  name: 'certificates-by-text',
  text: 'SELECT certificates_by_text($1, $2) AS found',
};
const inState: Statement = {
  name: 'certificates-in-state',
  text: 'SELECT certificates_in_state($1, $2, $3, $4) AS found',
};
const covered: Statement = {
  name: 'notice-coverage',
  text: `SELECT notice_coverage(ARRAY(SELECT unit_code FROM officer_unit WHERE contact_id = $1), $2) AS found`,
};
const lockOne: Statement = {
  name: 'certificate-lock',
  text: 'SELECT id::text FROM certificate WHERE id = $1 FOR NO KEY UPDATE',
};
const one: Statement = {
  name: 'certificate',
  text: 'SELECT certificate_view(r) AS found FROM certificate_record r WHERE id = $1',
};
const lockClaim: Statement = {
  name: 'claim-lock',
  text: 'SELECT id FROM certificate_claim WHERE id = $1 FOR NO KEY UPDATE',
};
const claimOne: Statement = { name: 'claim', text: 'SELECT claim_view($1) AS found' };

const claim: Statement = {
  name: 'claim-certificate',
  text: 'SELECT claim_certificate($1, $2, $3) AS found',
};
const decide: Statement = { name: 'decide-claim', text: 'SELECT decide_claim($1, $2, $3, $4, $5) AS found' };
const say: Statement = {
  name: 'say-filed',
  text: `INSERT INTO renewal_filing (certificate_id, contact_id, state, said_at) VALUES ($1, $2, 'said', at_ms($3))
    ON CONFLICT DO NOTHING`,
};
const fileAnew: Statement = {
  name: 'file-anew',
  text: `INSERT INTO renewal_filing (certificate_id, state, said_at, filed_on, changed_by)
    VALUES ($1, 'confirmed', at_ms($4), $2, $3) ON CONFLICT DO NOTHING RETURNING id`,
};
const move: Statement = {
  name: 'move-filing',
  text: `UPDATE renewal_filing SET state = $3, version = version + 1, changed_by = $6, reason = $5,
      filed_on = CASE WHEN $3 = 'confirmed' THEN $4::date ELSE filed_on END,
      forwarded_on = CASE WHEN $3 = 'forwarded' THEN $4::date ELSE forwarded_on END,
      decided_on = CASE WHEN $3 IN ('granted', 'denied') THEN $4::date ELSE decided_on END
    WHERE certificate_id = $1 AND version = $2 AND state IN ('said', 'confirmed', 'forwarded') RETURNING id`,
};
const decline: Statement = {
  name: 'decline-renewal',
  text: `UPDATE certificate SET declined_on = $3, decline_reason = $4, version = version + 1, changed_at = at_ms($5)
    WHERE id = $1 AND version = $2 RETURNING id`,
};
const correct: Statement = {
  name: 'correct-certificate',
  text: 'SELECT correct_certificate($1, $2, $3, $4, $5, $6, $7) AS found',
};
const snooze: Statement = {
  name: 'snooze-certificate',
  text: `INSERT INTO certificate_snooze (certificate_id, contact_id, until) VALUES ($1, $2, $3)
    ON CONFLICT (certificate_id, contact_id) DO UPDATE SET until = excluded.until`,
};
const wake: Statement = {
  name: 'wake-certificate',
  text: 'DELETE FROM certificate_snooze WHERE certificate_id = $1 AND contact_id = $2',
};
const owners: Statement = {
  name: 'certificate-owners',
  text: `SELECT m.contact_id::text AS id FROM producer_member m JOIN certificate c ON c.producer_id = m.producer_id
    WHERE c.id = $1 ORDER BY m.since, m.contact_id`,
};

async function found<T>(sql: Sql, statement: Statement, values: readonly unknown[]): Promise<T | null> {
  const [row] = await sql.rows<{ found: T | null }>(statement, values);
  return row?.found ?? null;
}

async function required<T>(sql: Sql, statement: Statement, values: readonly unknown[]): Promise<T> {
  const value = await found<T>(sql, statement, values);
  if (value === null) throw new Conflict(`${statement.name} ${String(values[0])}`);
  return value;
}

/** Only digits can be an id; anything else finds nothing instead of failing. */
const isId = (id: string): boolean => /^\d{1,18}$/.test(id);

// ---------------------------------------------------------------- reading

export function myCertificates(sql: Sql, contactId: ContactId): Promise<Snapshots['myCertificates']> {
  return required(sql, mine, [contactId]);
}

const noCounts = Object.fromEntries(certificateStatuses.map((status) => [status, 0])) as Readonly<
  Record<CertificateStatus, number>
>;

/** What waits for an officer; nothing for people who are none. */
export async function unitCertificates(
  sql: Sql,
  officer: OfficerView | null,
  at: Instant,
): Promise<Snapshots['unitCertificates']> {
  if (officer === null) return { claims: [], said: [], underWay: [], counts: noCounts };
  const seen = await required<Snapshots['unitCertificates']>(sql, ofUnits, [officer.units, dayOf(at)]);
  return { ...seen, counts: { ...noCounts, ...seen.counts } };
}

const listed = (list: Listed): Found => ({ kind: 'certificates', ...list });

export async function findByText(sql: Sql, text: string, { unit }: ContactView): Promise<Found> {
  return listed(await required<Listed>(sql, byText, [fold(text), unit]));
}

export async function findInState(
  sql: Sql,
  query: { readonly state: CertificateStatus; readonly from: number },
  asker: ContactView,
  at: Instant,
): Promise<Found> {
  return listed(await required<Listed>(sql, inState, [asker.id, query.state, query.from, dayOf(at)]));
}

/** Finds and locks a certificate, so that of two people the second sees what the first did. */
export async function findCertificate(sql: Sql, id: string): Promise<Found> {
  if (!isId(id)) return listed({ certificates: [], total: 0 });
  await sql.rows(lockOne, [id]);
  const certificate = await found<Certificate>(sql, one, [id]);
  return certificate === null
    ? listed({ certificates: [], total: 0 })
    : listed({ certificates: [certificate], total: 1 });
}

export async function findClaim(sql: Sql, id: string): Promise<Found> {
  if (!isId(id)) return { kind: 'claim', claim: null };
  await sql.rows(lockClaim, [id]);
  return { kind: 'claim', claim: await found<Claim>(sql, claimOne, [id]) };
}

export async function findCoverage(sql: Sql, asker: ContactView, at: Instant): Promise<Found> {
  type Coverage = Extract<Found, { kind: 'noticeCoverage' }>['coverage'];
  return { kind: 'noticeCoverage', coverage: await required<Coverage>(sql, covered, [asker.id, dayOf(at)]) };
}

// ---------------------------------------------------------------- changing

async function filingOf(sql: Sql, certificate: string): Promise<Filing> {
  const { filing } = await required<Certificate>(sql, one, [certificate]);
  if (filing === null) throw new Conflict(`certificate ${certificate} has no filing`);
  return filing;
}

export function certificatesTx(sql: Sql): CertificateTx {
  return {
    ...registryFilesTx(sql),
    ...certificateEndTx(sql),
    claimCertificate: ({ certificate, contactId, at }) => required(sql, claim, [certificate, contactId, at]),
    decideClaim: ({ id, agreed, reason, officer, at }) =>
      required(sql, decide, [id, agreed, reason, officer, at]),
    sayFiled: async ({ certificate, contactId, at }) => {
      await sql.rows(say, [certificate, contactId, at]);
      return filingOf(sql, certificate);
    },
    moveFiling: async ({ certificate, seen, to, on, reason, officer, at }) => {
      const moved =
        seen === 0
          ? await sql.rows(fileAnew, [certificate, on, officer, at])
          : await sql.rows(move, [certificate, seen, to, on, reason, officer]);
      if (moved.length === 0)
        throw new Conflict(`the filing of ${certificate} is no longer at version ${seen}`);
      return filingOf(sql, certificate);
    },
    declineRenewal: async (certificate, seen, declined, at) => {
      const values = [certificate, seen, declined?.on ?? null, declined?.reason ?? null, at];
      if ((await sql.rows(decline, values)).length === 0) throw new Conflict(`certificate ${certificate}`);
      return required(sql, one, [certificate]);
    },
    correctCertificate: ({ certificate, seen, field, value, officer, at }) =>
      required(sql, correct, [certificate, seen, field, value, fold(value), officer, at]),
    snoozeCertificate: async (certificate, contactId, until) => {
      if (until === null) await sql.rows(wake, [certificate, contactId]);
      else await sql.rows(snooze, [certificate, contactId, until]);
    },
    ownersOf: async (certificate) =>
      (await sql.rows<{ id: ContactId }>(owners, [certificate])).map(({ id }) => id),
  };
}
