import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';

const folder = fileURLToPath(new URL('../../content', import.meta.url));
const { sets } = loadCriteria(folder, loadProductSets(`${folder}/product-sets.yaml`).sets);
const criteria = sets.flatMap(({ id, sections }) =>
  sections
    .filter(({ part }) => part === 'C' || id === 'tourism')
    .flatMap((section) => section.criteria.map((criterion) => ({ id, ...criterion }))),
);

describe('part C of the scoring sheets, in plain words', () => {
  it('has options short enough for a numbered list, each readable by itself', () => {
    const texts = criteria.flatMap(({ options }) => options.flatMap(({ text }) => [text.vi, text.en]));
    expect(texts.filter((text) => text.length > 90 || /^(như trên|as above)/i.test(text))).toEqual([]);
  });

  it('asks one question and explains in no more than 250 characters', () => {
    const odd = criteria.filter(
      ({ ask, explain }) => !ask.vi.endsWith('?') || explain.vi.length > 250 || explain.en.length > 250,
    );
    expect(odd.map(({ id, code }) => `${id} ${code}`)).toEqual([]);
  });

  it('names the product itself where it is judged by look, smell and taste', () => {
    const sensory = criteria.filter(({ id, code }) => code.startsWith('6.') && id !== 'tourism');
    const explained = new Map<string, string[]>();
    for (const { id, code, explain } of sensory)
      explained.set(explain.vi, [...(explained.get(explain.vi) ?? []), `${id} ${code}`]);
    const shared = [...explained.values()].filter((places) => places.length > 1).flat();
    expect(shared).toEqual([]);
  });
});
