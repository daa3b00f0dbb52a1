/** Private chats between people and the bot, with their messages; bounded, the oldest messages leave first. */
import { type Bucket, fullBucket } from './pace.ts';
import type { ReplyKeyboard, WireMessage, WireUser } from './wire.ts';

export type ChatState = 'open' | 'blocked' | 'deactivated';

export interface Kept {
  message: WireMessage;
  /** A reply keyboard this message brought, or `removed` when it took one away. */
  readonly keyboard?: ReplyKeyboard | 'removed';
  /** Stand-in time of acceptance, in milliseconds. */
  readonly acceptedAt: number;
}

export interface Chat {
  readonly user: WireUser;
  state: ChatState;
  readonly kept: Kept[];
  keyboard: ReplyKeyboard | null;
  readonly bucket: Bucket;
}

export interface ChatBook {
  get(id: number): Chat | undefined;
  /** The chat with this person, made at first sight. */
  open(user: WireUser): Chat;
  keep(chat: Chat, kept: Kept): void;
  nextMessageId(): number;
  all(): Iterable<Chat>;
}

export interface ChatBounds {
  readonly chats: number;
  readonly messagesPerChat: number;
}

export function createChatBook({ chats: chatsAtMost, messagesPerChat }: ChatBounds): ChatBook {
  const chats = new Map<number, Chat>();
  let lastMessage = 0;
  return {
    get: (id) => chats.get(id),
    open(user) {
      const known = chats.get(user.id);
      if (known !== undefined) return known;
      const oldest = chats.keys().next();
      if (chats.size >= chatsAtMost && !oldest.done) chats.delete(oldest.value);
      const chat: Chat = { user, state: 'open', kept: [], keyboard: null, bucket: fullBucket() };
      chats.set(user.id, chat);
      return chat;
    },
    keep(chat, kept) {
      chat.kept.push(kept);
      if (chat.kept.length > messagesPerChat) chat.kept.shift();
    },
    nextMessageId() {
      lastMessage += 1;
      return lastMessage;
    },
    all: () => chats.values(),
  };
}
