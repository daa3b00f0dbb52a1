/** Pure: a bubble → the messages that show it on Zalo, in order; the buttons stand under the last text. */
import type { Bubble, Button } from '../../core/message.ts';
import type { MediaId } from '../../core/model.ts';
import { splitText } from '../../core/split.ts';
import { shorten } from './button.ts';
import { limits } from './sdk/mod.ts';

/** Counted in UTF-16 units, which never are fewer than the code points of Zalo's limit. */
export const textLimit = limits.TEXT_MAX;
/** Lengths on the card are undocumented; two short lines fit everywhere. */
const cardLine = 100;

export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly buttons: readonly Button[] }
  | { readonly kind: 'image'; readonly media: MediaId; readonly text: string; readonly unshown: string }
  | { readonly kind: 'file'; readonly media: MediaId; readonly name: string; readonly unshown: string }
  /** Zalo's card for name, phone and address. */
  | { readonly kind: 'card'; readonly title: string; readonly subtitle: string };

/** Plans the messages. `cards`: whether the account can ask with Zalo's own card. */
export function planParts(bubble: Bubble, { cards }: { readonly cards: boolean }): readonly Part[] {
  const { photo, document, buttons = [], unshown = '', ask, askLabel } = bubble;
  const text = bubble.text
    .normalize('NFC')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
  const captioned = photo !== undefined && buttons.length === 0 && text.length <= textLimit;
  const texts = captioned || text === '' ? [] : splitText(text, textLimit);
  return [
    ...(photo === undefined
      ? []
      : [{ kind: 'image', media: photo, text: captioned ? text : '', unshown } as const]),
    ...(document === undefined
      ? []
      : [{ kind: 'file', media: document.media, name: document.name, unshown } as const]),
    ...texts.map(
      (piece, at): Part => ({
        kind: 'text',
        text: piece,
        buttons: at === texts.length - 1 ? buttons : [],
      }),
    ),
    ...(ask === 'phone' && askLabel !== undefined && cards && text !== ''
      ? [{ kind: 'card', title: shorten(askLabel, cardLine), subtitle: firstLine(text) } as const]
      : []),
  ];
}

const firstLine = (text: string): string => shorten(text.split('\n', 1)[0] ?? text, cardLine);
