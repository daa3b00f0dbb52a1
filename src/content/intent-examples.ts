/** Loads `content/intent-examples/<meaning>.txt`: sentences people type, one a line, by what they ask for. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../core/error.ts';
import { readText } from './yaml-file.ts';

export interface PlacedExample {
  readonly text: string;
  readonly meaning: string;
  /** File and line. */
  readonly place: string;
}

/**
 * Loads all sentences.
 * @throws ConfigError naming file and line of every sentence given twice or without words, and every file that means nothing
 */
export function loadIntentExamples(
  folder: string,
  isMeaning: (name: string) => boolean,
): readonly PlacedExample[] {
  const files = readdirSync(folder).sort();
  const examples = files.flatMap((file) => readExamples(join(folder, file), file.replace(/\.txt$/, '')));
  const faults = [
    ...files
      .filter((file) => !file.endsWith('.txt') || !isMeaning(file.replace(/\.txt$/, '')))
      .map((file) => `${join(folder, file)}: is named after nothing people can ask for`),
    ...examples.flatMap(faultOf),
    ...givenTwice(examples),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  return examples;
}

/** A short print of all sentences, to see whether a model was learnt from these. */
export function printOf(examples: readonly Omit<PlacedExample, 'place'>[]): string {
  const lines = examples.map(({ meaning, text }) => `${meaning}\t${text}`);
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}

function readExamples(path: string, meaning: string): readonly PlacedExample[] {
  return readText(path)
    .split('\n')
    .flatMap((line, at) =>
      line.trim() === '' || line.startsWith('#') ? [] : [{ text: line, meaning, place: `${path}:${at + 1}` }],
    );
}

function faultOf({ text, place }: PlacedExample): readonly string[] {
  if (text !== text.trim()) return [`${place}: has blanks at its ends`];
  if (text !== text.normalize('NFC')) return [`${place}: is not written in composed characters`];
  return /[\p{L}\d.]/u.test(text) ? [] : [`${place}: has no words`];
}

function givenTwice(examples: readonly PlacedExample[]): readonly string[] {
  const seen = new Map<string, PlacedExample>();
  return examples.flatMap((example) => {
    const key = example.text.toLowerCase();
    const other = seen.get(key);
    if (other === undefined) seen.set(key, example);
    return other === undefined
      ? []
      : [`${example.place}: "${example.text}" is already given at ${other.place}`];
  });
}
