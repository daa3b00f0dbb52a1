/** The words of the stand-in: people, their chats, and the world that holds everything it knows. */
import type { CallLog } from './call-log.ts';
import type { VirtualClock } from './clock.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Ids } from './ids.ts';
import type { CsQuota, Prices, SimTemplate, Switches } from './options.ts';
import type { Pace } from './pace.ts';
import type { Shelf } from './shelf.ts';
import type { TokenBook } from './tokens.ts';
import type { Delivery } from './webhook-courier.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** One message in a chat, as the phone shows it and as the history endpoint gives it. */
export interface ChatMessage {
  readonly id: string;
  readonly from: 'oa' | 'person';
  /** Ms since 1970, virtual. */
  readonly at: number;
  readonly via: 'cs' | 'template' | 'zns';
  readonly content: ChatContent;
  /** Only for messages of the OA. */
  readonly cost: MessageCost | null;
  seenAt: number | null;
}

export interface MessageCost {
  /** `reply`, `sub_quota`, `purchase_quota`, `reward_quota`, `welcome_msg`, `template`, `zns`. */
  readonly quotaType: string;
  /** Đồng; `null` is unknown. */
  readonly priceVnd: number | null;
}

export interface ChatButton {
  readonly title: string;
  readonly type: string;
  readonly payload: unknown;
}

export interface ChatContent {
  readonly kind:
    | 'text'
    | 'image'
    | 'gif'
    | 'sticker'
    | 'file'
    | 'audio'
    | 'location'
    | 'request_user_info'
    | 'list'
    | 'template'
    | 'info';
  readonly text?: string;
  readonly quotedId?: string;
  /** Address of the picture, file or sound. */
  readonly url?: string;
  readonly fileName?: string;
  readonly buttons?: readonly ChatButton[];
  /** Title, subtitle and picture of a form or of list rows. */
  readonly elements?: readonly Readonly<Record<string, unknown>>[];
  readonly template?: { readonly id: string; readonly data: Readonly<Record<string, unknown>> };
  readonly latitude?: number;
  readonly longitude?: number;
}

export interface Person {
  readonly id: string;
  readonly idByApp: string;
  readonly name: string;
  phone: string | null;
  follower: boolean;
  lastInteractionAt: number | null;
  /** Opened the chat without having written yet: one welcome message is allowed. */
  welcome: 'none' | 'open' | 'used';
  chatOpened: boolean;
  blocked: boolean;
  inactive: boolean;
  withdrawn: boolean;
  readonly tags: Set<string>;
  alias: string;
  externalId: string;
  shared: Record<string, unknown>;
  readonly chat: ChatMessage[];
}

export interface World {
  readonly app: { readonly id: string; readonly secret: string };
  readonly oa: { readonly id: string; readonly secret: string; readonly name: string };
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly people: Map<string, Person>;
  readonly tags: Set<string>;
  readonly templates: Map<string, SimTemplate>;
  /** Uploads by attachment id or file token, and what people sent. */
  readonly files: Shelf;
  readonly quota: { -readonly [K in keyof CsQuota]: CsQuota[K] };
  readonly prices: Prices;
  readonly zns: { readonly dailyQuota: number; readonly adminPhones: readonly string[] };
  switches: Switches;
  readonly tokens: TokenBook;
  readonly webhook: WebhookSender;
  readonly faults: FaultPlan;
  readonly calls: CallLog;
  readonly pace: Pace;
  /** ZNS by message id, and how many went out on each day. */
  readonly znsSent: Map<string, { readonly at: number; deliveredAt: number | null }>;
  readonly counts: Map<string, number>;
  /** Messages of the OA so far. */
  sent: number;
  /** Root of this server, known once it listens. */
  url: string;
  /** Tells everybody who watches. */
  tell(event: StandInEvent): void;
  watch(listener: (event: StandInEvent) => void): () => void;
}

export type StandInEvent =
  /** A message appeared on a person's phone, theirs or the OA's. */
  | { readonly kind: 'message'; readonly personId: string; readonly message: ChatMessage }
  /** Something else about a person changed: follow, window, block, seen. */
  | { readonly kind: 'changed'; readonly personId: string }
  | { readonly kind: 'delivery'; readonly delivery: Delivery }
  | { readonly kind: 'clock'; readonly now: number };
