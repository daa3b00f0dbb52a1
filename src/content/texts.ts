/** The texts of `locales/`, through i18next. Vietnamese is complete; a text missing in English falls back to it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type i18n } from 'i18next';
import { ConfigError } from '../core/error.ts';
import { type Language, languages } from '../core/model.ts';
import type { Texts } from '../ports.ts';

type Tree = { readonly [key: string]: string | Tree };

/**
 * Loads every `*.json` under `folder/vi` and `folder/en`; nested objects make dotted keys.
 * @throws ConfigError naming file and key of every fault at once
 */
export function loadTexts(
  folder: string,
): Texts & { readonly keys: (language: Language) => readonly string[] } {
  const faults: string[] = [];
  const read = new Map(languages.map((language) => [language, readLanguage(join(folder, language), faults)]));
  if (faults.length > 0) throw new ConfigError(faults);
  const fills = new Map([...read].map(([language, { texts }]) => [language, fillsOf(texts)]));
  let i18n: i18n | undefined;
  const byI18n: Texts['text'] = (key, vars, language) => {
    i18n ??= createI18n(read);
    return i18n.t(key, { ...vars, lng: language });
  };
  return {
    has: (key, language) => read.get(language)?.texts.has(key) ?? false,
    // Texts that only have values to fill in need no machinery; they are asked for by the dozen each turn.
    text: (key, vars, language) => fills.get(language)?.(key)?.(vars) ?? byI18n(key, vars, language),
    keys: (language) => [...(read.get(language)?.texts.keys() ?? [])],
  };
}

type Fill = (vars: Readonly<Record<string, string | number>>) => string;

/** Cuts a text at its values when it is first asked for. One that refers to others or has forms by number is i18next's business. */
function fillsOf(texts: ReadonlyMap<string, string>): (key: string) => Fill | null {
  const known = new Map<string, Fill | null>();
  return (key) => {
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const text = texts.get(key);
    if (text === undefined) return null;
    const isPlain = !/\$t\(|\{\{[^}]*[^\w}]/.test(text) && !texts.has(`${key}_other`);
    const fill = isPlain ? fillOf(text) : null;
    known.set(key, fill);
    return fill;
  };
}

function fillOf(text: string): Fill {
  const parts = text.split(/\{\{(\w+)\}\}/);
  if (parts.length === 1) return () => text;
  // Odd parts are names of values.
  return (vars) => parts.map((part, at) => (at % 2 === 1 ? (vars[part] ?? '') : part)).join('');
}

/** One language, as the files nest it and by dotted keys. */
interface Locale {
  readonly tree: Tree;
  readonly texts: ReadonlyMap<string, string>;
}

function createI18n(locales: ReadonlyMap<Language, Locale>): i18n {
  const i18n = i18next.createInstance();
  void i18n.init({
    initAsync: false,
    fallbackLng: 'vi',
    resources: Object.fromEntries(
      [...locales].map(([language, { tree }]) => [language, { translation: tree }]),
    ),
    // Plain text goes out: channels escape where they must, and escaping here would show "&amp;" to people.
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
  });
  return i18n;
}

function readLanguage(folder: string, faults: string[]): Locale {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const tree: Record<string, string | Tree> = {};
  const texts = new Map<string, string>();
  for (const file of files) {
    const path = join(folder, file);
    for (const [key, value] of Object.entries(readTree(path, texts, faults))) {
      if (key in tree) faults.push(`${path}: ${key} is already in another file of this folder`);
      tree[key] = value;
    }
  }
  return { tree, texts };
}

/** Reads one file, and enters its texts by their dotted keys. */
function readTree(path: string, texts: Map<string, string>, faults: string[]): Tree {
  try {
    const file = readFileSync(path, 'utf8');
    const tree = JSON.parse(file) as Tree;
    // What is decomposed was decomposed in the file, unless it is written in escapes.
    const suspect = file !== file.normalize('NFC') || file.includes('\\u');
    eachText(tree, '', (key, text) => {
      if (typeof text !== 'string' || text === '') faults.push(`${path}: ${key} is not a text`);
      else if (suspect && text !== text.normalize('NFC')) faults.push(`${path}: ${key} is not in NFC`);
      texts.set(key, text);
    });
    return tree;
  } catch (error) {
    faults.push(`${path}: ${error instanceof Error ? error.message : 'cannot be read'}`);
    return {};
  }
}

function eachText(tree: Tree, prefix: string, enter: (key: string, text: string) => void): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'object' && value !== null) eachText(value, `${prefix}${key}.`, enter);
    else enter(`${prefix}${key}`, value);
  }
}
