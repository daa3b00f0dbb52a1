/** Reads the understanding sets (`*.tsv`): what people say, and what it means. */
import { readFileSync } from 'node:fs';

export interface Case {
  readonly text: string;
  readonly meaning: string;
}

export const parts = ['dev', 'frozen'] as const;

export function readCases(name: 'intents' | 'product-sets', part: (typeof parts)[number]): readonly Case[] {
  const lines = readFileSync(new URL(`./${name}.${part}.tsv`, import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [text = '', meaning = ''] = line.split('\t');
      return { text, meaning };
    });
}

/** The same text as typed on a keyboard without Vietnamese. */
export const stripped = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

export const forms = [
  ['accented', (text: string) => text],
  ['without diacritics', stripped],
] as const;

export const percent = (right: number, all: number): number => Math.round((1000 * right) / all) / 10;
