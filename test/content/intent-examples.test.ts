import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadIntentExamples, printOf } from '../../src/content/intent-examples.ts';
import { loadIntentLessons } from '../../src/content/intent-lessons.ts';
import { readIntentModel, writeIntentModel } from '../../src/content/intent-model.ts';
import { createIntentModel } from '../../src/core/intent-model.ts';
import { flows } from '../../src/flow/flows.ts';
import { isIntentMeaning } from '../../src/flow/meaning.ts';
import { faultsOf } from '../support/faults.ts';

const content = fileURLToPath(new URL('../../content/', import.meta.url));
const examples = loadIntentExamples(`${content}intent-examples`, isIntentMeaning);
const file = readIntentModel(`${content}intent-model.txt`);

/** Reached from inside other conversations or from a message received. */
const neverFirst = ['correct-idea', 'reply', 'join-class'];

function faultsIn(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = join(mkdtempSync(join(tmpdir(), 'examples-')), 'intent-examples');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return faultsOf(() => loadIntentExamples(folder, isIntentMeaning), folder);
}

describe('the example sentences', () => {
  it('are many for every conversation that wishes to stop, to be forgotten or to be told lead to', () => {
    const count = (name: string) => examples.filter(({ meaning }) => meaning === name).length;
    for (const name of ['stop', 'settings', 'privacy', 'announcements', 'register-idea', 'other', 'question'])
      expect(`${name} ${count(name) >= 80}`).toBe(`${name} true`);
  });

  it('mean flows that exist', () => {
    const unknown = examples.filter(({ meaning }) => !isIntentMeaning(meaning));
    expect(unknown).toEqual([]);
    expect(neverFirst.filter((name) => !(name in flows))).toEqual([]);
  });

  it('name the file and the line of what is wrong', () => {
    expect(faultsIn({ 'stop.txt': 'đừng gửi\n\n# ghi chú\nđừng gửi\n' })[0]).toMatch(
      /^stop\.txt:4: "đừng gửi" is already given at stop\.txt:1$/,
    );
    expect(faultsIn({ 'stop.txt': ' đừng gửi\n', 'nowhere.txt': 'đi đâu đó\n', 'help.txt': '?!\n' })).toEqual(
      [
        'nowhere.txt: is named after nothing people can ask for',
        'help.txt:1: has no words',
        'stop.txt:1: has blanks at its ends',
      ],
    );
  });
});

describe('the model beside them', () => {
  it('was learnt from these very sentences; if not, run npm run teach', () => {
    expect(file.learntFrom).toBe(printOf(loadIntentLessons(content, isIntentMeaning)));
  });

  it('is read as it was written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'model-'));
    const path = join(folder, 'intent-model.txt');
    writeFileSync(path, writeIntentModel(file));
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(`${content}intent-model.txt`, 'utf8'));
  });

  const changed = (change: (text: string) => string): readonly string[] => {
    const path = join(mkdtempSync(join(tmpdir(), 'model-')), 'intent-model.txt');
    writeFileSync(path, change(readFileSync(`${content}intent-model.txt`, 'utf8')));
    return faultsOf(() => readIntentModel(path), dirname(path));
  };

  it('is refused when it is none', () => {
    const none = ['intent-model.txt:1: is no intent model; run npm run teach'];
    expect(changed(() => '')).toEqual(none);
    expect(changed(() => 'stop help\n')).toEqual(none);
    expect(changed((text) => text.slice(text.indexOf('\n') + 1))).toEqual(none);
    expect(changed((text) => text.slice(0, text.indexOf('\n') + 20))).toEqual(none);
    expect(changed((text) => text.replace(/^.*\n/, '# learnt from nothing\n'))).toEqual(none);
  });

  it('is refused when it was cut or changed, with the line where one is malformed', () => {
    const refused = ['intent-model.txt: is cut or was changed by hand; run npm run teach'];
    expect(changed((text) => text)).toEqual([]);
    expect(changed((text) => text.slice(0, -1))).toEqual(refused);
    expect(changed((text) => text.slice(0, text.length / 2))).toEqual(refused);
    expect(changed((text) => text.replace('stop welcome', 'welcome stop'))).toEqual(refused);
    expect(changed((text) => text.replace(/(\t[A-~])(\d)/, '$1-$2'))).toEqual(refused);
    expect(changed((text) => text.replace(/^(.*\n.*\n.*\n.*)\t/, '$1 '))).toEqual([
      'intent-model.txt:4: is no feature with its weights; run npm run teach',
    ]);
    expect(changed((text) => text.replaceAll('\n', '\r\n'))).toHaveLength(1);
  });

  it('knows a feature by its whole name, with and without diacritics', () => {
    const { features } = file.data;
    const names = [...features.keys()];
    expect(names.length).toBeGreaterThan(10_000);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !features.has(name) || features.get(name)?.at.length === 0)).toEqual([]);
    expect(names.some((name) => /[^\0-~]/.test(name))).toBe(true);
    for (const stranger of ['', 'đ', 'zzzz', `${names[0]}x`, names[5]?.slice(0, -1) ?? '', '\uffff'])
      expect(`${stranger} ${features.has(stranger)}`).toBe(`${stranger} ${names.includes(stranger)}`);
  });

  it('tells a question about one’s own paper from one about papers', () => {
    const model = createIntentModel(file.data);
    const first = (text: string) => model.guess(text)[0]?.meaning;
    expect(first('giấy của tôi còn hạn không')).toBe('certificates');
    expect(first('giấy có hạn bao lâu')).toBe('question');
  });
});
