/** One turn: a transaction that holds the contact's row lock, two round trips when the flow asks for nothing more. */
import type pg from 'pg';
import { StoreUnavailable } from '../core/error.ts';
import type { ContactId, ContactView, OfficerView } from '../core/model.ts';
import { emptySession, type Session, type Snapshots } from '../flow/define.ts';
import type { Store, TurnState, TurnTx } from '../ports.ts';
import { auditTx } from './audit.ts';
import { contactsTx, eraseContact } from './contacts.ts';
import { type Sql, type Statement, send, sqlOf, storeError, toJson } from './database.ts';
import { findIdea, ideasOf, ideasOfUnits, ideasTx } from './ideas.ts';
import { findInvitation, officersTx } from './officers.ts';
import { planRow, planTx } from './parcels.ts';

const begin: Statement = { name: 'turn-begin', text: 'SELECT turn_begin($1) AS begun' };
const finish: Statement = { name: 'turn-finish', text: 'SELECT turn_finish($1, $2, $3, $4, $5, $6)' };
const finishErased: Statement = {
  name: 'turn-finish-erased',
  text: 'SELECT turn_finish_erased($1, $2, $3, $4, $5)',
};

type Ending = Parameters<TurnTx['finish']>[0];

/** What `turn_begin` gives. */
interface Begun {
  readonly id: string;
  readonly channel: TurnState['inbound']['channel'];
  readonly address: string;
  readonly payload: Pick<TurnState['inbound'], 'displayName' | 'languageHint' | 'input'>;
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly more: boolean;
  readonly contact: ContactView;
  readonly officer: OfficerView | null;
  readonly session: Session | null;
}

function toState({
  payload,
  contact,
  officer,
  session,
  attempts,
  lastError,
  more,
  ...row
}: Begun): TurnState {
  const externalId = row.id.slice(row.channel.length + 1);
  const inbound = { ...row, ...payload, externalId, contactId: contact.id };
  return { inbound, contact, officer, session: session ?? emptySession, attempts, lastError, more };
}

interface Ended {
  readonly turn: Ending;
  readonly erased: boolean;
}

/** The transaction as the services see it, and how it ended. */
interface OpenTurn {
  readonly tx: TurnTx;
  ending(): Ended | null;
}

function openTurn(sql: Sql, state: TurnState): OpenTurn {
  let ending: Ending | null = null;
  let erased = false;
  const tx: TurnTx = {
    ...contactsTx(sql),
    ...ideasTx(sql),
    ...officersTx(sql),
    ...planTx(sql),
    ...auditTx(sql),
    snapshot: async (needs, who) => {
      const loaded: { -readonly [K in keyof Snapshots]?: Snapshots[K] } = {};
      if (needs.includes('myIdeas')) loaded.myIdeas = await ideasOf(sql, who.contact.id);
      if (needs.includes('unitIdeas')) loaded.unitIdeas = await ideasOfUnits(sql, who.officer);
      return loaded;
    },
    lookup: (query) =>
      query.kind === 'ideaByCode'
        ? findIdea(sql, query.code)
        : findInvitation(sql, query.code, state.inbound.receivedAt),
    eraseContact: (contactId, at) => {
      erased ||= contactId === state.contact.id;
      return eraseContact(sql, contactId, at);
    },
    // Kept until the work is done: then it goes out together with COMMIT.
    finish: async (turn) => {
      ending = turn;
    },
  };
  return { tx, ending: () => ending && { turn: ending, erased } };
}

/** Waits for all, then throws the first failure: nothing may still be under way when a connection is given back. */
async function allDone<T>(sent: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(sent);
  return Promise.all(sent);
}

async function start(client: pg.PoolClient, contactId: ContactId): Promise<TurnState | null> {
  const [, rows] = await allDone([
    client.query('BEGIN').then(() => []),
    send<{ begun: Begun | null }>(client, begin, [contactId]),
  ]);
  const begun = rows?.[0]?.begun;
  return begun ? toState(begun) : null;
}

async function commit(client: pg.PoolClient, ending: Ended): Promise<void> {
  const { inbound, session, reply, at, talkOnly = false } = ending.turn;
  const parcel = reply ? toJson(planRow(reply)) : null;
  const values = [inbound.contactId, inbound.id, toJson(session), parcel, at];
  await allDone([
    ending.erased ? send(client, finishErased, values) : send(client, finish, [...values, talkOnly]),
    // If finishing failed, this ends the transaction all the same, by rolling it back.
    client.query('COMMIT').then(() => []),
  ]);
}

async function inTransaction<T>(
  client: pg.PoolClient,
  contactId: ContactId,
  work: (tx: TurnTx, state: TurnState) => Promise<T>,
): Promise<T | null> {
  const state = await start(client, contactId);
  if (!state) {
    await client.query('ROLLBACK');
    return null;
  }
  const turn = openTurn(sqlOf(client), state);
  const result = await work(turn.tx, state);
  const ending = turn.ending();
  // Work that does not finish the turn (a photo must be fetched first) leaves everything as it was.
  if (ending) await commit(client, ending);
  else await client.query('ROLLBACK');
  return result;
}

/** Ends a failed transaction; says whether the connection is of no further use. */
async function rollBack(client: pg.PoolClient, error: unknown): Promise<boolean> {
  if (storeError(error) instanceof StoreUnavailable) return true;
  return client.query('ROLLBACK').then(
    () => false,
    () => true,
  );
}

export function createTurns(pool: pg.Pool): Pick<Store, 'turn'> {
  return {
    turn: async (contactId, work) => {
      const client = await pool.connect().catch((error: unknown) => {
        throw storeError(error);
      });
      let broken = false;
      try {
        return await inTransaction(client, contactId, work);
      } catch (error) {
        broken = await rollBack(client, error);
        throw storeError(error);
      } finally {
        client.release(broken);
      }
    },
  };
}
