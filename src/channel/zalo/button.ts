/**
 * Pure: our buttons on Zalo and back. A tap returns as an ordinary text that is the button's payload, so anybody can
 * type it: a payload only names a place in a flow and carries no authority. The `#` gets it through the console's filter.
 */
import type { Button } from '../../core/message.ts';
import { limits, type Button as ZaloButton } from './sdk/mod.ts';

const prefix = '#ocop:';
/** Flow, step and argument as `flow/reference.ts` writes them, in one line. */
const reference = /^[a-z][a-z\d-]{0,40}(?::[\w@-]{0,40}(?::\P{Cc}*)?)?$/u;
const bytesAtMost = 64;

/** A button as Zalo takes it; hidden, so that the chat does not show the payload. */
export const toZaloButton = ({ label, payload }: Button): ZaloButton => ({
  title: shorten(label, limits.BUTTON_TITLE_MAX),
  type: 'oa.query.hide',
  payload: prefix + payload,
});

/** The payload behind a text that came in; `null` when it is not one of ours. */
export function payloadOf(text: string, isKnown: (payload: string) => boolean): string | null {
  if (!text.startsWith(prefix)) return null;
  const payload = text.slice(prefix.length);
  const fits = reference.test(payload) && Buffer.byteLength(payload) <= bytesAtMost;
  return fits && isKnown(payload) ? payload : null;
}

/** At most `most` code points, with an ellipsis where something is left out. */
export function shorten(text: string, most: number): string {
  const letters = [...text.normalize('NFC')];
  return letters.length <= most
    ? letters.join('')
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** The same choices as text, for accounts without buttons: numbered as the engine counts them, unless the text does so already; back and skip below. */
export function withNumbers(text: string, buttons: readonly Button[]): string {
  const choices = buttons.filter(({ nav }) => nav !== true);
  const nav = buttons.filter((button) => button.nav === true);
  const numbered = choices.map(({ label }, at) => `${at + 1}. ${label}`);
  const told = numbered.every((choice) => `\n${text}`.includes(`\n${choice}`));
  return [text, told ? '' : numbered.join('\n'), nav.map(({ label }) => label).join(' · ')]
    .filter((part) => part !== '')
    .join('\n\n');
}
