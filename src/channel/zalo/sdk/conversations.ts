/** What was said before: the last message of each chat, and one chat. Settles sends with unknown outcome. */
import type { Caller, CallOptions } from './call.ts';
import { asList, asNumber, asObject, asText, type JsonObject } from './json.ts';
import { CHAT_PAGE_MAX } from './limits.ts';
import { requireId, requireWhole } from './text.ts';

export interface PastMessage {
  readonly messageId: string;
  readonly from: 'oa' | 'user';
  readonly fromId: string;
  readonly toId: string;
  readonly sentAt: number | null;
  /** `text`, `photo` and others. */
  readonly type: string;
  readonly text: string | null;
  readonly url: string | null;
  readonly raw: JsonObject;
}

/** `count` is 10 at most. */
export interface ChatRange {
  readonly offset: number;
  readonly count: number;
}

export interface Conversations {
  recent(range: ChatRange, options?: CallOptions): Promise<readonly PastMessage[]>;
  withUser(userId: string, range: ChatRange, options?: CallOptions): Promise<readonly PastMessage[]>;
}

export function createConversations(caller: Caller): Conversations {
  const read = async (path: string, query: JsonObject, options?: CallOptions) =>
    asList((await caller.get('openapi', path, query, options)).data).map(readPast);
  return {
    recent: async (range, options) => read('/v2.0/oa/listrecentchat', rangeOf(range), options),
    withUser: async (userId, range, options) =>
      read('/v2.0/oa/conversation', { user_id: requireId('userId', userId), ...rangeOf(range) }, options),
  };
}

const rangeOf = ({ offset, count }: ChatRange): JsonObject => ({
  offset: requireWhole('offset', offset, 0, Number.MAX_SAFE_INTEGER),
  count: requireWhole('count', count, 1, CHAT_PAGE_MAX),
});

function readPast(value: unknown): PastMessage {
  const past = asObject(value);
  return {
    messageId: asText(past.message_id) ?? '',
    from: asNumber(past.src) === 0 ? 'oa' : 'user',
    fromId: asText(past.from_id) ?? '',
    toId: asText(past.to_id) ?? '',
    sentAt: asNumber(past.time),
    type: asText(past.type) ?? '',
    text: asText(past.message),
    url: asText(past.url),
    raw: past,
  };
}
