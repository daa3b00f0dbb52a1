/** Everything the stand-in knows, wired once; methods, control and people work on it. */
import { type Chat, type ChatBook, type ChatBounds, createChatBook, type Kept } from './chat-book.ts';
import { createFaultPlan, type FaultPlan } from './fault-plan.ts';
import { createFileShelf, type FileShelf } from './file-shelf.ts';
import { createPace, type Pace, type PaceLimits } from './pace.ts';
import { createUpdateQueue, type UpdateQueue } from './update-queue.ts';
import type { WebhookTarget } from './webhook-post.ts';
import type { WebhookRules, WebhookSender } from './webhook-sender.ts';
import type { Content, WireMessage, WireUser } from './wire.ts';

export type StandInEvent =
  /** A message came to stand in a chat, from either side. */
  | { readonly type: 'message'; readonly chat: number; readonly kept: Kept }
  | { readonly type: 'edited'; readonly chat: number; readonly kept: Kept }
  | { readonly type: 'tap_answered'; readonly chat: number; readonly text: string }
  | { readonly type: 'chat_changed'; readonly chat: number }
  | { readonly type: 'typing'; readonly chat: number }
  | { readonly type: 'webhook_posted' | 'webhook_taken'; readonly chat: number; readonly updateId: number };

export interface WebhookState {
  readonly target: WebhookTarget;
  readonly sender: WebhookSender;
  lastError: { readonly at: number; readonly words: string } | null;
}

export interface World {
  readonly bot: WireUser;
  readonly token: string;
  readonly chats: ChatBook;
  readonly files: FileShelf;
  readonly updates: UpdateQueue;
  readonly pace: Pace;
  readonly faults: FaultPlan;
  readonly webhookRules: WebhookRules;
  /** Taps not answered yet: callback query id → chat. */
  readonly taps: Map<string, number>;
  readonly calls: Map<string, number>;
  webhook: WebhookState | null;
  commands: unknown;
  /** Stand-in time in ms, with the offset the control API set. */
  now(): number;
  shiftClock(offsetMs: number): void;
  /** A person the bot may write to although nothing is known of them (kept from an earlier run). */
  adopt(chat: number): WireUser | null;
  watch(listener: (event: StandInEvent) => void): () => void;
  emit(event: StandInEvent): void;
}

export interface WorldOptions {
  readonly token: string;
  readonly botName: string;
  readonly limits: PaceLimits | null;
  readonly bounds: ChatBounds & { readonly fileBytes: number };
  readonly webhookRules: WebhookRules;
  readonly now: () => number;
  readonly adopt: (chat: number) => { readonly id: number; readonly name: string } | null;
}

export function createWorld(options: WorldOptions): World {
  const listeners = new Set<(event: StandInEvent) => void>();
  let offsetMs = 0;
  return {
    bot: {
      id: Number(options.token.split(':')[0]) || 1,
      is_bot: true,
      first_name: 'OCOP',
      username: options.botName,
    },
    token: options.token,
    chats: createChatBook(options.bounds),
    files: createFileShelf(options.bounds.fileBytes),
    updates: createUpdateQueue(options.now()),
    pace: createPace(options.limits),
    faults: createFaultPlan(),
    webhookRules: options.webhookRules,
    taps: new Map(),
    calls: new Map(),
    webhook: null,
    commands: [],
    now: () => options.now() + offsetMs,
    shiftClock(ms) {
      offsetMs = ms;
    },
    adopt(chat) {
      const person = options.adopt(chat);
      return person === null ? null : { id: person.id, is_bot: false, first_name: person.name };
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(event) {
      for (const listener of listeners) listener(event);
    },
  };
}

/** Puts a message into a chat under a new number. */
export function addMessage(
  world: World,
  chat: Chat,
  said: { readonly from: WireUser; readonly content: Content; readonly keyboard?: Kept['keyboard'] },
): Kept {
  const { id, first_name } = chat.user;
  const now = world.now();
  const message: WireMessage = {
    message_id: world.chats.nextMessageId(),
    from: said.from,
    chat: { id, type: 'private', first_name },
    date: Math.floor(now / 1000),
    ...said.content,
  };
  const kept: Kept = {
    message,
    acceptedAt: now,
    ...(said.keyboard === undefined ? {} : { keyboard: said.keyboard }),
  };
  world.chats.keep(chat, kept);
  world.emit({ type: 'message', chat: id, kept });
  return kept;
}
