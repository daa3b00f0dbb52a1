import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { loadTexts } from '../../src/content/texts.ts';
import { faultsOf } from '../support/faults.ts';

const path = fileURLToPath(new URL('../../content/product-sets.yaml', import.meta.url));
const source = readFileSync(path, 'utf8');

/** The faults of the table with one part replaced. */
function faultsIn(from: string, to: string): readonly string[] {
  expect(source).toContain(from);
  const folder = mkdtempSync(join(tmpdir(), 'sets-'));
  const file = join(folder, 'sets.yaml');
  writeFileSync(file, source.replace(from, to));
  return faultsOf(() => loadProductSets(file), folder);
}
const lineOf = (text: string): number => source.slice(0, source.indexOf(text)).split('\n').length;

describe('the table of product sets', () => {
  const data = loadProductSets(path);
  const texts = loadTexts(fileURLToPath(new URL('../../locales', import.meta.url)));

  it('names document and date of the decision in force', () => {
    expect(data.legal).toEqual({ document: 'Quyết định 26/2026/QĐ-TTg', effectiveFrom: '2026-05-22' });
  });

  it('has the six groups, the sets of each as in Annex I', () => {
    const perGroup = Object.keys(data.groups).map(
      (group) => data.sets.filter((set) => set.group === group).length,
    );
    expect(perGroup).toEqual([13, 4, 3, 2, 3, 1]);
  });

  it('has a short name and the official name of every set in both languages', () => {
    for (const { id, name } of data.sets) {
      expect(texts.text(`productSet.${id}.long`, {}, 'vi')).toBe(name);
      for (const language of ['vi', 'en'] as const) {
        expect(texts.has(`productSet.${id}`, language)).toBe(true);
        expect(texts.has(`productSet.${id}.long`, language)).toBe(true);
        expect(texts.text(`productSet.${id}`, {}, language)).not.toContain('productSet');
      }
    }
  });

  it('is in NFC throughout', () => {
    expect(source).toBe(source.normalize('NFC'));
  });
});

describe('a broken table is refused with file and line', () => {
  it.each([
    ['a wrong number', '    number: 4\n', '    number: 5\n', 'number 5 stands at place 4'],
    ['a group that is not there', '    group: VI\n', '    group: VII\n', 'no group VII'],
    [
      'a turn into an unknown set',
      '    to: processed_produce\n',
      '    to: processed_fruit\n',
      'no product set processed_fruit',
    ],
    ['an unknown key', '    number: 7\n', '    nunber: 7\n', 'number'],
    ['a word without letters', '[mứt, mứt tết,', '["…", mứt, mứt tết,', '"…" has no letters'],
  ])('%s', (_, from, to, message) => {
    const faults = faultsIn(from, to);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatch(/^sets\.yaml:\d+: /);
    expect(faults.join('\n')).toContain(message);
  });

  it('names the line of a word that stands twice', () => {
    const [fault] = faultsIn('[mứt, mứt tết,', '[mứt, mứt, mứt tết,');
    expect(fault).toBe(`sets.yaml:${lineOf('[mứt, mứt tết,')}: sets.6.heads.2.1: "mứt" stands twice`);
  });

  it('names the line of broken YAML and a missing file', () => {
    const [fault] = faultsIn('groups:\n', 'groups: [\n');
    expect(fault).toMatch(/^sets\.yaml:\d+: /);
    expect(() => loadProductSets('/nowhere/sets.yaml')).toThrow(/cannot be read/);
  });
});
