import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadGlossary } from '../../src/content/glossary.ts';
import { loadHandbook } from '../../src/content/handbook.ts';
import { loadSpeech } from '../../src/content/speech.ts';
import { faultsOf } from '../support/faults.ts';

const content = fileURLToPath(new URL('../../content', import.meta.url));

/** The faults of a file of content with one part replaced. */
function faultsIn(name: string, [from, to]: readonly [string, string], load: (path: string) => unknown) {
  const source = readFileSync(join(content, name), 'utf8');
  expect(source).toContain(from);
  const folder = mkdtempSync(join(tmpdir(), 'speech-'));
  const path = join(folder, name);
  writeFileSync(path, source.replace(from, to));
  return faultsOf(() => load(path), folder);
}

describe('how people speak', () => {
  it('refuses a phrase with two meanings, by file and line', () => {
    const [fault = ''] = faultsIn(
      'synonyms.yaml',
      ['[3 sao, ba sao,', '[3 sao, thi lại sao, ba sao,'],
      loadSpeech,
    );
    expect(fault).toMatch(/^synonyms\.yaml:\d+: vi\.same\.\d+\.1: "thi lại sao" stands in two lists/);
  });

  it('refuses a list of one, and a list nobody knows', () => {
    const alone = faultsIn('synonyms.yaml', ['[hợp tác xã, htx]', '[hợp tác xã]'], loadSpeech);
    expect(alone[0]).toMatch(/^synonyms\.yaml:\d+: vi\.same\.\d+: /);
    expect(faultsIn('synonyms.yaml', ['  rude: [đồ ngu,', '  ruder: [đồ ngu,'], loadSpeech)[0]).toContain(
      'ruder',
    );
  });
});

describe('the glossary', () => {
  const { law } = loadHandbook(join(content, 'handbook'));
  const load = (path: string) => loadGlossary(path, law);

  it('answers what a word means, in both languages', () => {
    const terms = load(join(content, 'glossary.yaml'));
    expect(terms.length).toBeGreaterThanOrEqual(30);
    const producer = terms.find(({ id }) => id === 'term-producer');
    expect(producer?.wording.vi.questions).toContain('chủ thể là gì');
    expect(producer?.legal[0]?.clause).toEqual({ vi: 'Điều 2 khoản 3', en: 'Article 2 clause 3' });
  });

  it('refuses a term twice, and law that is not named, by file and line', () => {
    expect(faultsIn('glossary.yaml', ['id: term-story', 'id: term-producer'], load)[0]).toMatch(
      /^glossary\.yaml:\d+: terms\.\d+\.id: term-producer is already taken/,
    );
    expect(
      faultsIn('glossary.yaml', ['document: d26, clause: Điều 9', 'document: d27, clause: Điều 9'], load)[0],
    ).toMatch(/^glossary\.yaml:\d+: terms\.\d+\.legal: no legal document d27/);
  });
});
