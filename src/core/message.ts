/**
 * Pure: what comes in and what goes out, in words no channel owns. Adapters translate to and from this;
 * everything here survives JSON.
 */
import type { ChannelName, ContactId, Instant, MediaId } from './model.ts';

/** A file that a channel holds; fetched at once because links die. */
export interface FileRef {
  /** The channel's own id or address of the file. */
  readonly ref: string;
  readonly mime?: string;
  /** Bytes, as the channel declares them. */
  readonly size?: number;
  readonly name?: string;
}

export type Input =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'button'; readonly payload: string }
  | { readonly kind: 'start'; readonly arg?: string }
  | {
      readonly kind: 'photo';
      readonly file: FileRef;
      readonly caption?: string;
      readonly media?: MediaId;
      readonly problem?: MediaProblem;
    }
  | {
      readonly kind: 'document';
      readonly file: FileRef;
      readonly caption?: string;
      readonly media?: MediaId;
      readonly problem?: MediaProblem;
    }
  | { readonly kind: 'voice'; readonly file: FileRef }
  | { readonly kind: 'sticker'; readonly emoji?: string }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  /** `own` says that the channel vouches that the number belongs to the sender. */
  /** `place`: an address given in the same breath, as the person wrote it. */
  | { readonly kind: 'phone'; readonly phone: string; readonly own: boolean; readonly place?: string }
  /** The person blocked the bot or left; nothing may be sent any more. */
  | { readonly kind: 'left' }
  | { readonly kind: 'came_back' }
  /** The person asked the platform that we delete everything about them. */
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'unsupported'; readonly what: string };

export type InputKind = Input['kind'];
/** Why a photo or document could not be kept. */
export type MediaProblem = 'too_large' | 'not_an_image' | 'unavailable';

/** One message from outside, before we know who it is. (channel, externalId) is unique for ever. */
export interface Inbound {
  readonly channel: ChannelName;
  /** The platform's id of this delivery (Telegram `update_id`, Zalo `msg_id` + event). */
  readonly externalId: string;
  /** The person's account on the channel. */
  readonly address: string;
  readonly displayName?: string;
  /** The platform's hint, e.g. Telegram `language_code`. */
  readonly languageHint?: string;
  readonly sentAt: Instant;
  readonly input: Input;
}

/** An inbound that is safely stored. `id` is derived: `${channel}:${externalId}`. */
export interface StoredInbound extends Inbound {
  readonly id: string;
  readonly contactId: ContactId;
  readonly receivedAt: Instant;
}

/** A choice as the channel shows it; `payload` = `flow:step:value`, at most 64 bytes. */
export interface Button {
  readonly label: string;
  readonly payload: string;
  /** Back, skip and the like: named by its words, not among the numbered ones where a channel shows choices as text. */
  readonly nav?: true;
}

/** One message out, rendered in the person's language, ready for any channel. */
export interface Bubble {
  readonly text: string;
  readonly buttons?: readonly Button[];
  /** Ask the channel for its own "share my phone / location" button. */
  readonly ask?: 'phone' | 'location';
  /** What that button says, in the person's language; always beside `ask`. */
  readonly askLabel?: string;
  readonly photo?: MediaId;
  readonly document?: { readonly media: MediaId; readonly name: string };
  /** What to say instead of a photo or document that the channel cannot show; beside `photo` and `document`. */
  readonly unshown?: string;
}
