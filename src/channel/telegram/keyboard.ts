/**
 * Pure: buttons → Telegram keyboards. A request for phone or location needs the reply keyboard, and a message carries
 * only one keyboard, so its choices become plain keys there: tapping one says its label, which the engine understands.
 */
import type { InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'telegraf/types';
import type { Bubble, Button } from '../../core/message.ts';

export type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;

/** Longest label of which two stand beside each other on a small phone. */
const pairedLabel = 16;
/** Labels this short (numbers, stars) stand five in a row. */
const tinyLabel = 4;
const tinyInRow = 5;
const pairInRow = 2;

const askEmoji = { phone: '📱', location: '📍' } as const;

/** The keyboard of a bubble. One without choices takes away a reply keyboard that may still stand open. */
export function markupOf({ buttons = [], ask, askLabel }: Bubble): Markup {
  if (ask !== undefined) return askKeyboard(ask, askLabel ?? askEmoji[ask], buttons);
  if (buttons.length === 0) return { remove_keyboard: true };
  const keys = buttons.map(({ label, payload }) => ({ text: label, callback_data: payload }));
  return { inline_keyboard: inRows(keys) };
}

function askKeyboard(
  ask: 'phone' | 'location',
  label: string,
  buttons: readonly Button[],
): ReplyKeyboardMarkup {
  const request =
    ask === 'phone' ? { text: label, request_contact: true } : { text: label, request_location: true };
  const keys = buttons.map((button) => ({ text: button.label }));
  return { keyboard: [[request], ...inRows(keys)], resize_keyboard: true, one_time_keyboard: true };
}

/** Groups keys in their order: long labels alone, short ones in pairs, tiny ones by five. */
export function inRows<K extends { readonly text: string }>(keys: readonly K[]): K[][] {
  const rows: K[][] = [];
  for (const key of keys) {
    const row = rows.at(-1);
    if (row !== undefined && mayJoin(row, key)) row.push(key);
    else rows.push([key]);
  }
  return rows;
}

function mayJoin<K extends { readonly text: string }>(row: readonly K[], key: K): boolean {
  const all = [...row, key];
  const within = (width: number) => all.every((one) => widthOf(one) <= width);
  return (row.length < tinyInRow && within(tinyLabel)) || (row.length < pairInRow && within(pairedLabel));
}

const widthOf = (key: { readonly text: string }) => [...key.text].length;
