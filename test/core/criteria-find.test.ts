/** A criterion found from what was typed; the law of a day. */

import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/content/criteria.ts';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { documentsOn, findCriteria } from '../../src/core/criteria-find.ts';
import type { Day } from '../../src/core/model.ts';
import { fc } from '../support/chance.ts';

const book = loadCriteria('content', loadProductSets('content/product-sets.yaml').sets);
const wine = book.sets.find(({ id }) => id === 'other_alcohol') ?? book.sets[0];
if (wine === undefined) throw new Error('no sheet');
const found = (typed: string) => findCriteria(wine, typed).map(({ code }) => code);

describe('a criterion', () => {
  it.each([
    ['2.2', '2.2'],
    ['tiêu chí 2.2', '2.2'],
    ['2,2 là gì', '2.2'],
    ['muc 10', '10'],
    ['bao bì', '2.2'],
    ['bao bi', '2.2'],
    ['DONG GOI', '2.2'],
    ['sở hữu trí tuệ', '3.5'],
    ['cau chuyen san pham', '5.1'],
    ['lao động địa phương', '3.3'],
    ['tem truy xuất nhãn', '2.3'],
    ['packaging', '2.2'],
    ['độc đáo', '7'],
    ['moi truong', '1.5'],
  ])('is found from "%s"', (typed, code) => {
    expect(found(typed)[0]).toBe(code);
  });

  it.each(['', '   ', 'tiêu chí', '9.9', '100', 'xyz', '12.5.3', '2026'])(
    'is not made up from "%s"',
    (typed) => {
      expect(found(typed)).toEqual([]);
    },
  );

  it('is searched in any text without fail', () => {
    fc.assert(fc.property(fc.string(), (typed) => void expect(found(typed).length).toBeLessThanOrEqual(3)));
  });
});

describe('the law of a day', () => {
  const on = (day: string) => documentsOn(book.legalDocuments, day as Day).map(({ id }) => id);

  it.each([
    ['2019-08-20', []],
    ['2022-01-15', ['d1048', 'd781']],
    ['2023-02-24', ['d148']],
    ['2025-12-01', ['d148', 'd1489']],
    ['2026-06-15', ['d148', 'd1489', 'd26']],
    ['2026-07-21', ['d26']],
    ['2026-11-21', ['d26']],
  ])('on %s is %j', (day, ids) => {
    expect(on(day)).toEqual(ids);
  });
});
