/** Bot API objects as the stand-in makes them (https://core.telegram.org/bots/api#available-types). */
export interface WireUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface WireChat {
  readonly id: number;
  readonly type: 'private';
  readonly first_name: string;
  readonly last_name?: string;
}

export interface WireFile {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size: number;
  readonly file_name?: string;
  readonly mime_type?: string;
  readonly width?: number;
  readonly height?: number;
  readonly duration?: number;
}

export interface InlineButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
}

export interface ReplyKey {
  readonly text: string;
  readonly request_contact?: boolean;
  readonly request_location?: boolean;
}

export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly InlineButton[])[];
}

export interface ReplyKeyboard {
  readonly keyboard: readonly (readonly ReplyKey[])[];
  readonly one_time_keyboard?: boolean;
}

/** What a message holds beside its envelope. */
export interface Content {
  readonly text?: string;
  readonly entities?: readonly { readonly type: string; readonly offset: number; readonly length: number }[];
  readonly caption?: string;
  readonly photo?: readonly WireFile[];
  readonly document?: WireFile;
  readonly voice?: WireFile;
  readonly video?: WireFile;
  readonly sticker?: WireFile & { readonly emoji?: string; readonly type: 'regular' };
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly contact?: {
    readonly phone_number: string;
    readonly first_name: string;
    readonly user_id?: number;
  };
  readonly reply_markup?: InlineKeyboard;
}

export interface WireMessage extends Content {
  readonly message_id: number;
  readonly from: WireUser;
  readonly chat: WireChat;
  readonly date: number;
  readonly edit_date?: number;
}

/** One of the update's kinds with its object, e.g. `{ message: … }`. */
export type UpdateBody = Readonly<Record<string, unknown>>;
export const updateKinds = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;
