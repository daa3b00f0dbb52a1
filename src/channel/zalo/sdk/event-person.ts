/** Readers of the events that concern one person. `null` means that something required is missing. */
import { readAttachment } from './attachment.ts';
import type { AccountEvent, PersonEvent, SubmittedInfo, Written, ZnsEvent } from './event.ts';
import type { Fields } from './fields.ts';

/** The two sides of an event that has `sender` and `recipient`. */
export interface Sides {
  readonly userId: string | null;
  readonly oaId: string | null;
}
export type EventReader = (fields: Fields, sides: Sides) => PersonEvent | AccountEvent | ZnsEvent | null;

const written = (f: Fields): Written | null => {
  const messageId = f.id('message.msg_id');
  if (messageId === null) return null;
  return {
    messageId,
    text: f.text('message.text'),
    quotedMessageId: f.id('message.quote_msg_id'),
    attachments: f.list('message.attachments').map(readAttachment),
  };
};

export const readMessage: EventReader = (f, { userId }) => {
  const what = written(f);
  return userId && what ? { kind: 'message', userId, ...what } : null;
};

export const readOaMessage: EventReader = (f, { userId }) => {
  const what = written(f);
  return userId && what ? { kind: 'oa_message', userId, adminId: f.id('sender.admin_id'), ...what } : null;
};

/** Here the person is `anonymousId`, on the side where other events have the user. */
export const readAnonymous =
  (by: 'anonymous' | 'oa'): EventReader =>
  (f, { userId: anonymousId }) => {
    const what = written(f);
    const conversationId = f.id('message.conversation_id');
    if (!anonymousId || !what || !conversationId) return null;
    return { kind: 'anonymous_message', by, anonymousId, conversationId, ...what };
  };

/** The same name tells that an OA message and that a ZNS message arrived; only the latter has these fields. */
export const readReceived: EventReader = (f, { userId }) => {
  const messageId = f.id('message.msg_id');
  if (messageId === null) return null;
  if (f.has('message.tracking_id') || f.has('message.delivery_time')) {
    return {
      kind: 'zns_delivered',
      messageId,
      trackingId: f.text('message.tracking_id'),
      recipient: userId,
      deliveredAt: f.number('message.delivery_time'),
    };
  }
  return userId ? { kind: 'received', userId, messageId } : null;
};

export const readSeen: EventReader = (f, { userId }) => {
  const messageIds = f.ids('message.msg_ids');
  return userId && messageIds.length > 0 ? { kind: 'seen', userId, messageIds } : null;
};

export const readReaction =
  (by: 'user' | 'oa'): EventReader =>
  (f, { userId }) => {
    const messageId = f.id('message.msg_id');
    if (!userId || !messageId) return null;
    return { kind: 'reaction', by, userId, messageId, icon: f.text('message.react_icon') ?? '' };
  };

export const readFollow =
  (kind: 'follow' | 'unfollow'): EventReader =>
  (f) => {
    const userId = f.id('follower.id');
    return userId ? { kind, userId, source: f.text('source') } : null;
  };

export const readChatOpened: EventReader = (f) => {
  const userId = f.id('user_id');
  return userId ? { kind: 'chat_opened', userId } : null;
};

export const readWithdrawn: EventReader = (f) => {
  const userId = f.id('user_id');
  return userId ? { kind: 'withdrawn', userId } : null;
};

export const readInfoSubmitted: EventReader = (f, { userId }) =>
  userId && f.has('info') ? { kind: 'info_submitted', userId, info: readInfo(f) } : null;

export const readCall: EventReader = (f, { userId }) => ({ kind: 'call', userId: userId ?? f.id('user_id') });

/** Newer deliveries nest the address, older ones do not. */
function readInfo(f: Fields): SubmittedInfo {
  return {
    name: f.text('info.name'),
    phone: f.text('info.phone'),
    birthday: f.text('info.user_dob'),
    gender: f.text('info.gender'),
    city: f.text('info.full_address.user_city') ?? f.text('info.city'),
    district: f.text('info.district'),
    ward: f.text('info.full_address.user_ward') ?? f.text('info.ward'),
    address: f.text('info.full_address.user_address') ?? f.text('info.address'),
  };
}
