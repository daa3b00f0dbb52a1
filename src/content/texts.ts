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
  const trees = new Map(
    languages.map((language) => [language, readLanguage(join(folder, language), faults)]),
  );
  if (faults.length > 0) throw new ConfigError(faults);
  const flat = new Map([...trees].map(([language, tree]) => [language, new Map(flatten(tree))]));
  const filled = new Map([...flat].map(([language, texts]) => [language, compile(texts)]));
  const i18n = createI18n(trees);
  return {
    has: (key, language) => flat.get(language)?.has(key) ?? false,
    // Texts that only have values to fill in need no machinery; they are asked for by the dozen each turn.
    text: (key, vars, language) =>
      filled.get(language)?.get(key)?.(vars) ?? i18n.t(key, { ...vars, lng: language }),
    keys: (language) => [...(flat.get(language)?.keys() ?? [])],
  };
}

type Fill = (vars: Readonly<Record<string, string | number>>) => string;

/** A text cut at its values; one that refers to others or has forms by number is i18next's business. */
function compile(texts: ReadonlyMap<string, string>): ReadonlyMap<string, Fill> {
  const simple = [...texts].filter(
    ([key, text]) => !/\$t\(|\{\{[^}]*[^\w}]/.test(text) && !texts.has(`${key}_other`),
  );
  return new Map(simple.map(([key, text]) => [key, fillOf(text)]));
}

function fillOf(text: string): Fill {
  const parts = text.split(/\{\{(\w+)\}\}/);
  if (parts.length === 1) return () => text;
  // Odd parts are names of values.
  return (vars) => parts.map((part, at) => (at % 2 === 1 ? (vars[part] ?? '') : part)).join('');
}

function createI18n(trees: ReadonlyMap<Language, Tree>): i18n {
  const i18n = i18next.createInstance();
  void i18n.init({
    initAsync: false,
    fallbackLng: 'vi',
    resources: Object.fromEntries([...trees].map(([language, translation]) => [language, { translation }])),
    // Plain text goes out: channels escape where they must, and escaping here would show "&amp;" to people.
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
  });
  return i18n;
}

function readLanguage(folder: string, faults: string[]): Tree {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const tree: Record<string, string | Tree> = {};
  for (const file of files) {
    const path = join(folder, file);
    for (const [key, value] of Object.entries(readTree(path, faults))) {
      if (key in tree) faults.push(`${path}: ${key} is already in another file of this folder`);
      tree[key] = value;
    }
  }
  return tree;
}

function readTree(path: string, faults: string[]): Tree {
  try {
    const tree = JSON.parse(readFileSync(path, 'utf8')) as Tree;
    for (const [key, text] of flatten(tree)) {
      if (typeof text !== 'string' || text === '') faults.push(`${path}: ${key} is not a text`);
      else if (text !== text.normalize('NFC')) faults.push(`${path}: ${key} is not in NFC`);
    }
    return tree;
  } catch (error) {
    faults.push(`${path}: ${error instanceof Error ? error.message : 'cannot be read'}`);
    return {};
  }
}

function flatten(tree: Tree, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? flatten(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value] as const],
  );
}
