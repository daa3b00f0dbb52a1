/** Rounds, reports and reminder rules that people edit: a province's own days are read, a slip is refused with its line. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadReminders } from '../../src/content/reminders.ts';
import { loadRounds } from '../../src/content/rounds.ts';
import type { Day, UnitCode } from '../../src/core/model.ts';
import { rulesOf } from '../../src/core/round.ts';
import { nextReports } from '../../src/core/yearly-report.ts';
import { faultsOf } from '../support/faults.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'programme-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Loads a file of these lines. */
function written<T>(load: (path: string) => T, lines: readonly string[]): T {
  const path = join(folder, 'file.yaml');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return load(path);
}
const wrong = (load: (path: string) => unknown, lines: readonly string[]) =>
  faultsOf(() => written(load, lines), folder).join('\n');

const country = [
  'advise: 15',
  'rounds:',
  '  - { id: a, level: province, before: 04-30, heldBefore: 06-30 }',
  'reports:',
  '  - { id: r, from: commune, before: 12-01 }',
  'provinces:',
];
const phuTho = '25' as UnitCode;

describe('days of the programme', () => {
  it('are those a province set itself, rounds beside the national ones and reports in place of the usual', () => {
    const plan = written(loadRounds, [
      ...country,
      "  '25':",
      '    rounds: [{ id: own, level: province, before: 08-15, heldBefore: 09-15 }]',
      '    reports: [{ id: own-report, from: commune, before: 11-20 }]',
    ]);
    expect(rulesOf(plan, phuTho).map(({ id }) => id)).toEqual(['a', 'own']);
    expect(rulesOf(plan, '19' as UnitCode).map(({ id }) => id)).toEqual(['a']);
    const reports = (province: string, today: string) =>
      nextReports(plan, province as UnitCode, today as Day).map(({ lastDay, own }) => [lastDay, own]);
    expect(reports('25', '2026-11-19')).toEqual([['2026-11-19', true]]);
    expect(reports('25', '2026-11-20')).toEqual([['2027-11-19', true]]);
    expect(reports('19', '2026-11-20')).toEqual([['2026-11-30', false]]);
  });

  it.each([
    [
      'a day that not every year has',
      "  '25': { reports: [{ id: x, from: commune, before: 02-29 }] }",
      'MM-DD',
    ],
    ['a report of nobody', "  '25': { reports: [{ id: x, from: ministry, before: 12-01 }] }", ':7'],
    [
      'an id that stands twice',
      "  '25': { reports: [{ id: x, from: commune, before: 12-01 }, { id: x, from: province, before: 12-20 }] }",
      'x stands twice',
    ],
    ['a province by its name', '  Phú Thọ: { rounds: [] }', ':'],
  ])('are refused with %s', (_what, line, said) => {
    expect(wrong(loadRounds, [...country, line])).toContain(said);
  });
});

describe('reminder rules', () => {
  it('count working days only from an act, as no day that is known would be found by them', () => {
    const rule = (about: string, offset: string) => [
      'rules:',
      `  - { id: some-rule, about: ${about}, ${offset}, to: [officer], text: forwardDue }`,
    ];
    expect(written(loadReminders, rule('filing', 'workingDays: 15')).rules).toHaveLength(1);
    for (const about of ['certificate', 'note', 'round', 'communeReport'])
      expect(wrong(loadReminders, rule(about, 'workingDays: 15'))).toContain(
        'filing, forwarded, stopped only',
      );
    expect(wrong(loadReminders, rule('round', 'late: 3'))).toContain('needs either days or workingDays');
  });

  it('about seats have one hour and a name of their own', () => {
    const rules = (...seats: readonly string[]) => [
      'rules: [{ id: some-rule, about: note, days: 0, to: [owner], text: noteSoon }]',
      'seats:',
      ...seats.map((rule) => `  - { ${rule} }`),
    ];
    expect(written(loadReminders, rules('id: week, days: -7, at: "08:00"')).seats).toEqual([
      { id: 'week', days: -7, when: { at: '08:00' }, firstDayOnly: false },
    ]);
    const both = 'id: twice, days: 0, at: "08:00", hoursBefore: 2, notBefore: "06:00"';
    expect(wrong(loadReminders, rules(both))).toContain(':3');
    expect(wrong(loadReminders, rules('id: never, days: 0, hoursBefore: 2'))).toContain('needs either at');
    expect(wrong(loadReminders, rules('id: late, days: 1, at: "08:00"'))).toContain(':3');
    expect(wrong(loadReminders, rules('id: odd, days: 0, at: "8 giờ"'))).toContain(':3');
    const same = 'id: same, days: -1, at: "08:00"';
    expect(wrong(loadReminders, rules(same, same))).toContain('same stands twice');
  });
});
