/** A server whose time zone is not Vietnam's, and clocks that were set back: days stay Vietnamese calendar days. */
import { afterEach, describe, expect, it } from 'vitest';
import { addDays, addMonths, dayOf, parseDay, startOf } from '../../src/core/calendar.ts';
import { computeValidUntil, phaseOf, renewalWindow, statusOf } from '../../src/core/certificate.ts';
import { revokeDueOn } from '../../src/core/certificate-end.ts';
import { figureDay } from '../../src/core/figure-year.ts';
import type { Day } from '../../src/core/model.ts';
import { readNoted } from '../../src/core/noted-words.ts';
import { dueReminders, type ReminderRule } from '../../src/core/reminder.ts';
import { isReminderHour } from '../../src/service/remind.ts';

const day = (text: string) => text as Day;
const end = day('2027-06-30');
const plain = { validUntil: end, revokedOn: null, renewed: false, filing: null };
const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe.each(['Asia/Ho_Chi_Minh', 'America/Los_Angeles', 'Pacific/Auckland'])('on a server in %s', (tz) => {
  it('a certificate ends with its last day in Vietnam, not before and not after', () => {
    process.env.TZ = tz;
    const midnight = startOf(addDays(end, 1));
    expect(statusOf(plain, dayOf(midnight - 1))).toBe('valid');
    expect(statusOf(plain, dayOf(midnight))).toBe('expired');
  });

  it('the renewal window opens on day −180 and closes after day −120', () => {
    process.env.TZ = tz;
    const { opensOn, closesOn } = renewalWindow(end);
    expect([opensOn, closesOn]).toEqual(['2027-01-01', '2027-03-02']);
    expect(phaseOf(end, dayOf(startOf(opensOn) - 1))).toBe('prepare');
    expect(phaseOf(end, dayOf(startOf(opensOn)))).toBe('open');
    expect(phaseOf(end, dayOf(startOf(addDays(closesOn, 1)) - 1))).toBe('last_days');
    expect(phaseOf(end, dayOf(startOf(addDays(closesOn, 1))))).toBe('missed');
  });

  it('29 February ends on the last of February, and days that do not exist are none', () => {
    process.env.TZ = tz;
    expect(computeValidUntil(day('2024-02-29'))).toBe('2027-02-28');
    expect(addMonths(day('2023-08-31'), 6)).toBe('2024-02-29');
    for (const typed of ['29/02/2027', '31/04/2027', '00/01/2027', '12/13/2027'])
      expect(parseDay(typed)).toBeNull();
    expect(readNoted('giấy ATTP hết hạn 31/04/2027').day).toBe('impossible');
  });

  it('reminders go out between 08:00 and 20:00 in Vietnam', () => {
    process.env.TZ = tz;
    const at = (hour: number) => startOf(end) + hour * 3_600_000;
    expect([7.99, 8, 19.99, 20].map((hour) => isReminderHour(at(hour)))).toEqual([false, true, true, false]);
  });

  it('a clock set back makes nothing due twice, and takes back what only the clock had made so', () => {
    process.env.TZ = tz;
    const rule = { about: 'certificate', to: ['owner'], text: 'opens', lateDays: 30 } as const;
    const rules: ReminderRule[] = [{ ...rule, id: 'before-180', offset: { days: -180 } }];
    const holidays = { has: () => false, knows: () => true };
    const on = (today: Day, done: readonly string[]) =>
      dueReminders(rules, end, new Set(done), { today, holidays }).tell?.id ?? null;
    expect(on(day('2027-01-03'), [])).toBe('before-180');
    expect(on(day('2026-12-30'), ['before-180'])).toBeNull();
    expect(on(day('2027-01-03'), ['before-180'])).toBeNull();
    expect(statusOf(plain, day('2026-01-01'))).toBe('valid');
  });

  it('deadlines and years are of the Vietnamese calendar', () => {
    process.env.TZ = tz;
    const newYear = startOf(day('2027-01-01'));
    expect(figureDay(null, dayOf(newYear))).toBe('2027-01-01');
    expect(figureDay(2026, dayOf(newYear - 1))).toBe('2026-12-31');
    expect(revokeDueOn(dayOf(newYear - 1))).toBe('2027-01-15');
  });
});
