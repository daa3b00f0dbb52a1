/** Webhook events as types. `kind` groups what is handled alike; `name` is Zalo's own `event_name`. */
import type { Attachment } from './attachment.ts';
import type { JsonObject } from './json.ts';

export interface EventBase {
  /** Zalo's `event_name`, empty when it sent none. */
  readonly name: string;
  readonly oaId: string | null;
  /** Zalo's time of the event, ms since 1970. Deliveries are repeated for almost two hours. */
  readonly at: number;
  readonly userIdByApp: string | null;
  /** Paths of ids that came as JSON numbers; their last digits may be wrong already. */
  readonly numericIds: readonly string[];
  /** The same for every delivery of one event; keep it 7 days or longer. */
  readonly dedupeKey: string;
  readonly raw: JsonObject;
}

/** What somebody wrote: in `user_send_*`, `oa_send_*` and the anonymous ones. */
export interface Written {
  readonly messageId: string;
  readonly text: string | null;
  readonly quotedMessageId: string | null;
  readonly attachments: readonly Attachment[];
}

/** What a person gave when asked with `request_user_info`. */
export interface SubmittedInfo {
  readonly name: string | null;
  readonly phone: string | null;
  readonly birthday: string | null;
  readonly gender: string | null;
  readonly city: string | null;
  readonly district: string | null;
  readonly ward: string | null;
  readonly address: string | null;
}

/** Events of one person. */
export type PersonEvent =
  | ({ readonly kind: 'message'; readonly userId: string } & Written)
  /** Echo of anything the OA sent; `adminId` only when an officer wrote it in Zalo's own tool. */
  | ({ readonly kind: 'oa_message'; readonly userId: string; readonly adminId: string | null } & Written)
  | ({
      readonly kind: 'anonymous_message';
      readonly by: 'anonymous' | 'oa';
      readonly anonymousId: string;
      readonly conversationId: string;
    } & Written)
  | { readonly kind: 'received'; readonly userId: string; readonly messageId: string }
  | { readonly kind: 'seen'; readonly userId: string; readonly messageIds: readonly string[] }
  | {
      readonly kind: 'reaction';
      readonly by: 'user' | 'oa';
      readonly userId: string;
      readonly messageId: string;
      readonly icon: string;
    }
  /** Opened the chat for the first time; once per person, ever. */
  | { readonly kind: 'chat_opened'; readonly userId: string }
  | { readonly kind: 'follow' | 'unfollow'; readonly userId: string; readonly source: string | null }
  | { readonly kind: 'info_submitted'; readonly userId: string; readonly info: SubmittedInfo }
  /** The person wants their data deleted. */
  | { readonly kind: 'withdrawn'; readonly userId: string }
  | { readonly kind: 'call'; readonly userId: string | null };

/** Events of the account, its tags, templates and quotas. */
export type AccountEvent =
  | {
      readonly kind: 'tag';
      readonly change: 'added' | 'removed' | 'dropped';
      readonly tag: string;
      readonly userIds: readonly string[];
    }
  | { readonly kind: 'user_info_updated'; readonly method: string | null }
  | {
      readonly kind: 'widget';
      readonly userId: string | null;
      readonly userExternalId: string | null;
      readonly detail: string | null;
    }
  | { readonly kind: 'group'; readonly groupId: string; readonly userIds: readonly string[] }
  | { readonly kind: 'extension_purchased'; readonly extensionId: string | null }
  | {
      readonly kind: 'template_status';
      readonly templateId: string;
      readonly from: string | null;
      readonly to: string | null;
      readonly reason: string | null;
    }
  | { readonly kind: 'template_quality'; readonly templateId: string; readonly quality: string }
  | { readonly kind: 'template_quota'; readonly templateId: string | null }
  | { readonly kind: 'oa_daily_quota'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'oa_template_tags' }
  | { readonly kind: 'journey'; readonly step: 'acknowledged' | 'timed_out' };

/** Events of a ZNS message: they name a message, not a person. */
export type ZnsEvent =
  | {
      readonly kind: 'zns_delivered';
      readonly messageId: string;
      readonly trackingId: string | null;
      /** `84…` or its hash. */
      readonly recipient: string | null;
      readonly deliveredAt: number | null;
    }
  | {
      readonly kind: 'zns_feedback';
      readonly messageId: string;
      readonly trackingId: string | null;
      readonly rate: number | null;
      readonly note: string | null;
      readonly feedbacks: readonly string[];
      readonly submittedAt: number | null;
    }
  | {
      readonly kind: 'zns_button';
      readonly messageId: string;
      readonly trackingId: string | null;
      readonly data: string | null;
      readonly submittedAt: number | null;
    };

/** A name we do not know, or a known one that lacks what it must have. Answer 200 and log it. */
export interface UnknownEvent {
  readonly kind: 'unknown';
  readonly because: 'name' | 'shape';
}

export type EventBody = PersonEvent | AccountEvent | ZnsEvent | UnknownEvent;
export type ZaloEvent = EventBase & EventBody;
export type ZaloEventOf<K extends EventBody['kind']> = EventBase & Extract<EventBody, { kind: K }>;
