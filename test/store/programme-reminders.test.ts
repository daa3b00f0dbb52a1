/** Last days of rounds and yearly reports, per province: who hears of them, when, in which words, and once. Everybody is made up. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadHolidays } from '../../src/content/holidays.ts';
import { loadReminders } from '../../src/content/reminders.ts';
import { loadRounds } from '../../src/content/rounds.ts';
import { loadTexts } from '../../src/content/texts.ts';
import { addDays, startOf } from '../../src/core/calendar.ts';
import type { Day } from '../../src/core/model.ts';
import { nextRounds } from '../../src/core/round.ts';
import { addWorkingDays } from '../../src/core/working-day.ts';
import { nextReports } from '../../src/core/yearly-report.ts';
import type { Library } from '../../src/ports.ts';
import { createProgramme } from '../../src/service/programme-days.ts';
import { wordDigest } from '../../src/service/reminder-digest.ts';
import { day, openTown, type Town } from './reminder-town.ts';

const content = (name: string) => new URL(`../../content/${name}`, import.meta.url).pathname;
const rules = loadReminders(content('reminders.yaml')).rules;
const holidays = loadHolidays(content('holidays'));
const national = loadRounds(content('rounds.yaml'));
/** Phú Thọ set the days of its reports itself. */
const plan = {
  ...national,
  provinces: {
    '25': {
      replaces: false,
      rounds: [],
      reports: [{ id: 'own', from: 'commune', before: '11-20' } as const],
    },
  },
};
const calendar: Library['calendar'] = {
  rounds: (province, today) => nextRounds(plan, province, today, holidays),
  reports: (province, today) => nextReports(plan, province, today),
  workingDaysAfter: (from, count) => addWorkingDays(from, count, holidays),
};
const texts = loadTexts(content('../locales'));
const noon = (on: Day) => startOf(on) + 12 * 3_600_000;

let town: Town;
let load: ReturnType<typeof createProgramme>;
beforeEach(async () => {
  town = await openTown();
  load = createProgramme(town.store, calendar);
  await town.store.loadReminders(rules, holidays, 0);
  await town.query(
    `INSERT INTO admin_unit (code, level, name, province_code) VALUES ('19', 'province', 'Tỉnh Thái Nguyên', '19'),
      ('05503', 'commune', 'Xã Tân Cương', '19'), ('25', 'province', 'Tỉnh Phú Thọ', '25'), ('07900', 'commune', 'Xã Thử', '25')`,
  );
});
afterEach(() => town.close());

async function idea(contact: string, province: string, status = 'accepted') {
  await town.query(
    `INSERT INTO idea (id, code, contact_id, unit_code, province_code, status, fields, submitted_at, changed_at)
     VALUES ($1::text || $2, $1::text || $2, $1::bigint, '05503', $2, $3, '{}', 'epoch', 'epoch')`,
    [contact, province, status],
  );
}

/** Every day from one to the other; what was said, by person and day. */
async function live(from: string, to: string) {
  const said: (readonly [on: Day, person: string, text: string])[] = [];
  for (let on = day(from); on <= to; on = addDays(on, 1)) {
    await load(noon(on));
    if ((await town.store.findReminders(on, noon(on))) > 0) await town.store.addressReminders(on, noon(on));
    const digests = await town.store.digests(100);
    const plans = digests.map((digest) => wordDigest(digest, on, { texts, channels: {} }));
    await town.store.planDigests(plans, noon(on));
    for (const { contactId, bubbles } of plans)
      said.push([on, contactId, bubbles.map(({ text }) => text).join('\n')]);
  }
  return said;
}

describe('reminders of days of the programme', () => {
  it('tell those whose idea was taken up, and officers of the province, of the round there', async () => {
    const [maker, owner, waiting, elsewhere, officer, provincial] = [
      await town.person(),
      await town.person(),
      await town.person(),
      await town.person(),
      await town.person(),
      await town.person(),
    ];
    await idea(maker, '19');
    await idea(owner, '19');
    await town.certificate('2029-01-01', [owner]);
    await idea(waiting, '19', 'submitted');
    await idea(elsewhere, '31');
    await town.officer(officer, '05503');
    await town.officer(provincial, '19');
    const said = await live('2027-02-20', '2027-05-05');
    const of = (person: string) => said.filter(([, who]) => who === person).map(([on, , text]) => [on, text]);
    expect(of(maker).map(([on]) => on)).toEqual(['2027-02-28', '2027-03-30']);
    expect(of(maker)[0]?.[1]).toContain(
      'xã gửi hồ sơ lên chậm nhất ngày 29/04/2027, tỉnh đánh giá trước ngày 30/06/2027. Muốn dự đợt này, bà con nên nộp hồ sơ ở xã trước ngày 07/04/2027',
    );
    expect([owner, waiting, elsewhere].flatMap(of)).toEqual([]);
    expect(of(officer).map(([on]) => on)).toEqual(['2027-03-30', '2027-04-22']);
    expect(of(officer)[1]?.[1]).toContain('chậm nhất ngày 29/04/2027');
    expect(of(provincial)).toEqual([]);
  });

  it('tell the officers of a level of their report, on the day the province set or the usual one', async () => {
    const [communal, other, provincial] = [await town.person(), await town.person(), await town.person()];
    await town.officer(communal, '05503');
    await town.officer(other, '07900');
    await town.officer(provincial, '19');
    const said = await live('2027-10-26', '2027-12-31');
    const reports = (person: string) =>
      said.filter(([, who, text]) => who === person && /báo cáo năm/u.test(text)).map(([on]) => on);
    expect(reports(communal)).toEqual(['2027-11-16', '2027-11-27']);
    expect(reports(other)).toEqual(['2027-11-05', '2027-11-16']);
    expect(reports(provincial)).toEqual(['2027-12-05', '2027-12-16']);
  });

  it('tell the latest once after a sleep, nothing of what is long past, and nothing at all to nobody', async () => {
    const officer = await town.person();
    await town.officer(officer, '05503');
    const texts = (await live('2027-04-24', '2027-04-26')).map(([on, , text]) => `${on} ${text}`);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain('2027-04-24 Còn ít ngày nữa');
    const why = await town.query<{ rule: string; what: string }>(
      `SELECT rule, coalesce(reason, state) AS what FROM reminder WHERE subject = 'day:19:province-1:2027' ORDER BY rule`,
    );
    expect(Object.fromEntries(why.map(({ rule, what }) => [rule, what]))).toEqual({
      'round-30': 'later_rule',
      'round-60': 'later_rule',
      'round-7': 'told',
    });
    const [nobody] = await town.query<{ what: string }>(
      `SELECT DISTINCT reason AS what FROM reminder WHERE subject LIKE 'day:25:province-1:2027' AND rule = 'round-7'`,
    );
    expect(nobody?.what).toBe('nobody');
  });
});
