import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadAnswers } from '../../src/content/answers.ts';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadHandbook } from '../../src/content/handbook.ts';
import { pageAtMost, readSection } from '../../src/content/handbook-file.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import type { Day } from '../../src/core/model.ts';
import { faultsOf } from '../support/faults.ts';

const content = fileURLToPath(new URL('../../content', import.meta.url));
const folders: string[] = [];
afterAll(() => folders.map((folder) => rmSync(folder, { recursive: true })));

const front = (id: string, more = '') => `---
id: ${id}
title: A made-up section
audience: [producer]
keywords: [made up]
questions: [What is made up?]
legal:
  - document: d26
    clause: Điều 1
effective_from: 2026-05-22
effective_to: null
source: made up
confidence: verified
${more}---
`;

interface Small {
  readonly vi?: Readonly<Record<string, string>>;
  readonly en?: Readonly<Record<string, string>>;
}

/** A handbook of one section, some of its files replaced. */
function handbookOf({ vi = {}, en = {} }: Small): string {
  const folder = mkdtempSync(join(tmpdir(), 'handbook-'));
  folders.push(folder);
  cpSync(join(content, 'handbook/outline.yaml'), join(folder, 'outline.yaml'));
  const good = { '001-one.md': `${front('one')}Made up.\n` };
  for (const [language, files] of [
    ['vi', { ...good, ...vi }],
    ['en', { ...good, ...en }],
  ] as const) {
    cpSync(join(content, 'handbook', language), join(folder, language), {
      recursive: true,
      filter: (path) => !path.endsWith('.md'),
    });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, language, name), text);
  }
  return folder;
}

function faultsIn(small: Small): readonly string[] {
  const folder = handbookOf(small);
  return faultsOf(() => loadHandbook(folder), folder);
}

const everywhere = (name: string, text: string): Small => ({ vi: { [name]: text }, en: { [name]: text } });

describe('the handbook', () => {
  const { documents, topics } = loadAnswers(content);
  const sections = documents.filter(({ kind }) => kind === 'section');

  it('has at least sixty sections in both languages, each under a heading', () => {
    expect(sections.length).toBeGreaterThanOrEqual(60);
    expect(new Set(sections.map(({ topic }) => topic))).toEqual(new Set(topics.map(({ id }) => id)));
    for (const { wording } of sections)
      for (const { title, pages, questions } of Object.values(wording)) {
        expect(title).not.toBe('');
        expect(questions.length).toBeGreaterThan(0);
        expect(pages.every((page) => page.length > 0 && page.length <= pageAtMost)).toBe(true);
      }
  });

  it('gives every document a source to name: law, or that it is our own', () => {
    expect(documents.filter(({ legal, source }) => legal.length === 0 && source === '')).toEqual([]);
    expect(
      documents.filter(({ legal, confidence }) => legal.length === 0 && confidence === 'verified'),
    ).toEqual([]);
  });

  it('holds a sheet for each of the 26 sets, its pages fit to send', () => {
    const { sets } = loadProductSets(join(content, 'product-sets.yaml'));
    const sheets = loadAnswers(content, loadCriteria(content, sets)).documents.filter(
      ({ kind }) => kind === 'criteria',
    );
    expect(sheets.map(({ opens }) => opens)).toEqual(sets.map(({ id }) => `criteria:sections:${id}`));
    const tea = sheets.find(({ id }) => id === 'sheet-tea');
    expect(tea?.wording.vi.pages[0]).toContain('3 sao');
    const long = sheets.flatMap(({ wording }) => Object.values(wording).flatMap(({ pages }) => pages));
    expect(Math.max(...long.map((page) => page.length))).toBeLessThanOrEqual(pageAtMost);
    expect(long.join()).not.toMatch(/[{}]/);
  });

  it('has ids that fit a button', () => {
    const longest = documents.map(({ id }) => `handbook:section:${id}:9`).filter((to) => to.length > 64);
    expect(longest).toEqual([]);
  });

  it('is read by the fast reader as the library reads it', () => {
    for (const language of ['vi', 'en'])
      for (const name of readdirSync(join(content, 'handbook', language))) {
        const path = join(content, 'handbook', language, name);
        const [, text = ''] = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(path, 'utf8')) ?? [];
        expect(readSection(path).front).toEqual(parse(text));
      }
  });
});

