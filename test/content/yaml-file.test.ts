/** What is wrong in a file of content is said with its line, also of shapes that are checked by the thousand. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { bilingual } from '../../src/content/criteria-schema.ts';
import { readYaml, wordLines } from '../../src/content/yaml-file.ts';
import { ConfigError } from '../../src/core/error.ts';

const path = join(mkdtempSync(join(tmpdir(), 'yaml-')), 'words.yaml');
const schema = z.strictObject({ words: wordLines, said: bilingual.optional() });

function read(text: string): unknown {
  writeFileSync(path, text);
  try {
    return readYaml(path, schema).value;
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map((fault) => fault.replace(path, 'words.yaml'));
    throw error;
  }
}

it('reads words in lines, and none where nothing stands', () => {
  expect(read('words:\n  - một\n  - [hai, ba]\n')).toEqual({ words: ['một', ['hai', 'ba']] });
  expect(read('said: {vi: có, en: yes it is}\n')).toEqual({ words: [], said: { vi: 'có', en: 'yes it is' } });
});

it('says in which line no word stands', () => {
  expect(read("words:\n  - một\n  - [hai, '']\n")).toEqual([
    'words.yaml:3: words.1.1: Too small: expected string to have >=1 characters',
  ]);
  expect(read('words:\n  - một\n  - {a: b}\n')).toEqual(['words.yaml:3: words.1: Invalid input']);
  expect(read('words: 7\n')).toEqual(['words.yaml:1: words: Invalid input: expected array, received number']);
});

it('says what of a text in two languages is missing, too much or not a line', () => {
  expect(read('said: {vi: có}\n')).toEqual([
    'words.yaml:1: said.en: Invalid input: expected string, received undefined',
  ]);
  expect(read('said:\n  vi: có\n  en: yes it is\n  fr: oui\n')).toEqual([
    'words.yaml:2: said: Unrecognized key: "fr"',
  ]);
  expect(read("said:\n  vi: có\n  en: ' yes'\n")).toHaveLength(1);
  expect(read('said: chưa biết\n')).toHaveLength(1);
});
