/**
 * Pure: a bubble → the calls that show it, in order. Texts go without `parse_mode`, so nothing a person typed can ever
 * be read as formatting; the keyboard stands under the last part.
 */
import type { Bubble } from '../../core/message.ts';
import type { MediaId } from '../../core/model.ts';
import { splitText } from '../../core/split.ts';
import { type Markup, markupOf } from './keyboard.ts';

export const textLimit = 4096;
export const captionLimit = 1024;

export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly markup?: Markup }
  | { readonly kind: 'photo'; readonly media: MediaId; readonly caption?: string; readonly markup?: Markup }
  | {
      readonly kind: 'document';
      readonly media: MediaId;
      readonly name: string;
      readonly caption?: string;
      readonly markup?: Markup;
    };

/** Plans the calls. A text that fits a caption goes with its photo or document. */
export function planParts(bubble: Bubble): readonly Part[] {
  const text = bubble.text.replaceAll(/\p{Surrogate}/gu, '\uFFFD').trim();
  const files = filesOf(bubble);
  const captioned = files.length > 0 && text !== '' && text.length <= captionLimit;
  const texts = captioned || (text === '' && files.length > 0) ? [] : splitText(text, textLimit);
  const parts: readonly Part[] = [
    ...files.map((file, at) => (captioned && at === files.length - 1 ? { ...file, caption: text } : file)),
    ...texts.map((piece): Part => ({ kind: 'text', text: piece })),
  ];
  return parts.map((part, at) => (at === parts.length - 1 ? { ...part, markup: markupOf(bubble) } : part));
}

function filesOf({ photo, document }: Bubble): readonly Part[] {
  return [
    ...(photo === undefined ? [] : [{ kind: 'photo', media: photo } as const]),
    ...(document === undefined
      ? []
      : [{ kind: 'document', media: document.media, name: safeName(document.name) } as const]),
  ];
}

/** telegraf writes the name into a multipart header as it is. */
const safeName = (name: string) => name.replaceAll(/["\\/\p{Cc}]/gu, '_').slice(0, 100) || 'file';
