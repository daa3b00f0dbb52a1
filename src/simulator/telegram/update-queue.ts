/**
 * Updates on their way to the bot, in order, until confirmed. Numbers start at the clock's milliseconds, so a stand-in
 * that starts again never gives out a number that the bot's inbox has seen.
 */
import { ApiFailure } from './failure.ts';
import type { UpdateBody } from './wire.ts';

export interface Pending {
  readonly id: number;
  readonly chat: number;
  /** The whole update as JSON, number included. */
  readonly json: string;
}

export interface UpdateQueue {
  /** Numbers an update and hands it on. Gives its number. */
  push(chat: number, body: UpdateBody): number;
  /** The next `count` updates are handed on twice. */
  duplicateNext(count: number): void;
  /** The next `count` updates are held until all are there and then go in reverse order. */
  reorderNext(count: number): void;
  /** Confirms everything below `offset` and gives what is due, waiting up to `timeoutMs` for the first one. */
  poll(request: PollRequest): Promise<readonly string[]>;
  /** Takes all pending over for the webhook, now and from now on; `null` gives them back to polling. */
  redirect(sink: ((update: Pending) => void) | null): void;
  putBack(updates: readonly Pending[]): void;
  /** Kinds delivered; empty = all. */
  allow(kinds: readonly string[]): void;
  clear(): void;
  pendingCount(): number;
  close(): void;
}

export interface PollRequest {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
  /** Called back with the way to give up when the client hangs up. */
  onWaiting(cancel: () => void): void;
}

interface Waiter {
  readonly limit: number;
  answer(updates: readonly string[]): void;
  fail(error: ApiFailure): void;
}

interface State {
  lastId: number;
  pending: Pending[];
  held: Pending[];
  duplicates: number;
  reorder: number;
  allowed: ReadonlySet<string>;
  sink: ((update: Pending) => void) | null;
  waiter: Waiter | null;
}

const pendingAtMost = 100_000;
const rival = 'terminated by other getUpdates request; make sure that only one bot instance is running';

export function createUpdateQueue(firstId: number): UpdateQueue {
  const state: State = {
    lastId: firstId - 1,
    pending: [],
    held: [],
    duplicates: 0,
    reorder: 0,
    allowed: new Set(),
    sink: null,
    waiter: null,
  };
  return {
    push: (chat, body) => push(state, chat, body),
    duplicateNext(count) {
      state.duplicates = count;
    },
    reorderNext(count) {
      state.reorder = count;
    },
    poll: (request) => poll(state, request),
    redirect: (sink) => redirect(state, sink),
    putBack(updates) {
      state.pending = [...updates, ...state.pending].sort((a, b) => a.id - b.id);
    },
    allow(kinds) {
      state.allowed = new Set(kinds);
    },
    clear() {
      state.pending = [];
    },
    pendingCount: () => state.pending.length,
    close: () => state.waiter?.answer([]),
  };
}

function push(state: State, chat: number, body: UpdateBody): number {
  state.lastId += 1;
  const id = state.lastId;
  if (state.allowed.size > 0 && !Object.keys(body).some((kind) => state.allowed.has(kind))) return id;
  const update: Pending = { id, chat, json: JSON.stringify({ update_id: id, ...body }) };
  const copies = state.duplicates > 0 ? [update, update] : [update];
  state.duplicates = Math.max(0, state.duplicates - 1);
  if (state.reorder === 0) {
    for (const copy of copies) deliver(state, copy);
    return id;
  }
  state.reorder -= 1;
  state.held.push(...copies);
  if (state.reorder === 0) for (const late of state.held.splice(0).reverse()) deliver(state, late);
  return id;
}

function deliver(state: State, update: Pending): void {
  if (state.sink !== null) {
    state.sink(update);
    return;
  }
  state.pending.push(update);
  if (state.pending.length > pendingAtMost) state.pending.shift();
  state.waiter?.answer(due(state, state.waiter.limit));
}

const due = ({ pending }: State, limit: number) => pending.slice(0, limit).map(({ json }) => json);

async function poll(state: State, request: PollRequest): Promise<readonly string[]> {
  const { offset, limit, timeoutMs } = request;
  state.waiter?.fail(new ApiFailure(409, `Conflict: ${rival}`));
  if (offset > 0) state.pending = state.pending.filter((update) => update.id >= offset);
  if (offset < 0) state.pending = state.pending.slice(offset);
  return state.pending.length > 0 || timeoutMs <= 0 ? due(state, limit) : wait(state, request);
}

function wait(state: State, { limit, timeoutMs, onWaiting }: PollRequest): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => waiter.answer([]), timeoutMs);
    const done = () => {
      clearTimeout(timer);
      if (state.waiter === waiter) state.waiter = null;
    };
    const waiter: Waiter = {
      limit,
      answer(updates) {
        done();
        resolve(updates);
      },
      fail(error) {
        done();
        reject(error);
      },
    };
    state.waiter = waiter;
    onWaiting(() => waiter.answer([]));
  });
}

function redirect(state: State, sink: State['sink']): void {
  state.sink = sink;
  if (sink === null) return;
  state.waiter?.answer([]);
  for (const update of state.pending.splice(0)) sink(update);
}
