import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { createProductSetIndex } from '../../src/core/product-set.ts';
import { forms, parts, percent, readCases } from './read-cases.ts';

const index = createProductSetIndex(
  loadProductSets(fileURLToPath(new URL('../../content/product-sets.yaml', import.meta.url))),
);

describe.each(parts)('product sets, %s part', (part) => {
  const cases = readCases('product-sets', part);
  const products = cases.filter(({ meaning }) => meaning !== '-');

  it('has enough cases, every set among them', () => {
    expect(products.length).toBeGreaterThanOrEqual(150);
    expect(new Set(products.map(({ meaning }) => meaning))).toEqual(new Set(index.ids));
  });

  it.each(forms)('finds the set of a description, %s', (form, write) => {
    const proposals = products.map(({ text, meaning }) => ({
      meaning,
      found: index.propose(write(text), 3),
    }));
    const first = proposals.filter(({ meaning, found }) => found[0]?.id === meaning).length;
    const three = proposals.filter(({ meaning, found }) => found.some(({ id }) => id === meaning)).length;
    console.info(
      `product sets, ${part}, ${form}: first ${percent(first, products.length)} %, ` +
        `among three ${percent(three, products.length)} % of ${products.length}`,
    );
    expect(percent(first, products.length)).toBeGreaterThanOrEqual(90);
    expect(percent(three, products.length)).toBeGreaterThanOrEqual(98);
  });

  it.each(forms)('proposes nothing for what is no product, %s', (_, write) => {
    const unrelated = cases.filter(({ meaning }) => meaning === '-');
    expect(unrelated.length).toBeGreaterThanOrEqual(10);
    expect(unrelated.filter(({ text }) => index.propose(write(text), 3).length > 0)).toEqual([]);
  });
});
