/** The page's texts from `locales/{vi,en}/simulator.json`; read here so that the simulator also runs alone. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Language, languages } from '../../core/model.ts';

const fileSchema = z.object({ simulator: z.record(z.string(), z.string().min(1)) });

export type Words = Readonly<Record<string, string>>;
/** Gives the text of a key. */
export type Say = (key: string) => string;

/** `locales/` beside both `src/` and `dist/`. */
const folder = new URL('../../../locales/', import.meta.url);

export function readWords(language: Language): Words {
  const file = new URL(`${language}/simulator.json`, folder);
  return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).simulator;
}

/** The text of `key` with `{{name}}` filled in; the key itself when it is missing, which the tests look for. */
export function word(
  words: Words,
  key: string,
  vars: Readonly<Record<string, string | number>> = {},
): string {
  const text = words[key] ?? key;
  return text.replaceAll(/\{\{(\w+)\}\}/gu, (_, name) => String(vars[name] ?? ''));
}

/** `?lang=en`; Vietnamese otherwise. */
export const languageOf = (asked: string | undefined): Language =>
  languages.find((language) => language === asked) ?? 'vi';
