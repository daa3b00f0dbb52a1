/** Who already gets enough of a class or a kind that day: counted in the preview with the reason, and planned just so. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AnnouncementKind } from '../../../src/core/announcement.ts';
import type { ParcelClass } from '../../../src/core/model.ts';
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
