/** Pure: a telephone number, shared by button or typed in any Vietnamese form. */
import { looksLikeIdNumber } from '../../core/idea.ts';
import type { Input } from '../../core/message.ts';
import { parsePhone } from '../../core/phone.ts';
import type { Parsed } from '../define.ts';

/** The refusals of `parsePhone` are the texts shown. */
export const phoneHints = [
  'answer.idNumber',
  ...['missing', 'short', 'long', 'foreign', 'unknown', 'several'].map((why) => `phone.${why}`),
];

/** Reads a number as E.164; `phoneVerified` only when the channel vouches that it is the sender's own. */
export function readPhone(input: Input): Parsed {
  if (input.kind !== 'text' && input.kind !== 'phone') return { ok: false };
  const typed = input.kind === 'text' ? input.text : input.phone;
  const parsed = parsePhone(typed);
  if (parsed.ok) {
    const phoneVerified = input.kind === 'phone' && input.own;
    return { ok: true, value: parsed.value.number, also: { phoneVerified } };
  }
  // Nine digits may be a number that lost one; twelve are an identity card.
  const isCard = parsed.code === 'phone.long' && looksLikeIdNumber(typed);
  return { ok: false, hint: isCard ? 'answer.idNumber' : parsed.code };
}
