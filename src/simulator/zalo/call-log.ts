/** The last calls that arrived in Zalo's namespace, for tests and for the page. */
import type { SimReply, SimRequest } from './reply.ts';

export interface LoggedCall {
  /** Virtual time. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: SimRequest['headers'];
  readonly body: string;
  /** What left, `null` when a fault cut the line. */
  readonly status: number | null;
  readonly reply: string;
}

export interface CallLog {
  add(at: number, request: SimRequest, reply: SimReply | null): void;
  /** Oldest first. */
  list(): readonly LoggedCall[];
  /** All calls since the start, also those no longer in the list. */
  count(): number;
  clear(): void;
}

const KEPT = 1000;
const BODY_MAX = 4000;

export function createCallLog(): CallLog {
  let calls: LoggedCall[] = [];
  let count = 0;
  return {
    add(at, { method, path, query, headers, body }, reply) {
      count += 1;
      calls.push({
        at,
        method,
        path,
        query,
        headers,
        body: body.toString('utf8', 0, BODY_MAX),
        status: reply?.status ?? null,
        reply: typeof reply?.body === 'string' ? reply.body : '',
      });
      if (calls.length > 2 * KEPT) calls = calls.slice(-KEPT);
    },
    list: () => calls.slice(-KEPT),
    count: () => count,
    clear: () => {
      calls = [];
    },
  };
}
