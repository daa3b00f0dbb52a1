/**
 * Pure: the officer's words and their `{placeholders}`, written in Vietnamese with or without diacritics, or in English.
 * The text is filled in for one person at the moment of sending, never before.
 */
import type { AnnouncementButton, AnnouncementContent } from './announcement.ts';
import type { Language, ParcelClass } from './model.ts';
import { fold } from './vietnamese.ts';

/** What can be filled in, and how it may be written between braces (folded). */
const placeholders = {
  name: ['ten', 'ho ten', 'name'],
  commune: ['xa', 'phuong', 'commune'],
  province: ['tinh', 'thanh pho', 'province'],
  hamlet: ['thon', 'xom', 'ban', 'ap', 'hamlet'],
  code: ['ma', 'ma thong bao', 'code'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Placeholder = keyof typeof placeholders;
export const placeholderNames = Object.keys(placeholders) as readonly Placeholder[];
/** How an officer writes them. */
export const placeholderSpelling: Readonly<Record<Placeholder, string>> = {
  name: '{tên}',
  commune: '{xã}',
  province: '{tỉnh}',
  hamlet: '{thôn}',
  code: '{mã}',
};
/** No value is longer; the check of length counts on it. */
export const longestValue = 60;

const bySpelling = new Map<string, Placeholder>(
  placeholderNames.flatMap((name) => placeholders[name].map((spelling) => [spelling, name] as const)),
);
const braces = /\{([^{}\n]*)\}/gu;

export type Values = Readonly<Record<Placeholder, string>>;

type Piece = string | { readonly placeholder: Placeholder };

/** A text cut up once, filled in many times. */
export type Template = readonly Piece[];

/** Cuts a text up; braces around anything unknown stay as they are (the check has refused them before). */
export function compile(text: string): Template {
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of text.matchAll(braces)) {
    const placeholder = bySpelling.get(fold(found[1] ?? ''));
    if (placeholder === undefined) continue;
    pieces.push(text.slice(end, found.index), { placeholder });
    end = found.index + found[0].length;
  }
  return [...pieces, text.slice(end)];
}

/** Fills a template in for one person; a value of more than 60 characters is cut. */
export function fill(template: Template, values: Values): string {
  return template
    .map((piece) => (typeof piece === 'string' ? piece : values[piece.placeholder].slice(0, longestValue)))
    .join('');
}

/** What stands between braces and is no placeholder, as it was written. */
export function unknownPlaceholders(text: string): readonly string[] {
  return [...text.matchAll(braces)].map(([whole]) => whole).filter((whole) => !isKnown(whole));
}

const isKnown = (whole: string): boolean => bySpelling.has(fold(whole.slice(1, -1)));

/** Characters the text may grow to when everything is filled in. */
export function longestLength(text: string): number {
  return compile(text).reduce(
    (sum, piece) => sum + (typeof piece === 'string' ? piece.length : longestValue),
    0,
  );
}

/** The text of a language; who reads one that is missing gets Vietnamese. */
export const textIn = ({ texts }: Pick<AnnouncementContent, 'texts'>, language: Language): string =>
  texts[language] ?? texts.vi ?? '';

/** What stands around the officer's words, in the reader's language. */
export interface Frame {
  /** `[QC]` before advertising (Nghị định 91/2020/NĐ-CP); empty for the rest. */
  readonly label: string;
  /** "Nhắn DỪNG để không nhận". */
  readonly footer: string;
}

/** The label that advertising carries first (domain reference §12). */
export const labelOf = (parcelClass: ParcelClass): string => (parcelClass === 'promotional' ? '[QC] ' : '');

/** Puts the whole message together: label, words, links written out, the way to stop it. */
export function framed(
  words: string,
  buttons: readonly AnnouncementButton[],
  { label, footer }: Frame,
): string {
  const links = buttons.flatMap((button) =>
    button.kind === 'link' ? [`${button.label}: ${button.url}`] : [],
  );
  return [`${label}${words.trim()}`, links.join('\n'), footer].filter((part) => part !== '').join('\n\n');
}
