/**
 * Turns in transactions that hold the contacts' locks: one round trip to begin, one to end. People who wait at the same
 * moment share a transaction; each turn lies wholly inside one.
 */
import type pg from 'pg';
import { StoreUnavailable } from '../core/error.ts';
import type { ContactId } from '../core/model.ts';
import type { Store, TurnState, TurnTx } from '../ports.ts';
import { type Statement, send, sqlOf, storeError, toJson } from './database.ts';
import { planRow } from './parcels.ts';
import { createSeatGate } from './seat-gate.ts';
import { createSeatQueue, type SeatTicket } from './seat-queue.ts';
import { type Begun, type Ended, openTurn, shareWork, toState } from './turn.ts';

/** Locks are taken in the order of the ids, so that two groups cannot wait for each other. */
const begin: Statement = {
  name: 'turns-begin',
  text: 'SELECT turn_begin(c) AS begun FROM (SELECT unnest($1::bigint[]) AS c ORDER BY 1) AS waiting',
};
const finish: Statement = { name: 'turns-finish', text: 'SELECT turns_finish($1, $2, $3)' };
const finishErased: Statement = {
  name: 'turn-finish-erased',
  text: 'SELECT turn_finish_erased($1, $2, $3, $4, $5)',
};

/** Waits for all, then throws the first failure: nothing may still be under way when a connection is given back. */
async function allDone<T>(sent: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(sent);
  return Promise.all(sent);
}

async function start(client: pg.PoolClient, contactIds: readonly ContactId[]): Promise<readonly TurnState[]> {
  const sent = [
    client.query('BEGIN').then(() => []),
    send<{ begun: Begun | null }>(client, begin, [contactIds]),
  ];
  const [, rows = []] = await allDone(sent);
  // Two contacts of a group may lead to one inbound, when one of them went into the other meanwhile.
  const begun = new Map(
    rows.flatMap((row) => (row.begun === null ? [] : [[row.begun.id, row.begun] as const])),
  );
  return [...begun.values()].map(toState);
}

function rowOf({ turn: { inbound, session, reply } }: Ended) {
  return {
    contact: inbound.contactId,
    inbound: inbound.id,
    session,
    reply: reply === null ? null : planRow(reply),
  };
}

async function commit(client: pg.PoolClient, endings: readonly Ended[]): Promise<void> {
  const at = endings[0]?.turn.at ?? 0;
  const kept = endings.filter(({ erased }) => !erased);
  const talkOnly = endings.every(({ turn }) => turn.talkOnly === true);
  const sent = [
    ...(kept.length === 0 ? [] : [send(client, finish, [toJson(kept.map(rowOf)), at, talkOnly])]),
    ...endings.filter(({ erased }) => erased).map((ending) => finishOneErased(client, ending)),
    // If finishing failed, this ends the transaction all the same, by rolling it back.
    client.query('COMMIT').then(() => []),
  ];
  await allDone(sent);
}

function finishOneErased(client: pg.PoolClient, { turn: { inbound, session, reply, at } }: Ended) {
  const parcel = reply ? toJson(planRow(reply)) : null;
  return send(client, finishErased, [inbound.contactId, inbound.id, toJson(session), parcel, at]);
}

type Work<T> = (tx: TurnTx, state: TurnState) => Promise<T>;

async function inTransaction<T>(
  client: pg.PoolClient,
  contactIds: readonly ContactId[],
  work: Work<T>,
  ticket: SeatTicket,
): Promise<readonly T[]> {
  const states = await start(client, contactIds);
  const sql = sqlOf(client);
  const gate = createSeatGate(sql, states.length, ticket);
  const shared = shareWork(sql, gate);
  const open = states.map((state) => ({ state, turn: openTurn(sql, state, shared) }));
  const results = await allDone(open.map(({ state, turn }) => work(turn.tx, state).finally(gate.leave)));
  // Work that does not finish its turn (a photo must be fetched first) leaves everything as it was.
  const endings = open.flatMap(({ turn }) => turn.ending() ?? []);
  if (endings.length > 0) await commit(client, endings);
  else await client.query('ROLLBACK');
  return results;
}

/** Ends a failed transaction; says whether the connection is of no further use. */
async function rollBack(client: pg.PoolClient, error: unknown): Promise<boolean> {
  if (storeError(error) instanceof StoreUnavailable) return true;
  return client.query('ROLLBACK').then(
    () => false,
    () => true,
  );
}

export function createTurns(pool: pg.Pool): Pick<Store, 'turn' | 'turns'> {
  const seats = createSeatQueue();
  const turns = async <T>(contactIds: readonly ContactId[], work: Work<T>): Promise<readonly T[]> => {
    const ticket = seats.enter();
    const client = await pool.connect().catch((error: unknown) => {
      ticket.pass();
      throw storeError(error);
    });
    let broken = false;
    try {
      return await inTransaction(client, contactIds, work, ticket);
    } catch (error) {
      broken = await rollBack(client, error);
      throw storeError(error);
    } finally {
      ticket.pass();
      client.release(broken);
    }
  };
  return {
    turns,
    turn: async (contactId, work) => (await turns([contactId], work))[0] ?? null,
  };
}
