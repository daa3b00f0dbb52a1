/** Announcements on the real service: released, planned, fed through the queue, sent at the pace, done. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AnnouncementId } from '../../src/core/announcement.ts';
import type { ContactId, UnitCode } from '../../src/core/model.ts';
import type { StoredAnnouncement } from '../../src/ports/announcement.ts';
import { patience } from '../support/patience.ts';
import { type House, openHouse, testMs } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ env: { TELEGRAM_BULK_PER_SECOND: '200' } });
  const [unit] = await house.rows<{ code: UnitCode }>(
    "SELECT code FROM admin_unit WHERE level = 'commune' LIMIT 1",
  );
  commune = unit?.code ?? commune;
}, testMs);
afterAll(() => house.close());

/** One there is since July 2025. */
let commune: UnitCode;
let drafted = 0;

/** People who once wrote on Telegram and agreed to announcements. */
async function plant(count: number, firstId: number): Promise<void> {
  for (let id = firstId + 1; id <= firstId + count; id += 1)
    house.standIn.world.chats.open({ id, is_bot: false, first_name: 'Người Thử' });
  await house.rows(
    `WITH people AS (
       INSERT INTO contact (language, name, unit_code, consents, created_at)
       SELECT 'vi', 'Người Thử', $3, '{"service": true, "announcements": true}', now() FROM generate_series(1, $1) RETURNING id
     )
     INSERT INTO address (channel, external_id, contact_id, last_used_at)
     SELECT 'telegram', ($2 + row_number() OVER ())::text, id, now() FROM people`,
    [count, firstId, commune],
  );
}

async function release(change: { sendAt?: number } = {}): Promise<StoredAnnouncement> {
  drafted += 1;
  const { announcements } = house.app.deps.store;
  const now = Date.now();
  const { id, version } = await announcements.draftAnnouncement(
    {
      id: `e2e${drafted}` as AnnouncementId,
      kind: 'idea_call',
      class: 'transactional',
      content: { texts: { vi: 'Chào {tên}, xã mở đợt nhận ý tưởng sản phẩm.' }, buttons: [{ kind: 'rsvp' }] },
      sendAt: change.sendAt ?? null,
      skipAfter: null,
      urgentReason: null,
      author: '0' as ContactId,
      authorName: null,
      units: [commune],
      audience: { units: [commune] },
    },
    now,
  );
  return announcements.stepAnnouncement({ id, seen: version, step: 'schedule', by: 'operator' }, now);
}

const stateOf = async (id: AnnouncementId) =>
  (await house.app.deps.store.announcements.announcement(id))?.state;

async function done(id: AnnouncementId): Promise<void> {
  await vi.waitUntil(async () => (await stateOf(id)) === 'done', patience);
}
const tally = (id: AnnouncementId) =>
  house.rows(
    'SELECT state, reason, count(*)::int AS n FROM parcel WHERE cause_id = $1 GROUP BY 1, 2 ORDER BY 3',
    [id],
  );

describe('an announcement', () => {
  it(
    'reaches everybody once, in their own words, and is done when the rows add up',
    async () => {
      await plant(120, 40_000);
      const { id } = await release();
      await done(id);
      expect(await tally(id)).toEqual([{ state: 'handed', reason: null, n: 120 }]);
      expect(house.person(40_001).heard()).toEqual([
        'Chào Người Thử, xã mở đợt nhận ý tưởng sản phẩm.\n\nNhắn DỪNG để không nhận.',
      ]);
      expect((await house.app.deps.store.announcements.announcement(id))?.audienceCount).toBe(120);
    },
    testMs,
  );

  it(
    'waits just as long as the channel says, counts nobody twice, and loses nobody to a restart',
    async () => {
      const effect = { kind: 'error', code: 429, description: 'Too Many Requests', retryAfter: 1 } as const;
      house.standIn.faults.order({ method: 'sendMessage', times: 1, effect });
      const { id } = await release();
      await vi.waitUntil(async () => (await house.rows('SELECT 1 FROM channel_state')).length > 0, patience);
      await house.restart();
      await done(id);
      expect(await tally(id)).toEqual([{ state: 'handed', reason: null, n: 120 }]);
      const texts = house.person(40_002).heard();
      expect(texts).toHaveLength(2);
    },
    testMs,
  );

  it(
    'stops for somebody who blocked the bot, and says so in the report',
    async () => {
      const chat = house.standIn.world.chats.get(40_003);
      if (chat !== undefined) chat.state = 'blocked';
      const { id } = await release();
      await done(id);
      expect(await tally(id)).toEqual([
        { state: 'failed', reason: 'blocked', n: 1 },
        { state: 'handed', reason: null, n: 119 },
      ]);
      expect(await house.rows(`SELECT count(*)::int AS n FROM contact WHERE reach = 'blocked'`)).toEqual([
        { n: 1 },
      ]);
    },
    testMs,
  );

  it(
    'ends for everybody it has not reached when it is cancelled',
    async () => {
      const { announcements } = house.app.deps.store;
      const { id } = await release({ sendAt: Date.now() + 3_600_000 });
      await vi.waitUntil(
        async () => (await announcements.announcement(id))?.audienceCount !== null,
        patience,
      );
      const { version } = (await announcements.announcement(id)) ?? { version: 0 };
      await announcements.stepAnnouncement({ id, seen: version, step: 'cancel', by: 'operator' }, Date.now());
      await vi.waitUntil(async () => (await announcements.announcement(id))?.endedAt !== null, patience);
      expect(await tally(id)).toEqual([
        { state: 'suppressed', reason: 'blocked', n: 1 },
        { state: 'suppressed', reason: 'cancelled', n: 119 },
      ]);
    },
    testMs,
  );
});