describe('a broken handbook is refused with file and line', () => {
  it('passes when nothing is wrong', () => {
    expect(faultsIn({})).toEqual([]);
  });

  it('names a missing field, a wrong one and front matter that is none', () => {
    const without = front('two').replace('title: A made-up section\n', '');
    expect(faultsIn(everywhere('002-two.md', `${without}Text.\n`))[0]).toMatch(
      /^vi\/002-two\.md:\d+: title: /,
    );
    const wrong = front('two').replace('confidence: verified', 'confidence: sure');
    expect(faultsIn(everywhere('002-two.md', `${wrong}Text.\n`))[0]).toMatch(
      /^vi\/002-two\.md:13: confidence: /,
    );
    expect(faultsIn(everywhere('002-two.md', 'Text.\n'))[0]).toMatch(
      /^vi\/002-two\.md:1: has no front matter/,
    );
  });

  it('refuses two sections of one id or one number', () => {
    expect(faultsIn(everywhere('002-two.md', `${front('one')}Text.\n`))[0]).toMatch(
      /^vi\/002-two\.md:2: id: one is already the id of .*001-one\.md$/,
    );
    expect(faultsIn(everywhere('001-two.md', `${front('two')}Text.\n`))[0]).toMatch(
      /^vi\/001-two\.md:2: id: the number is already that of .*001-one\.md$/,
    );
  });

  it('refuses a section that lacks the other language, or says other law there', () => {
    expect(faultsIn({ vi: { '002-two.md': `${front('two')}Text.\n` } })).toEqual([
      'vi/002-two.md:2: id: two is missing in en',
    ]);
    expect(faultsIn({ en: { '002-two.md': `${front('two')}Text.\n` } })).toEqual([
      'en/002-two.md:2: id: two is missing in vi',
    ]);
    const other = front('one').replace('effective_to: null', 'effective_to: 2027-01-01');
    expect(faultsIn({ en: { '001-one.md': `${other}Text.\n` } })[0]).toMatch(
      /^en\/001-one\.md:\d+: .*law, dates or confidence differ/,
    );
  });

  it('retires a section from the day after its end, and says in which file and line', () => {
    const over = front('two').replace('effective_to: null', 'effective_to: 2026-06-30');
    const folder = handbookOf(everywhere('002-two.md', `${over}Text.\n`));
    const { retired } = loadHandbook(folder);
    expect(retired('2026-06-30' as Day)).toEqual([]);
    expect(retired('2026-07-01' as Day).map((where) => where.replace(`${folder}/`, ''))).toEqual([
      'vi/002-two.md:11: effective_to: two ended on 2026-06-30 and is no longer quoted',
      'en/002-two.md:11: effective_to: two ended on 2026-06-30 and is no longer quoted',
    ]);
  });

  it('refuses an unknown legal document and a reference that leads nowhere', () => {
    const law = front('two').replace('document: d26', 'document: d27');
    expect(faultsIn(everywhere('002-two.md', `${law}Text.\n`))[0]).toBe(
      'vi/002-two.md:8: legal.0.document: no legal document d27',
    );
    expect(faultsIn(everywhere('002-two.md', `${front('two')}Line.\n\nSee [[three]].\n`))[0]).toBe(
      'vi/002-two.md:17: refers to three, which does not exist',
    );
    expect(faultsIn(everywhere('002-two.md', `${front('two')}See [[one]].\n`))).toEqual([]);
  });

  it('refuses an empty page and one that fits no message', () => {
    const long = `${front('two')}First.\n---page---\n${'a'.repeat(pageAtMost + 1)}\n`;
    expect(faultsIn(everywhere('002-two.md', long))[0]).toBe(
      `vi/002-two.md:16: page 2 has ${pageAtMost + 1} characters, ${pageAtMost} fit`,
    );
    expect(faultsIn(everywhere('002-two.md', `${front('two')}First.\n---page---\n`))[0]).toBe(
      'vi/002-two.md:16: page 2 is empty',
    );
  });

  it('refuses Vietnamese that is not composed', () => {
    expect(faultsIn(everywhere('002-two.md', `${front('two')}${'Hồ sơ'.normalize('NFD')}\n`))[0]).toBe(
      'vi/002-two.md:15: is not in NFC',
    );
  });

  it('tells all faults at once', () => {
    const bad = everywhere('002-two.md', 'Text.\n');
    expect(faultsIn(bad)).toHaveLength(2);
  });
});
