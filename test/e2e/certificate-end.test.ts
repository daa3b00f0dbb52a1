/**
 * An officer records in chat that a certificate is revoked, or no longer made, and takes it back: its owner is told each
 * time and once, the reminders stop and go on. On the whole service; the days pass as the test says. Everybody is made up.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, startOf } from '../../src/core/calendar.ts';
import type { Day } from '../../src/core/model.ts';
import { patience } from '../support/patience.ts';
import { type House, openHouse, testMs } from './house.ts';

const [owner, officer, province] = [8_601, 8_602, 8_603];
/** Day −180 is 21 November 2026. */
const validUntil = '2027-05-20' as Day;
const before = (days: number) => startOf(addDays(validUntil, -days)) + 9 * 3_600_000;

let now = before(180);
let house: House;
beforeAll(async () => {
  house = await openHouse({ clock: { now: () => now } });
  await house.know(...[owner, officer, province].map((id) => ({ id })));
  await house.appoint(officer, '05503');
  await house.appoint(province, '19', 'province');
  // Telegram carries messages only to people who wrote first.
  for (const id of [owner, officer, province]) await house.person(id).ask('menu');
  await house.rows(
    `WITH b AS (INSERT INTO producer (unit_code, province_code, key, name, name_key, changed_at)
       VALUES ('05503', '19', 'htx thu', 'HTX Thử', 'htx thu', at_ms($2)) RETURNING id),
     p AS (INSERT INTO product (producer_id, key, name, name_key, changed_at)
       SELECT id, 'che thu', 'Chè thử', 'che thu', at_ms($2) FROM b RETURNING id),
     r AS (INSERT INTO recognition (product_id, decision_key, kind, star, year) SELECT id, '', 'first', 4, 2024 FROM p
       RETURNING id),
     m AS (INSERT INTO producer_member (producer_id, contact_id, confirmed_by, since) SELECT id, $3, $4, at_ms($2) FROM b)
     INSERT INTO certificate (recognition_id, product_id, producer_id, unit_code, province_code, star, number, number_key,
       valid_until, valid_computed, changed_at)
     SELECT r.id, p.id, b.id, '05503', '19', 4, '77/GCN', '77 gcn', $1, false, at_ms($2) FROM r, p, b`,
    [validUntil, now, owner, officer],
  );
}, testMs);
afterAll(() => house.close(), testMs);

const heard = (what: RegExp) =>
  house
    .person(owner)
    .heard()
    .filter((text) => what.test(text)).length;
const soon = (what: RegExp) => vi.waitUntil(() => heard(what) > 0, patience);

/** What became of the rules that fell due, by rule. */
const fate = async () =>
  Object.fromEntries(
    (
      await house.rows<{ rule: string; what: string }>(
        `SELECT rule, coalesce(reason, state) AS what FROM reminder WHERE subject LIKE 'certificate:%'`,
      )
    ).map(({ rule, what }) => [rule, what]),
  );

async function day(days: number) {
  now = before(days);
  await house.app.tick();
  return fate();
}

async function walk(...said: readonly string[]): Promise<string> {
  let answer = '';
  for (const text of said) answer = await house.person(officer).ask(text);
  return answer;
}
const open = ['sổ giấy chứng nhận', 'tìm một giấy', '77/GCN', '1'] as const;

/** Parcels about this to the owner, however far they got. */
const parcels = async (words: string) =>
  (
    await house.rows(`SELECT id FROM parcel WHERE contact_id = $1 AND bubbles::text LIKE '%' || $2 || '%'`, [
      owner,
      words,
    ])
  ).length;

describe('a certificate that an officer ends in chat', () => {
  it(
    'stops its reminders, tells the owner once, and goes on where it stood when it was a mistake',
    async () => {
      expect(await day(180)).toMatchObject({ 'before-180': 'told' });
      await soon(/Chè thử.*đã đến kỳ nộp/su);

      await walk(...open, 'thu hồi', 'có quyết định', '2', '2456/QĐ-UBND', 'hôm nay');
      expect(await walk('có')).toContain('Tôi nhắn cho 1 người');
      await soon(/Chè thử.*đã bị thu hồi, theo quyết định 2456\/QĐ-UBND/su);
      expect(await walk('có')).not.toContain('Đã ghi');
      expect(await day(165)).toMatchObject({ 'before-165': 'revoked' });
      await house.app.tick();

      await walk(...open, 'ghi nhầm', 'Quyết định đó là của cơ sở khác cùng tên.');
      expect(await walk('có')).toContain('Tôi nhắc gia hạn như trước');
      await soon(/Chè thử.*ghi nhầm/su);
      expect(heard(/chưa thấy ghi hồ sơ/u)).toBe(0);
      expect(await day(150)).toMatchObject({ 'before-150': 'told' });
      await soon(/Chè thử.*chưa thấy ghi hồ sơ/su);

      await walk(...open, 'thu hồi', 'không còn sản xuất', 'hôm nay');
      expect(await walk('có')).toContain('Hạn thu hồi giấy');
      await soon(/thôi làm “Chè thử”/u);
      await house.person(province).hears(/không còn sản xuất “Chè thử”/u);
      expect(await day(135)).toMatchObject({ 'before-135': 'stopped' });

      await walk(...open, 'ghi nhầm', 'Cơ sở cùng tên ở thôn khác nghỉ làm.', 'có');
      await vi.waitUntil(() => heard(/ghi nhầm/u) === 2, patience);
      expect(await day(127)).toMatchObject({ 'before-127': 'told' });
      await soon(/Chè thử.*cần nộp gấp/su);

      for (const words of [
        'đã bị thu hồi, theo quyết định',
        'thôi làm “Chè thử”',
        'đã đến kỳ nộp',
        'cần nộp gấp',
      ])
        expect([words, await parcels(words)]).toEqual([words, 1]);
      expect(await parcels('trước đây ghi nhầm')).toBe(2);
      const audit = await house.rows<{ action: string }>(
        `SELECT action FROM audit WHERE actor = $1 AND subject LIKE 'certificate:%' ORDER BY id`,
        [String(officer)],
      );
      expect(audit.map(({ action }) => action)).toEqual([
        'certificate_revoked',
        'certificate_restored',
        'production_stopped',
        'certificate_restored',
      ]);
    },
    testMs,
  );
});
