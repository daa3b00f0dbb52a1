/** The cheapest improvements. */

import { describe, expect, it } from 'vitest';
import { choiceKey, criteriaIn, nextStar, standing } from '../../src/core/criteria.ts';
import { improvements } from '../../src/core/criteria-improve.ts';
import { fc } from '../support/chance.ts';
import { answering, anyAnswers, sheet } from './criteria-sheet.ts';

const told = (places: Readonly<Record<string, number>>, limit?: number) =>
  improvements(sheet, answering(sheet, places), limit).map(({ criterion, to, gain, opens }) => ({
    ...{ code: criterion.code, to: to.points, gain, opens },
  }));

describe('the cheapest improvements', () => {
  it('open the gates of the next star first, then bring the most points for the effort', () => {
    expect(told({ '1.1': 0, '1.2': 0, '2': 0, '3.1': 0 })).toEqual([
      { code: '1.2', to: 5, gain: 5, opens: [3] },
      { code: '3.1', to: 15, gain: 14, opens: [] },
      { code: '2', to: 25, gain: 25, opens: [] },
    ]);
  });

  it('go as far as the next star needs, and no farther', () => {
    const nearly = { '1.1': 2, '1.2': 1, '1.3': 1, '2': 0, '3.1': 2, '3.2': 2 };
    expect(standing(sheet, answering(sheet, nearly)).star).toBe(3);
    expect(told(nearly).slice(0, 2)).toEqual([
      { code: '1.2', to: 12, gain: 7, opens: [4] },
      { code: '2', to: 10, gain: 10, opens: [4] },
    ]);
  });

  it('stay within the list of options that applies', () => {
    const options = improvements(sheet, answering(sheet, { '3.2': 3 })).map(({ to }) => [to.case, to.points]);
    expect(options).toEqual([['single', 20]]);
  });

  it('say nothing of what was not answered, of what nobody can change, or when all is reached', () => {
    expect(told({})).toEqual([]);
    expect(told({ '1.3': 0 })).toEqual([]);
    expect(told({ '1.1': 2, '1.2': 2, '1.3': 1, '2': 2, '3.1': 2, '3.2': 2 })).toEqual([]);
  });

  it('are as many as asked for', () => {
    expect(told({ '1.1': 0, '1.2': 0, '2': 0, '3.1': 0 }, 10)).toHaveLength(4);
    expect(told({ '1.1': 0, '1.2': 0, '2': 0, '3.1': 0 }, 1)).toHaveLength(1);
  });

  it('always help: following one never lowers points or star, and its gate is then open', () => {
    fc.assert(
      fc.property(anyAnswers(sheet), (answers) => {
        const before = standing(sheet, answers);
        for (const { criterion, from, to, gain, opens } of improvements(sheet, answers, 99)) {
          const after = standing(sheet, { ...answers, [criterion.code]: choiceKey(criterion, to) });
          expect(after.points).toBe(before.points + gain);
          expect(to.points - from.points).toBe(gain);
          expect(gain).toBeGreaterThan(0);
          expect(after.star).toBeGreaterThanOrEqual(before.star);
          for (const star of opens)
            expect(after.blocked.some((gate) => gate.code === criterion.code && gate.star === star)).toBe(
              false,
            );
        }
      }),
    );
  });

  it('lead to five stars when followed to the end from any complete answers', () => {
    const open = criteriaIn(sheet).map(({ options }) => fc.nat(options.length - 1));
    fc.assert(
      fc.property(fc.tuple(...open), (places) => {
        let answers = answering(sheet, {
          ...Object.fromEntries(criteriaIn(sheet).map(({ code }, at) => [code, places[at] ?? 0])),
          ...{ '1.3': 1 },
        });
        for (let step = 0; step < 20; step += 1)
          for (const { criterion, to } of improvements(sheet, answers, 1))
            answers = { ...answers, [criterion.code]: choiceKey(criterion, to) };
        expect(nextStar(standing(sheet, answers).star)).toBeNull();
      }),
    );
  });
});
