/** The words for what a made-up person can do. */

export type Deed = ChatDeed | StateDeed;

export type ChatDeed =
  | { readonly kind: 'text'; readonly text: string; readonly quotedId?: string }
  | {
      readonly kind: 'image' | 'file' | 'audio';
      readonly bytes: Uint8Array;
      readonly mime: string;
      readonly name?: string;
      readonly caption?: string;
    }
  | { readonly kind: 'sticker' }
  | {
      readonly kind: 'location';
      readonly latitude: number;
      readonly longitude: number;
      readonly address?: string;
    }
  /** The answer to `request_user_info`. */
  | { readonly kind: 'submit_info'; readonly info: PersonInfo }
  /** Presses the button with this number (from 0) of a message of the OA. */
  | { readonly kind: 'tap'; readonly messageId: string; readonly button: number }
  | { readonly kind: 'react'; readonly messageId: string; readonly icon: string };

export interface PersonInfo {
  readonly name?: string;
  readonly phone?: string;
  readonly birthday?: string;
  readonly gender?: string;
  readonly city?: string;
  readonly ward?: string;
  readonly address?: string;
}

export type StateDeed =
  | {
      readonly kind:
        | 'follow'
        | 'unfollow'
        /** Opens the chat from the profile; the first time a webhook tells it and one welcome message is free. */
        | 'open_chat'
        /** Reads everything the OA sent. */
        | 'see'
        | 'block'
        | 'unblock'
        /** Banned, or away for more than 45 days. */
        | 'go_inactive'
        /** Wants their data deleted. */
        | 'withdraw';
    }
  /** Moves the last interaction back, as if that much time had passed in silence. */
  | { readonly kind: 'be_silent'; readonly ms: number };

export interface Done {
  /** Of the message the person sent, if any. */
  readonly messageId: string | null;
  /** Address or phone number that a pressed button opens on the phone. */
  readonly opens: string | null;
}

export class DeedRefused extends Error {
  override name = 'DeedRefused';
}
