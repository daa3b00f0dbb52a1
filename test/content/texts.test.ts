/** The texts of `locales/`: what is refused with file and key, and how a text is put together. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import { faultsOf } from '../support/faults.ts';

type Files = Readonly<Record<string, string>>;

function localesOf(vi: Files, en: Files = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'locales-'));
  for (const [language, files] of Object.entries({ vi, en })) {
    mkdirSync(join(folder, language));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, language, name), text);
  }
  return folder;
}

const load = (vi: Files, en: Files = {}) => loadTexts(localesOf(vi, en));

function faultsIn(vi: Files): readonly string[] {
  const folder = localesOf(vi);
  return faultsOf(() => loadTexts(folder), join(folder, 'vi'));
}

describe('loading texts', () => {
  it('refuses with file and key what is no text, is empty, or stands in two files', () => {
    expect(faultsIn({ 'a.json': '{ "x": { "y": 7, "z": "" }, "w": null }' })).toEqual([
      'a.json: x.y is not a text',
      'a.json: x.z is not a text',
      'a.json: w is not a text',
    ]);
    expect(faultsIn({ 'a.json': '{ "x": { "y": "1" } }', 'b.json': '{ "x": { "z": "1" } }' })).toEqual([
      'b.json: x is already in another file of this folder',
    ]);
  });

  it('refuses a file that cannot be read, and goes on to the next', () => {
    const faults = faultsIn({ 'a.json': '{', 'b.json': '{ "x": 1 }', 'c.json': 'null' });
    expect(faults).toHaveLength(3);
    expect(faults[1]).toBe('b.json: x is not a text');
  });

  it('refuses a text that is not composed, also where it is written in escapes', () => {
    const decomposed = 'Xã'.normalize('NFD');
    const escaped = decomposed.replace('\u0303', '\\u0303');
    expect(faultsIn({ 'a.json': `{ "x": "${decomposed}", "y": "Xã", "z": "${escaped}" }` })).toEqual([
      'a.json: x is not in NFC',
      'a.json: z is not in NFC',
    ]);
    expect(faultsIn({ 'a.json': `{ "z": "${escaped}" }` })).toEqual(['a.json: z is not in NFC']);
  });
});

describe('a text', () => {
  const texts = load(
    {
      'a.json':
        '{ "plain": "Chào", "filled": "{{a}}-{{b}}-{{a}}", "refers": "$t(plain) {{a}}", "few_other": "{{count}} lớp" }',
    },
    { 'a.json': '{ "plain": "Hello", "few_one": "{{count}} class", "few_other": "{{count}} classes" }' },
  );

  it('is found by its dotted key in the languages it is in', () => {
    expect(texts.has('plain', 'en')).toBe(true);
    expect(texts.has('filled', 'en')).toBe(false);
    expect(texts.keys('vi')).toEqual(['plain', 'filled', 'refers', 'few_other']);
  });

  it('has its values filled in, every time it is asked for', () => {
    expect(texts.text('filled', { a: 1, b: '<&>' }, 'vi')).toBe('1-<&>-1');
    expect(texts.text('filled', { a: 2, b: '' }, 'vi')).toBe('2--2');
    expect(texts.text('filled', {}, 'vi')).toBe('--');
  });

  it('refers to another, has forms by number, and falls back to Vietnamese', () => {
    expect(texts.text('refers', { a: 'bà con' }, 'vi')).toBe('Chào bà con');
    expect(texts.text('few', { count: 1 }, 'en')).toBe('1 class');
    expect(texts.text('few', { count: 3 }, 'en')).toBe('3 classes');
    expect(texts.text('few', { count: 1 }, 'vi')).toBe('1 lớp');
    expect(texts.text('filled', { a: 'x', b: 'y' }, 'en')).toBe('x-y-x');
  });
});
