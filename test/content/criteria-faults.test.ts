/** A broken scoring sheet is refused with file and line. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { faultsOf } from '../support/faults.ts';

const content = fileURLToPath(new URL('../../content', import.meta.url));
const products = loadProductSets(join(content, 'product-sets.yaml')).sets;

/** The faults after one change to one file of a copy of the content, paths from `content`. */
function faultsIn(file: string, from: string | RegExp, to: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'criteria-'));
  cpSync(join(content, 'criteria'), join(folder, 'criteria'), { recursive: true });
  cpSync(join(content, 'legal-documents.yaml'), join(folder, 'legal-documents.yaml'));
  const source = readFileSync(join(folder, file), 'utf8');
  expect(source).toMatch(from);
  writeFileSync(join(folder, file), source.replace(from, to));
  try {
    return faultsOf(() => loadCriteria(folder, products), join(folder, 'criteria/d26'), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const lineOf = (file: string, text: string): number => {
  const source = readFileSync(join(content, file), 'utf8');
  expect(source).toContain(text);
  return source.slice(0, source.indexOf(text)).split('\n').length;
};

const tea = 'criteria/d26/sets/11-tea.yaml';
const product = 'criteria/d26/common/product.yaml';
/** Section 5 with its maximum before and criterion 5.1 in the group. */
const withoutStructure = /max: 12\n( {4}criteria:\n.*5\.1.*\n).*5\.2.*\n/;

/** By file: what is broken, the words changed, the words put there, and what is said of it. */
const broken: Readonly<Record<string, readonly (readonly [string, string | RegExp, string, string])[]>> = {
  [tea]: [
    [
      'a criterion that exceeds its section',
      'bilingual_label, max: 1}',
      'bilingual_label, max: 2}',
      'max is 2, the highest option has 1',
    ],
    [
      'a section of the wrong worth',
      'production\n    max: 18',
      'production\n    max: 17',
      'section 1 must be worth 18',
    ],
    [
      'a sum that is off',
      'production\n    max: 18',
      'production\n    max: 17',
      'section 1 is worth 17, its criteria sum to 18',
    ],
    ['a missing criterion', withoutStructure, 'max: 10\n$1', 'part B sums to 23, not to 25'],
    [
      'an unknown common criterion',
      'story_structure',
      'story_structur',
      'no common criterion story_structur',
    ],
    ['an unknown section', 'use: community', 'use: comunity', 'no section comunity'],
    ['an unknown set', 'set: tea', 'set: teas', 'no product set teas'],
    ['a wrong number', 'number: 11', 'number: 12', 'tea is set 11, not 12'],
    ['a gate for no criterion', "'2.2': 2", "'2.9': 2", 'no criterion 2.9 for the gate'],
    ['a gate with points no option has', "'4.1': 5", "'4.1': 4", 'criterion 4.1 has no option with 4 points'],
    ['a code that stands twice', "code: '5.2'", "code: '5.1'", '5.1 stands twice'],
    ['a code of another section', "code: '5.2'", "code: '4.9'", '4.9 does not belong to section 5'],
    ['an unknown disqualifier', '[forged', '[forget', 'no disqualifier forget'],
  ],
  [product]: [
    ['a missing English text', ', en: Packaging}', '}', 'name.en'],
    ['a text with stray blanks', "vi: 'Gói thường, ", "vi: ' Gói thường, ", 'Invalid string'],
    ['an unknown evidence', '[package_photo, sample]', '[package_foto, sample]', 'no evidence package_foto'],
    [
      'options out of order',
      "2, vi: 'Gói sáng tạo, bao bì đẹp",
      "0, vi: 'Gói sáng tạo, bao bì đẹp",
      'options are not in ascending order',
    ],
    ['an id that is taken', '- id: label\n', '- id: packaging\n', 'packaging is already taken'],
    ['a word the schema does not know', '  effort: 1\n', '  efort: 1\n', 'efort'],
    ['a text that is not NFC', 'en: Packaging', 'en: Pa\u0301ckaging', 'is not in NFC'],
  ],
  'criteria/d26/book.yaml': [
    ['an unknown decision', 'document: d26', 'document: d27', 'no legal document d27'],
  ],
  'legal-documents.yaml': [
    [
      'a decision that lapsed before it began',
      'to: 2023-02-24',
      'to: 2019-02-24',
      'not after effective_from',
    ],
    ['a decision replaced by nothing', 'replaced_by: d148', 'replaced_by: d149', 'no document d149'],
  ],
};

describe.each(Object.entries(broken))('%s, broken, is refused with file and line', (file, changes) => {
  it.each(changes)('%s', (_, from, to, fault) => {
    const name = file.replace('criteria/d26/', '');
    expect(faultsIn(file, from, to).join('\n')).toMatch(new RegExp(`^${name}:\\d+: .*${fault}`, 'm'));
  });
});

describe('a sheet', () => {
  it('is not refused for a comment', () => {
    expect(faultsIn(tea, '# Sheet 11', '# Tea, sheet 11')).toEqual([]);
  });

  it('names the very line', () => {
    const gate = "'4.1': 5";
    expect(faultsIn(tea, gate, "'4.1': 4")).toEqual([
      `sets/11-tea.yaml:${lineOf(tea, gate)}: gates.5.4.1: criterion 4.1 has no option with 4 points`,
    ]);
  });

  it('lists the faults of several files at once', () => {
    const faults = faultsIn('criteria/d26/book.yaml', '  label: {', '  labels: {');
    expect(new Set(faults.map((fault) => fault.split(':')[0])).size).toBeGreaterThan(2);
  });
});
