/** Enrols the people of a list: who they are to us is looked up, then all ask for a seat in one act, in one transaction. */
import type pg from 'pg';
import {
  type EnrolGuest,
  type KnownContact,
  matchRows,
  type Present,
  producerName,
  type Surroundings,
} from '../core/enrol-match.ts';
import { Conflict } from '../core/error.ts';
import type { SeatResult } from '../core/seats.ts';
import { fold } from '../core/vietnamese.ts';
import type { EnrolOrder, EnrolOutcome } from '../ports/enrol.ts';
import { inTransaction, type Statement, send, toJson } from './database.ts';
import { closeList } from './enrol-lists.ts';
import { planRow } from './parcels.ts';

const contacts: Statement = {
  name: 'enrol-contacts',
  text: `SELECT c.id::text AS id, c.name, c.phone,
      (SELECT min(producer_id)::text FROM producer_member m WHERE m.contact_id = c.id) AS producer
    FROM contact c WHERE c.phone = ANY ($1) AND c.erased_at IS NULL ORDER BY c.id`,
};
const present: Statement = {
  name: 'enrol-present',
  text: `SELECT c.person, coalesce(c.attendee, k.name) AS name,
      coalesce(c.attendee_phone, CASE WHEN c.attendee IS NULL THEN k.phone END) AS phone
    FROM seat_claim c LEFT JOIN contact k ON k.id = c.contact_id
    WHERE c.pool_id = $1 AND c.state IN ('taken', 'waiting', 'offered') ORDER BY c.no`,
};
const producers: Statement = {
  name: 'enrol-producers',
  text: `SELECT min(id)::text AS key, unit_code || '|' || name_key AS name FROM producer
    WHERE unit_code = ANY ($1) AND name_key = ANY ($2) GROUP BY 2 HAVING count(*) = 1`,
};
const act: Statement = { name: 'seat-act', text: 'SELECT seat_act($1, $2) AS result' };
const note: Statement = {
  name: 'enrol-audit',
  text: `INSERT INTO audit (actor, action, subject, detail, at) VALUES ($1, 'people_enrolled', $2, $3, at_ms($4))`,
};

const own: Statement = {
  name: 'enrol-list-own',
  text: `INSERT INTO enrol_list (offering_id, file_name, state, sent_at) VALUES ($1, $2, 'written', at_ms($3))
    RETURNING id::text AS id`,
};
const count: Statement = { name: 'enrol-list-count', text: 'UPDATE enrol_list SET made = $2 WHERE id = $1' };

type Enrolled = EnrolOutcome & Required<Pick<EnrolOutcome, 'list'>>;

const distinct = (values: readonly (string | null)[]): readonly string[] => [
  ...new Set(values.flatMap((value) => value ?? [])),
];

/** Enrols them; see the port. */
export function enrolPeople(pool: pg.Pool, order: EnrolOrder): Promise<EnrolOutcome> {
  const { dryRun: trial } = order;
  const work = async (client: pg.PoolClient) => {
    const { list, ...outcome } = await enrol(client, order);
    if (trial) return outcome;
    await writeDown(client, order, { ...outcome, list });
    return { ...outcome, list };
  };
  return inTransaction(pool, work, { trial });
}

/** Whatever is enrolled can be taken back as a list: an operator's is written down as one. */
async function listOf(client: pg.PoolClient, { offering, list, fileName, at }: EnrolOrder): Promise<string> {
  if (list !== undefined) return list.id;
  const [made] = await send<{ id: string }>(client, own, [offering, fileName, at]);
  if (made === undefined) throw new Error('an operator’s list was not written down');
  return made.id;
}

async function enrol(client: pg.PoolClient, order: EnrolOrder): Promise<Enrolled> {
  const { offering, rows, at } = order;
  const list = await listOf(client, order);
  const { guests, notes } = matchRows(rows, await lookAround(client, { offering, rows }));
  const people = guests.map(({ row: _row, ...guest }) => guest);
  const deed = { pool: offering, kind: 'enrol', list: Number(list), people };
  const [done] = await send<{ result: { readonly people: readonly SeatResult[] } }>(client, act, [
    toJson(deed),
    at,
  ]);
  return { seats: guests.map((guest, n) => seatOf(guest, done?.result.people[n])), notes, list };
}

function seatOf({ row, attendee }: EnrolGuest, got: SeatResult | undefined): EnrolOutcome['seats'][number] {
  if (got === undefined) throw new Error('somebody of a list got no answer');
  const { result, place } = got;
  return { row, result, isWritten: attendee !== undefined, ...(place === undefined ? {} : { place }) };
}

async function lookAround(
  client: pg.PoolClient,
  { offering, rows }: Pick<EnrolOrder, 'offering' | 'rows'>,
): Promise<Surroundings> {
  const named = rows.filter((row) => producerName(row) !== null);
  const [units, names] = [named.map(({ unit }) => unit), named.map(({ from }) => fold(from ?? ''))];
  const known = await send<{ key: string; name: string }>(client, producers, [
    distinct(units),
    distinct(names),
  ]);
  return {
    contacts: await send<KnownContact>(client, contacts, [distinct(rows.map(({ phone }) => phone))]),
    present: await send<Present>(client, present, [offering]),
    producers: new Map(known.map(({ key, name }) => [name, key])),
  };
}

/** The end of the list and the trail, beside the seats: a crash leaves all of it or nothing. */
async function writeDown(client: pg.PoolClient, order: EnrolOrder, outcome: Enrolled): Promise<void> {
  const { list, actor, offering, fileName, at } = order;
  const made = outcome.seats.filter(({ result }) => result === 'taken' || result === 'waiting').length;
  await send(client, note, [actor, offering, toJson({ file: fileName, rows: order.rows.length, made }), at]);
  if (list === undefined) {
    await send(client, count, [outcome.list, made]);
    return;
  }
  const { report, answer } = list.end(outcome);
  const parcels = toJson(answer === null ? [] : [planRow(answer)]);
  const closed = await send(client, closeList, [list.id, 'written', toJson(report), parcels, at, made]);
  if (closed.length === 0) throw new Conflict(`list ${list.id} is no longer waiting`);
}
