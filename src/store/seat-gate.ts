/**
 * Where acts on seats of turns that share a transaction wait for each other: all go in one statement that locks the
 * classes in the order of their ids, so that two transactions never wait for each other crosswise.
 */
import type { SeatResult } from '../core/seats.ts';
import { type Sql, type Statement, toJson } from './database.ts';
import type { SeatTicket } from './seat-queue.ts';

const acts: Statement = { name: 'seat-acts', text: 'SELECT seat_acts($1) AS results' };

export interface SeatGate {
  /** Carries out an act, together with those of the other turns. */
  act(request: object): Promise<SeatResult>;
  /** A turn needs no seat any more, whatever became of it. */
  leave(): void;
}

interface Waiting {
  readonly request: object;
  readonly resolve: (result: SeatResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * @param turns how many turns share the transaction
 * @param ticket its place among the transactions of this process
 */
export function createSeatGate(sql: Sql, turns: number, ticket: SeatTicket): SeatGate {
  let inside = turns;
  let waiting: Waiting[] = [];

  const passThrough = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await ticket.turn();
      const requests = toJson(batch.map(({ request }) => request));
      const [row] = await sql.rows<{ results: readonly SeatResult[] }>(acts, [requests]);
      for (const [n, { resolve, reject }] of batch.entries()) {
        const result = row?.results[n];
        if (result === undefined) reject(new Error('an act on a seat gave no result'));
        else resolve(result);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      ticket.pass();
    }
  };
  const openWhenAllAreHere = (): void => {
    if (waiting.length === 0 || waiting.length < inside) return;
    const batch = waiting;
    waiting = [];
    void passThrough(batch);
  };
  return {
    act: (request) =>
      new Promise((resolve, reject) => {
        waiting.push({ request, resolve, reject });
        openWhenAllAreHere();
      }),
    leave() {
      inside -= 1;
      if (inside === 0) ticket.pass();
      openWhenAllAreHere();
    },
  };
}
