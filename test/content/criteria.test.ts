/** The scoring sheets load whole; what people read in them is short and complete. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { type Answers, choiceKey, criteriaIn, standing } from '../../src/core/criteria.ts';
import type { CriterionOption } from '../../src/core/criteria-set.ts';

const content = fileURLToPath(new URL('../../content', import.meta.url));
const products = loadProductSets(join(content, 'product-sets.yaml')).sets;
const book = loadCriteria(content, products);

const criteria = book.sets.flatMap(criteriaIn);

describe('the scoring sheets', () => {
  it('are one for each product set, with its official name and lead authorities', () => {
    expect(book.sets.map(({ id }) => id)).toEqual(products.map(({ id }) => id));
    expect(book.criteriaOf('tea')).toMatchObject({ number: 11, name: 'Chè tươi, chè chế biến' });
    expect(book.criteriaOf('bottled_water')?.lead).toEqual(['Bộ Y tế']);
    expect(book.criteriaOf('no_such_set')).toBeNull();
  });

  it('never call cheap what the handbook says takes longest: trademark certificate, ISO or HACCP, two years of profit', () => {
    const longest = criteria.flatMap(({ options }) =>
      options.filter(({ text }) =>
        /^(Có giấy chứng nhận nhãn hiệu|Chứng nhận quản lý.*ISO|Lãi tăng hai năm)/.test(text.vi),
      ),
    );
    expect(longest.length).toBeGreaterThan(60);
    expect(new Set(longest.map(({ effort }) => effort))).toEqual(new Set([3]));
  });

  it('offer short choices, of which one gives no point', () => {
    expect(criteria.length).toBeGreaterThan(700);
    for (const { code, options } of criteria) {
      expect(
        options.some(({ points }) => points === 0),
        code,
      ).toBe(true);
      for (const { text } of options) {
        expect(text.vi.length, text.vi).toBeLessThanOrEqual(90);
        expect(text.en.length, text.en).toBeLessThanOrEqual(100);
      }
    }
  });

  it('never offer two choices in the same words', () => {
    for (const { code, options } of criteria) {
      const said = options.map(({ text, case: within }) => `${within ?? ''} ${text.vi}`);
      expect(new Set(said).size, `${code}: ${said.join(' | ')}`).toBe(options.length);
    }
  });

  it('ask for the sensitive point of the legal representative as such, and for nothing else', () => {
    const sensitive = criteria.filter((criterion) => criterion.sensitive);
    expect(new Set(sensitive.map(({ code }) => code))).toEqual(new Set(['3.2']));
    expect(sensitive.length).toBe(26);
    expect(sensitive.every(({ fixed }) => fixed)).toBe(true);
  });

  it('use every common criterion', () => {
    const used = new Set(criteria.map(({ common }) => common));
    const folder = join(content, 'criteria/d26/common');
    const ids = readdirSync(folder).flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/^- id: (\w+)/gm)].map(([, id]) => id),
    );
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.filter((id) => !used.has(id ?? ''))).toEqual([]);
  });

  it('give five stars and 100 points for the best answers, one star for the least', () => {
    for (const set of book.sets) {
      const answers = (pick: (options: readonly CriterionOption[]) => CriterionOption | undefined): Answers =>
        Object.fromEntries(
          criteriaIn(set).map((one) => {
            const option = pick([...one.options].sort((a, b) => a.points - b.points));
            return [one.code, option === undefined ? '' : choiceKey(one, option)];
          }),
        );
      const best = standing(
        set,
        answers((options) => options.at(-1)),
      );
      expect(best, set.id).toMatchObject({ points: 100, star: 5, blocked: [] });
      const least = standing(
        set,
        answers((options) => options[0]),
      );
      expect(least, set.id).toMatchObject({ points: 0, star: 1 });
      expect(least.blocked.length, set.id).toBe(set.gates.length);
    }
  });

  it('refuse a forged dossier in all sets but tourism, which prints no such line', () => {
    for (const { id, disqualifiers } of book.sets)
      expect(
        disqualifiers.some((one) => one.id === 'forged'),
        id,
      ).toBe(id !== 'tourism');
  });
});

describe('the decisions', () => {
  it('name the law in force and, for old certificates, the law before it', () => {
    expect(book.document).toMatchObject({ id: 'd26', effectiveFrom: '2026-05-22', effectiveTo: null });
    expect(book.legalDocuments.map(({ id }) => id)).toEqual(['d1048', 'd781', 'd148', 'd1489', 'd26']);
    expect(book.legalDocuments.find(({ id }) => id === 'd148')).toMatchObject({
      ...{ issuedOn: '2023-02-24', effectiveTo: '2026-07-21', replacedBy: 'd26' },
    });
  });
});
