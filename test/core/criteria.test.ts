/** Scoring: totals, ranks, gates, papers. */

import { describe, expect, it } from 'vitest';
import {
  blockedGates,
  choiceKey,
  chosen,
  criteriaIn,
  criterionOf,
  gatesOf,
  nextStar,
  optionOf,
  optionsFor,
  papersFor,
  pointsFor,
  scoreOf,
  standing,
  starByPoints,
} from '../../src/core/criteria.ts';
import { fc } from '../support/chance.ts';
import { answering, anyAnswers, sheet } from './criteria-sheet.ts';

const best = answering(sheet, { '1.1': 2, '1.2': 2, '1.3': 1, '2': 2, '3.1': 2, '3.2': 4 });
const criterion = (code: string) => {
  const found = criterionOf(sheet, code);
  if (found === null) throw new Error(code);
  return found;
};

describe('a score', () => {
  it('adds up the whole sheet, its parts and its sections', () => {
    const score = scoreOf(sheet, answering(sheet, { '1.1': 1, '1.2': 2, '2': 1 }));
    expect(score).toMatchObject({ points: 32, max: 100, answered: 3, of: 6 });
    expect(score.parts).toMatchObject({
      A: { points: 22, max: 40 },
      B: { points: 10, max: 25 },
      C: { points: 0 },
    });
    expect(score.sections.map(({ code, points }) => [code, points])).toEqual([
      ['1', 22],
      ['2', 10],
      ['3', 0],
    ]);
    expect(score.open.map(({ code }) => code)).toEqual(['1.3', '3.1', '3.2']);
  });

  it('reaches 100 and no more', () => {
    expect(scoreOf(sheet, best).points).toBe(100);
  });

  it('tells apart options of equal points', () => {
    const colour = criterion('3.1');
    const keys = colour.options.map((option) => choiceKey(colour, option));
    expect(new Set(keys).size).toBe(3);
    expect(chosen(colour, { '3.1': keys[1] ?? '' })).toBe(colour.options[1]);
  });

  it('takes an answer the sheet no longer knows as not given', () => {
    expect(optionOf(criterion('1.1'), '7p1')).toBeNull();
    expect(scoreOf(sheet, { '1.1': '7p1', nowhere: '3p1', constructor: 'x' })).toMatchObject({
      points: 0,
      answered: 0,
    });
  });

  it('is the sum of its parts whatever was answered', () => {
    fc.assert(
      fc.property(anyAnswers(sheet), (answers) => {
        const score = scoreOf(sheet, answers);
        const { A, B, C } = score.parts;
        expect(A.points + B.points + C.points).toBe(score.points);
        expect(score.sections.reduce((sum, { points }) => sum + points, 0)).toBe(score.points);
        expect(score.answered + score.open.length).toBe(score.of);
        expect(score.points).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('a rank by points', () => {
  it.each([
    [0, 1],
    [29.99, 1],
    [30, 2],
    [49.9, 2],
    [50, 3],
    [69.99, 3],
    [70, 4],
    [89.99, 4],
    [90, 5],
    [100, 5],
  ] as const)('%d points are %d stars', (points, star) => {
    expect(starByPoints(points)).toBe(star);
  });

  it('begins where the next one below ends', () => {
    for (const star of [2, 3, 4, 5] as const) {
      expect(starByPoints(pointsFor(star))).toBe(star);
      expect(starByPoints(pointsFor(star) - 0.01)).toBe(star - 1);
    }
    expect(pointsFor(1)).toBe(0);
  });

  it('has a next star up to five', () => {
    expect([1, 2, 3, 4, 5].map((star) => nextStar(star as 1))).toEqual([3, 3, 4, 5, null]);
  });
});

describe('the gates', () => {
  it('stop a star the points would give, and every star above it', () => {
    const answers = { ...best, ...answering(sheet, { '1.2': 0 }) };
    expect(standing(sheet, answers)).toMatchObject({ points: 88, byPoints: 4, star: 2 });
    expect(
      blockedGates(sheet, answers).map(({ star, code, points, has }) => [star, code, points, has]),
    ).toEqual([
      [3, '1.2', 5, 0],
      [4, '1.2', 12, 0],
    ]);
  });

  it('of 5 stars leave 4 stars alone', () => {
    const answers = { ...best, ...answering(sheet, { '2': 1 }) };
    expect(standing(sheet, answers)).toMatchObject({ points: 85, byPoints: 4, star: 4 });
    expect(standing(sheet, best)).toMatchObject({ byPoints: 5, star: 5, blocked: [] });
  });

  it('say whether the criterion is low or not answered at all', () => {
    const [first] = blockedGates(sheet, {});
    expect(first).toMatchObject({ code: '1.2', has: 0, answered: false });
    expect(blockedGates(sheet, answering(sheet, { '1.2': 0 }))[0]?.answered).toBe(true);
  });

  it('of a criterion are found by its code', () => {
    expect(gatesOf(sheet, '1.2').map(({ star }) => star)).toEqual([3, 4]);
    expect(gatesOf(sheet, '1.1')).toEqual([]);
  });

  it('only ever lower a rank, never below 2 stars on their own; all passed, the points decide', () => {
    fc.assert(
      fc.property(anyAnswers(sheet), (answers) => {
        const { byPoints, star, blocked } = standing(sheet, answers);
        expect(star).toBeLessThanOrEqual(byPoints);
        if (star < byPoints) expect(star).toBeGreaterThanOrEqual(2);
        if (blocked.length === 0) expect(star).toBe(byPoints);
        for (const gate of blocked)
          if (gate.star > 3 || byPoints >= 3) expect(star).toBeLessThan(Math.max(gate.star, 3));
      }),
    );
  });
});

describe('what is offered and asked for', () => {
  it('is the list of the case that applies, with its "none"', () => {
    const comfort = criterion('3.2');
    expect(optionsFor(comfort, 'single').map(({ points, effort }) => [points, effort])).toEqual([
      [0, 1],
      [5, 1],
      [20, 2],
    ]);
    expect(optionsFor(criterion('1.1'), null)).toBe(criterion('1.1').options);
  });

  it('names each paper once with the criteria it proves, and none for what gets no point', () => {
    const papers = papersFor(sheet, answering(sheet, { '1.1': 0, '1.2': 1 }));
    expect(papers.map(({ evidence, codes }) => [evidence.id, codes])).toEqual([
      ['photo', ['1.2']],
      ['origin', ['1.2']],
    ]);
    expect(papersFor(sheet, best).find(({ evidence }) => evidence.id === 'origin')?.codes).toEqual([
      '1.1',
      '1.2',
    ]);
  });

  it('knows every criterion by its code', () => {
    expect(criteriaIn(sheet).every((one) => criterionOf(sheet, one.code) === one)).toBe(true);
    expect(criterionOf(sheet, '9.9')).toBeNull();
  });
});
