/** What the page shows of a chat, as plain data; the browser puts it in with `textContent` only. */
import type { Chat, Kept } from '../telegram/chat-book.ts';
import type { ReplyKeyboard } from '../telegram/wire.ts';

export interface MessageView {
  readonly id: number;
  readonly mine: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly edited: boolean;
  readonly text: string;
  readonly photo?: string;
  /** `file`: the name under the page's `/files/`. */
  readonly document?: { readonly name: string; readonly size: number; readonly file: string };
  readonly voice?: true;
  readonly video?: true;
  readonly sticker?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly phone?: string;
  readonly buttons: readonly (readonly {
    readonly label: string;
    readonly data?: string;
    readonly url?: string;
  }[])[];
}

export type KeyView = { readonly label: string; readonly asks: 'phone' | 'location' | null };

export interface ChatPart {
  readonly state: Chat['state'];
  readonly keyboard: readonly (readonly KeyView[])[] | null;
}

export function messageView({ message }: Kept): MessageView {
  const { photo, document, voice, video, sticker, location, contact, reply_markup: markup } = message;
  const largest = photo?.at(-1);
  return {
    id: message.message_id,
    mine: !message.from.is_bot,
    at: message.date * 1000,
    edited: message.edit_date !== undefined,
    text: message.text ?? message.caption ?? '',
    ...(largest === undefined ? {} : { photo: largest.file_id }),
    ...(document === undefined
      ? {}
      : { document: { name: document.file_name ?? '', size: document.file_size, file: document.file_id } }),
    ...(voice === undefined ? {} : { voice: true }),
    ...(video === undefined ? {} : { video: true }),
    ...(sticker === undefined ? {} : { sticker: sticker.emoji ?? '' }),
    ...(location === undefined ? {} : { location }),
    ...(contact === undefined ? {} : { phone: contact.phone_number }),
    buttons: (markup?.inline_keyboard ?? []).map((row) =>
      row.map(({ text, callback_data: data, url }) => ({
        label: text,
        ...(data === undefined ? {} : { data }),
        ...(url === undefined ? {} : { url }),
      })),
    ),
  };
}

export const chatPart = (chat: Chat | undefined): ChatPart => ({
  state: chat?.state ?? 'open',
  keyboard: keyboardView(chat?.keyboard ?? null),
});

function keyboardView(keyboard: ReplyKeyboard | null): ChatPart['keyboard'] {
  if (keyboard === null) return null;
  return keyboard.keyboard.map((row) =>
    row.map(({ text, request_contact, request_location }) => ({
      label: text,
      asks: request_contact === true ? 'phone' : request_location === true ? 'location' : null,
    })),
  );
}
