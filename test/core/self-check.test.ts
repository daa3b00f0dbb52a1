import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { choiceKey } from '../../src/core/criteria.ts';
import { holdsPercent, percentIn } from '../../src/core/percent.ts';
import {
  askedCriteria,
  gateCriteria,
  goalIn,
  missingPapers,
  nextGoal,
  totalsOf,
  withoutStars,
} from '../../src/core/self-check.ts';
import { places } from '../../src/flow/flows/self-check-answers.ts';

const path = (name: string) => new URL(`../../${name}`, import.meta.url).pathname;
const book = loadCriteria(path('content'), loadProductSets(path('content/product-sets.yaml')).sets);
const setOf = (id: string) => {
  const set = book.criteriaOf(id);
  if (set === null) throw new Error(`no set ${id}`);
  return set;
};
const best = (id: string) =>
  Object.fromEntries(
    askedCriteria(setOf(id)).map((one) => {
      const option = one.options.at(-1);
      return [one.code, option === undefined ? '' : choiceKey(one, option)];
    }),
  );

describe('what a self-assessment asks', () => {
  it.each(book.sets.map((set) => [set.id, set] as const))('of %s has a place each', (_id, set) => {
    expect(askedCriteria(set).length).toBeLessThanOrEqual(places.length);
  });

  it('is never about the person who represents the producer', () => {
    for (const set of book.sets) expect(askedCriteria(set).map(({ code }) => code)).not.toContain('3.2');
  });

  it('is less when only the gates of a star are wanted, and more for a higher star', () => {
    const tea = setOf('tea');
    const [three, four] = [gateCriteria(tea, 3), gateCriteria(tea, 4)];
    expect(three.map(({ code }) => code)).toEqual(['1.1', '2.2', '2.3', '3.5', '4.1', '5.3', '8', '9']);
    expect(four.length).toBeGreaterThan(three.length);
    expect(four.length).toBeLessThan(askedCriteria(tea).length);
  });
});

describe('what a self-assessment adds up to', () => {
  it('counts open questions as nothing and says how many they are', () => {
    const all = askedCriteria(setOf('tea')).length;
    expect(totalsOf(setOf('tea'), {})).toEqual({ points: 0, parts: { A: 0, B: 0, C: 0 }, open: all });
  });

  it('reaches 99 points at best, as one point is not asked for', () => {
    expect(totalsOf(setOf('tea'), best('tea'))).toMatchObject({ points: 99, open: 0 });
  });

  it('aims at the next star', () => {
    expect(nextGoal(setOf('tea'), {})).toBe(3);
    expect(nextGoal(setOf('tea'), best('tea'))).toBe(5);
  });

  it('needs proof only of what was claimed, without the papers that are ready', () => {
    const answers = { '2.2': '2p2' };
    const ids = (ready: readonly string[]) => missingPapers(setOf('tea'), answers, ready).map(({ id }) => id);
    expect(ids([])).toEqual(['package_photo', 'sample']);
    expect(ids(['sample'])).toEqual(['package_photo']);
  });
});

describe('the star a text speaks of', () => {
  it.each([
    ['chè shan tuyết của tôi thiếu gì để lên 4 sao', 4],
    ['làm sao được năm sao', 5],
    ['muon len bon sao', 4],
    ['từ 3 sao lên 4 sao', 4],
    ['đạt 3*', 3],
    ['4 stars please', 4],
    ['4 năm trước', null],
    ['mấy sao', null],
    ['2 sao', null],
  ])('%s', (text, star) => {
    expect(goalIn(text)).toBe(star);
  });
});

describe('the stars of a text', () => {
  it.each([
    ['muốn lên 4 sao chè của tôi thiếu gì', 'muốn lên , chè của tôi thiếu gì'],
    ['len bon sao che nha toi', 'len , che nha toi'],
    ['3* mật ong', ', mật ong'],
    ['tôi sao chè bằng tay', 'tôi sao chè bằng tay'],
    ['chè sao suốt', 'chè sao suốt'],
  ])('are no part of the product: %s', (text, without) => {
    expect(withoutStars(text)).toBe(without);
  });
});

describe('a percentage', () => {
  it.each([
    ['80%', 80],
    ['khoảng 80 %', 80],
    ['80 phần trăm', 80],
    ['80 phan tram', 80],
    ['80', null],
    ['từ 50% đến 75%', null],
    ['800%', null],
  ])('is read from %s', (text, percent) => {
    expect(percentIn(text)).toBe(percent);
  });

  it.each([
    ['Từ một nửa đến gần ba phần tư (50% đến dưới 75%)', 75, false],
    ['Từ một nửa đến gần ba phần tư (50% đến dưới 75%)', 50, true],
    ['Từ ba phần tư trở lên (75% đến 100%)', 75, true],
    ['Từ một nửa đến ba phần tư (50% đến 75%)', 75, true],
    ['Có dùng, nhưng dưới một nửa (dưới 50%)', 49, true],
    ['Có dùng, nhưng dưới một nửa (dưới 50%)', 0, false],
    ['Có hợp đồng cho hơn ba phần tư (trên 75%)', 75, false],
    ['Chưa có', 10, null],
  ])('lies in "%s" or not: %i', (words, percent, holds) => {
    expect(holdsPercent(words, percent)).toBe(holds);
  });
});
