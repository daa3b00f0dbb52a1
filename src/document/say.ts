/** The fixed words of our papers, from `locales/<language>/document.json`. */
import type { Language } from '../core/model.ts';
import type { Texts } from '../ports.ts';

export type Say = (key: string, vars?: Readonly<Record<string, string | number>>) => string;

export const sayIn =
  (texts: Pick<Texts, 'text'>, language: Language): Say =>
  (key, vars = {}) =>
    texts.text(`document.${key}`, vars, language);
