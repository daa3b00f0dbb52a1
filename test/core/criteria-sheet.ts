/** A made-up scoring sheet, small enough to reckon by hand; and answers drawn at random for any sheet. */

import { type Answers, choiceKey, criteriaIn } from '../../src/core/criteria.ts';
import type { Bilingual, CriteriaSet, Criterion, CriterionOption } from '../../src/core/criteria-set.ts';
import type { Day } from '../../src/core/model.ts';
import { fc } from '../support/chance.ts';

const said = (vi: string): Bilingual => ({ vi, en: vi });

const option = (points: number, effort: 1 | 2 | 3, rest: Partial<CriterionOption> = {}): CriterionOption => ({
  ...{ points, effort, implied: false, text: said(`${points} điểm`) },
  ...rest,
});

const criterion = (
  code: string,
  name: string,
  options: readonly CriterionOption[],
  rest: Partial<Criterion> = {},
): Criterion => ({
  ...{ code, common: null, name: said(name), ask: said(`${name}?`), explain: said(name), options },
  ...{ max: options.at(-1)?.points ?? 0, evidence: [], fixed: false, sensitive: false },
  ...rest,
});

const paper = (id: string) => ({ id, text: said(id) });

/** Part A 40, B 25, C 35, as in law; gates of all three stars. */
export const sheet: CriteriaSet = {
  ...{ id: 'made_up', number: 1, name: 'Bịa ra', lead: ['Bộ'], disqualifiers: [] },
  document: {
    ...{ id: 'd26', name: 'Quyết định', about: said('bịa'), issuedOn: '2026-05-22' as Day },
    ...{ effectiveFrom: '2026-05-22' as Day, effectiveTo: null, replacedBy: null, amends: null },
  },
  sections: [
    {
      ...{ code: '1', part: 'A', name: said('Sản xuất'), max: 40, groups: [] },
      criteria: [
        criterion('1.1', 'Nguồn nguyên liệu', [option(0, 1), option(10, 3), option(20, 3)], {
          evidence: [paper('origin')],
        }),
        criterion('1.2', 'Đóng gói, bao bì', [option(0, 1), option(5, 1), option(12, 1)], {
          evidence: [paper('photo'), paper('origin')],
        }),
        criterion('1.3', 'Đại diện là nữ', [option(0, 1), option(8, 1)], { fixed: true, sensitive: true }),
      ],
    },
    {
      ...{ code: '2', part: 'B', name: said('Tiếp thị'), max: 25, groups: [] },
      criteria: [criterion('2', 'Khu vực phân phối', [option(0, 1), option(10, 2), option(25, 2)])],
    },
    {
      ...{ code: '3', part: 'C', name: said('Chất lượng'), max: 35, groups: [] },
      criteria: [
        criterion('3.1', 'Màu sắc', [option(1, 1), option(1, 1), option(15, 2)], {}),
        criterion(
          '3.2',
          'Tiện nghi',
          [
            option(0, 1, { implied: true }),
            ...[option(5, 1, { case: 'community' }), option(20, 3, { case: 'community' })],
            ...[option(5, 1, { case: 'single' }), option(20, 2, { case: 'single' })],
          ],
          { cases: { community: said('cộng đồng'), single: said('một cơ sở') } },
        ),
      ],
    },
  ],
  gates: [
    { star: 3, code: '1.2', points: 5 },
    { star: 4, code: '1.2', points: 12 },
    { star: 4, code: '2', points: 10 },
    { star: 5, code: '2', points: 25 },
  ],
};

/** Chooses the option at a place for each code given. */
export function answering(set: CriteriaSet, places: Readonly<Record<string, number>>): Answers {
  return Object.fromEntries(
    criteriaIn(set).flatMap((one) => {
      const chosen = one.options[places[one.code] ?? -1];
      return chosen === undefined ? [] : [[one.code, choiceKey(one, chosen)]];
    }),
  );
}

/** Any answers: some criteria open, some keys that no longer exist. */
export const anyAnswers = (set: CriteriaSet): fc.Arbitrary<Answers> =>
  fc
    .tuple(
      ...criteriaIn(set).map((one) =>
        fc.option(fc.constantFrom(...one.options.map((each) => choiceKey(one, each)), '99p9'), {
          nil: undefined,
        }),
      ),
    )
    .map((keys) =>
      Object.fromEntries(
        criteriaIn(set).flatMap(({ code }, at) => (keys[at] === undefined ? [] : [[code, keys[at]]])),
      ),
    );
