/**
 * Posts updates to the bot's webhook as Telegram does: one at a time per chat, several chats at once, again with growing
 * waits until it answers 2xx (https://core.telegram.org/bots/api#setwebhook).
 */
import type { Pending } from './update-queue.ts';
import { createWebhookPost, type WebhookPost, type WebhookTarget } from './webhook-post.ts';

export interface WebhookRules {
  /** Wait after the second failure in a row; doubles up to `mostMs`. The first failure is tried again at once. */
  readonly backoffFirstMs: number;
  readonly backoffMostMs: number;
  readonly timeoutMs: number;
}

export interface WebhookEvents {
  posting(update: Pending): void;
  taken(update: Pending): void;
  failed(reason: string): void;
  /** A Bot API call the bot wrote into its answer. */
  called(call: Readonly<Record<string, unknown>>): void;
}

export interface WebhookSender {
  add(update: Pending): void;
  pendingCount(): number;
  /** Stops and gives back what was not taken. */
  stop(): readonly Pending[];
}

interface Lane {
  readonly chat: number;
  readonly waiting: Pending[];
  failures: number;
  timer?: NodeJS.Timeout;
}

interface State {
  readonly target: WebhookTarget;
  readonly rules: WebhookRules;
  readonly events: WebhookEvents;
  readonly post: WebhookPost;
  readonly lanes: Map<number, Lane>;
  readonly ready: Lane[];
  inFlight: number;
  stopped: boolean;
}

export function createWebhookSender(
  target: WebhookTarget,
  rules: WebhookRules,
  events: WebhookEvents,
): WebhookSender {
  const post = createWebhookPost(target, rules.timeoutMs);
  const state: State = {
    ...{ target, rules, events, post },
    lanes: new Map(),
    ready: [],
    inFlight: 0,
    stopped: false,
  };
  const waiting = () => [...state.lanes.values()].flatMap((lane) => lane.waiting);
  return {
    add: (update) => add(state, update),
    pendingCount: () => waiting().length,
    stop() {
      state.stopped = true;
      post.close();
      for (const lane of state.lanes.values()) clearTimeout(lane.timer);
      return waiting();
    },
  };
}

function add(state: State, update: Pending): void {
  const lane = state.lanes.get(update.chat);
  if (lane !== undefined) return void lane.waiting.push(update);
  const fresh: Lane = { chat: update.chat, waiting: [update], failures: 0 };
  state.lanes.set(update.chat, fresh);
  makeReady(state, fresh);
}

function makeReady(state: State, lane: Lane): void {
  state.ready.push(lane);
  pump(state);
}

function pump(state: State): void {
  while (!state.stopped && state.inFlight < state.target.maxConnections) {
    const lane = state.ready.shift();
    const update = lane?.waiting[0];
    if (lane === undefined || update === undefined) return;
    void carry(state, lane, update);
  }
}

async function carry(state: State, lane: Lane, update: Pending): Promise<void> {
  state.inFlight += 1;
  state.events.posting(update);
  const answer = await state.post.send(update.json);
  state.inFlight -= 1;
  if (state.stopped) return;
  if (answer.ok) {
    taken(state, lane, update);
    if (answer.call !== undefined) state.events.called(answer.call);
  } else {
    state.events.failed(answer.reason);
    lane.failures += 1;
    const waitMs = answer.retryAfterMs ?? backoffOf(lane.failures, state.rules);
    lane.timer = setTimeout(() => makeReady(state, lane), waitMs);
  }
  pump(state);
}

function taken(state: State, lane: Lane, update: Pending): void {
  lane.waiting.shift();
  lane.failures = 0;
  state.events.taken(update);
  if (lane.waiting.length > 0) state.ready.push(lane);
  else state.lanes.delete(lane.chat);
}

const backoffOf = (failures: number, { backoffFirstMs, backoffMostMs }: WebhookRules) =>
  failures < 2 ? 0 : Math.min(backoffMostMs, backoffFirstMs * 2 ** (failures - 2));
