/** Reads any understanding set by its name and part, whoever wrote it: one line = a text, then a tab or ` | `, then what it means. */
import { readdirSync, readFileSync } from 'node:fs';
import type { parts } from './read-cases.ts';

export interface Asked {
  readonly text: string;
  /** Any of them is right; `-` alone: nothing should be found. */
  readonly meanings: readonly string[];
}

const folder = new URL('.', import.meta.url);

/** Lines of every file of that set and part; none when nobody wrote one yet. */
export function readSet(name: string, part: (typeof parts)[number]): readonly Asked[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(name) && file.includes(`.${part}.`) && /\.(tsv|txt)$/.test(file))
    .sort()
    .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(readLine);
}

function readLine(line: string): Asked {
  const [, text = '', meanings = ''] = /^(.*?)(?:\t| \| )(.*)$/.exec(line) ?? [];
  return { text, meanings: meanings.split(',').map((one) => one.trim()) };
}
