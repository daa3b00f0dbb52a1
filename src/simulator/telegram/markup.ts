/** Checks `reply_markup` as Telegram does (https://core.telegram.org/bots/api#inlinekeyboardmarkup). */
import { badRequest } from './failure.ts';
import { jsonParam, type Params } from './params.ts';
import type { InlineButton, InlineKeyboard, ReplyKey, ReplyKeyboard } from './wire.ts';

export interface Markup {
  readonly inline?: InlineKeyboard;
  readonly reply?: ReplyKeyboard;
  readonly removesKeyboard?: true;
}

const keysAtMost = 100;
const dataBytesAtMost = 64;

/** Reads and checks the markup; none given is `{}`. Throws ApiFailure 400. */
export function readMarkup(params: Params): Markup {
  const raw = jsonParam(params, 'reply_markup', "can't parse reply keyboard markup JSON object");
  if (raw === undefined) return {};
  if (!isRecord(raw)) throw badRequest('object expected as reply markup');
  if ('inline_keyboard' in raw) {
    return {
      inline: { inline_keyboard: rowsOf(raw, 'inline_keyboard').map((row) => row.map(inlineButton)) },
    };
  }
  if ('keyboard' in raw) {
    const keyboard = rowsOf(raw, 'keyboard').map((row) => row.map(replyKey));
    return { reply: { keyboard, one_time_keyboard: raw.one_time_keyboard === true } };
  }
  return raw.remove_keyboard === true ? { removesKeyboard: true } : {};
}

function rowsOf(raw: Readonly<Record<string, unknown>>, field: string): readonly (readonly unknown[])[] {
  const rows: unknown = raw[field];
  if (!Array.isArray(rows)) throw badRequest(`field "${field}" must be of type Array`);
  const checked = rows.map((row: unknown): readonly unknown[] => {
    if (!Array.isArray(row)) throw badRequest(`field "${field}" must be an Array of Arrays`);
    return row;
  });
  if (checked.reduce((count, row) => count + row.length, 0) > keysAtMost)
    throw badRequest('reply markup is too long');
  return checked;
}

function inlineButton(raw: unknown): InlineButton {
  const parse = "can't parse inline keyboard button";
  if (!isRecord(raw)) throw badRequest(`${parse}: Inline keyboard button must be an Object`);
  const { text, callback_data: data, url } = raw;
  if (typeof text !== 'string' || text.trim() === '') throw badRequest(`${parse}: Can't find field "text"`);
  if (typeof url === 'string') return { text, url };
  if (typeof data !== 'string')
    throw badRequest(`${parse}: Text buttons are unallowed in the inline keyboard`);
  const bytes = Buffer.byteLength(data);
  if (bytes === 0 || bytes > dataBytesAtMost) throw badRequest('BUTTON_DATA_INVALID');
  return { text, callback_data: data };
}

function replyKey(raw: unknown): ReplyKey {
  const parse = "can't parse keyboard button";
  if (typeof raw === 'string') return { text: raw };
  if (!isRecord(raw)) throw badRequest(`${parse}: KeyboardButton must be a String or an Object`);
  const { text } = raw;
  if (typeof text !== 'string' || text.trim() === '') throw badRequest(`${parse}: Can't find field "text"`);
  return {
    text,
    ...(raw.request_contact === true ? { request_contact: true } : {}),
    ...(raw.request_location === true ? { request_location: true } : {}),
  };
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
