/** Rounds of the decision with the content that is really loaded, and the days that follow from them. */
import { describe, expect, it } from 'vitest';
import { loadHolidays } from '../../src/content/holidays.ts';
import { loadRounds } from '../../src/content/rounds.ts';
import type { Day, UnitCode } from '../../src/core/model.ts';
import { nextRounds, type RoundPlan } from '../../src/core/round.ts';

const content = (name: string) => new URL(`../../content/${name}`, import.meta.url).pathname;
const plan = loadRounds(content('rounds.yaml'));
const holidays = loadHolidays(content('holidays'));
const on = (today: string, of: RoundPlan = plan, province: string | null = null) =>
  nextRounds(of, province as UnitCode | null, today as Day, holidays);
const lastDays = (today: string) => on(today).map(({ rule, lastDay }) => [rule.id, lastDay]);

describe('evaluation rounds', () => {
  it('end the day before the one the decision names', () => {
    expect(lastDays('2026-11-21')).toEqual([
      ['central-2', '2027-01-29'],
      ['province-1', '2027-04-29'],
      ['central-1', '2027-07-29'],
      ['province-2', '2027-10-29'],
    ]);
    expect(lastDays('2027-04-29')[0]).toEqual(['province-1', '2027-04-29']);
    expect(lastDays('2027-04-30').find(([id]) => id === 'province-1')).toEqual(['province-1', '2028-04-29']);
  });

  it('advise producers fifteen working days ahead, holidays left out, and say when they know them', () => {
    const round = on('2026-01-05').find(({ rule }) => rule.id === 'province-1');
    expect(round).toMatchObject({
      lastDay: '2026-04-29',
      advisedDay: '2026-04-07',
      heldBefore: '2026-06-30',
      exact: true,
    });
    expect(on('2027-12-01').find(({ rule }) => rule.id === 'province-1')).toMatchObject({ exact: false });
    expect(on('2026-01-05').find(({ rule }) => rule.level === 'central')?.advisedDay).toBe(null);
  });

  it('follow a province that has its own', () => {
    const extra = { id: 'extra', level: 'province', before: '08-15', heldBefore: '09-15' } as const;
    const own = (replaces: boolean): RoundPlan => ({
      ...plan,
      provinces: { '19': { replaces, rounds: [extra] } },
    });
    const ids = (of: RoundPlan, province: string) =>
      on('2026-11-21', of, province).map(({ rule }) => rule.id);
    expect(ids(own(false), '19')).toEqual(['central-2', 'province-1', 'central-1', 'extra', 'province-2']);
    expect(ids(own(true), '19')).toEqual(['central-2', 'central-1', 'extra']);
    expect(ids(own(true), '37')).toEqual(['central-2', 'province-1', 'central-1', 'province-2']);
  });
});
