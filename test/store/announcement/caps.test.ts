/** Who already gets enough of a class or a kind that day: counted in the preview with the reason, and planned just so. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnnouncementKind } from '../../../src/core/announcement.ts';
import type { ParcelClass } from '../../../src/core/model.ts';
import type { BulkOutcome, BulkParcel } from '../../../src/ports/bulk.ts';
import { commune, now, openPlace, type Place, release, tally } from './place.ts';

let place: Place;
beforeEach(async () => {
  place = await openPlace();
  await place.plant({ consents: { service: true, announcements: true, promotions: true } });
});
afterEach(() => place.close());

const leftOut = async (kind: AnnouncementKind, parcelClass: ParcelClass = 'official_notice', at = now) =>
  (await place.announcements.countAudience({ units: [commune] }, parcelClass, at, kind)).leftOut;

it('advertising comes once a day, and the reason is that it was enough of its kind', async () => {
  await release(place, { kind: 'fair', class: 'promotional' });
  expect(await leftOut('livestream', 'promotional')).toEqual([{ reason: 'over_kind_cap', count: 1 }]);
  expect(await leftOut('livestream')).toEqual([]);
  const { id } = await release(place, { kind: 'livestream', class: 'promotional' });
  expect(await tally(place, id)).toEqual({ 'suppressed:over_kind_cap': 1 });
});

it('a kind is held to its own number as it is set, and another kind is not', async () => {
  await release(place, { kind: 'livestream' });
  expect(await leftOut('livestream')).toEqual([]);
  await place.announcements.loadCaps({ perDay: 3, perDayByClass: {}, perDayByKind: { livestream: 1 } });
  expect(await leftOut('livestream')).toEqual([{ reason: 'over_kind_cap', count: 1 }]);
  expect(await leftOut('fair')).toEqual([]);
  const { id } = await release(place, { kind: 'livestream' });
  expect(await tally(place, id)).toEqual({ 'suppressed:over_kind_cap': 1 });
  const { id: other } = await release(place, { kind: 'fair' });
  expect(await tally(place, other)).toEqual({ planned: 1 });
});

it('what is set takes the place of what was set before', async () => {
  await place.announcements.loadCaps({ perDay: 1, perDayByClass: { promotional: 1 }, perDayByKind: {} });
  await release(place);
  expect(await leftOut('fair')).toEqual([{ reason: 'over_cap', count: 1 }]);
  await place.announcements.loadCaps({ perDay: 2, perDayByClass: {}, perDayByKind: {} });
  expect(await leftOut('fair')).toEqual([]);
});

/** How many claims wait for another one. */
const waiting = async () =>
  (await place.rows(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).length;

const claim = (limit = 10) => place.announcements.claimBulk({ channel: 'telegram', limit, turn: 0 }, now);
const settle = (parcel: BulkParcel | undefined, outcome: BulkOutcome) =>
  place.announcements.settleBulk(
    parcel === undefined ? [] : [{ id: parcel.id, fence: parcel.fence, outcome }],
    now,
  );

describe('claims', () => {
  it('count what went out that day for the caps', async () => {
    await release(place);
    const [first] = await claim();
    await settle(first, { state: 'handed', externalIds: ['m1'] });
    await release(place);
    expect((await claim())[0]?.recent).toEqual([{ class: 'official_notice', kind: 'idea_call', at: now }]);
  });

  it('take one row of a person at a time, and count the one that is on its way', async () => {
    await release(place, { kind: 'livestream' });
    await release(place, { kind: 'livestream' });
    const first = await claim();
    expect(first.map(({ recent }) => recent)).toEqual([[]]);
    const second = await claim();
    const onItsWay = { class: 'official_notice', kind: 'livestream', at: now };
    expect(second.map(({ recent }) => recent)).toEqual([[onItsWay]]);
  });

  it('of another process are waited for, so that the caps hold', async () => {
    await release(place, { kind: 'livestream' });
    await release(place, { kind: 'livestream' });
    await place.rows('BEGIN');
    await place.rows(`SELECT claim_bulk('telegram', 1, 0, 1, $1)`, [now]);
    let through = false;
    const claiming = claim().finally(() => {
      through = true;
    });
    while (!through && (await waiting()) === 0);
    await place.rows('COMMIT');
    expect((await claiming).map(({ recent }) => recent.length)).toEqual([1]);
  });

  it('count what may have arrived, and not what failed', async () => {
    await release(place);
    const [first] = await claim();
    await settle(first, { state: 'unknown', reason: 'timeout', externalIds: [] });
    await release(place);
    const [second] = await claim();
    expect(second?.recent).toHaveLength(1);
    await settle(second, { state: 'failed', reason: 'rejected', externalIds: [] });
    await release(place);
    expect((await claim())[0]?.recent).toHaveLength(1);
  });
});
