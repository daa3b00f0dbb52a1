import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AudienceCount } from '../../../src/core/announcement-preview.ts';
import type { AudienceField } from '../../../src/core/audience.ts';
import { clauses } from '../../../src/store/announcement/audience.ts';
import {
  commune,
  draft,
  far,
  hour,
  neighbour,
  now,
  openPlace,
  type Place,
  province,
  release,
  tally,
} from './place.ts';

let place: Place;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

const reachedBy = (count: AudienceCount): Readonly<Record<string, number>> =>
  Object.fromEntries(count.reached.map((one) => [`${one.channel} ${one.silence}`, one.count]));
const leftOut = (count: AudienceCount): Readonly<Record<string, number>> =>
  Object.fromEntries(count.leftOut.map(({ reason, count: n }) => [reason, n]));

/** One of each kind of person. */
async function plantCrowd(): Promise<void> {
  await place.plant();
  await place.plant({ channels: ['zalo'], usedAt: now - 3 * 24 * hour });
  await place.plant({ channels: ['telegram', 'zalo'], usedAt: now - hour });
  await place.plant({ consents: { service: true } });
  await place.plant({ optedOut: ['official_notice'] });
  await place.plant({ channels: [] });
  await place.plant({ blocked: ['telegram'] });
  await place.plant({ phone: '+84912000001' });
  await place.plant({ phone: '+84912000001' });
  await place.plant({ unit: far });
  await place.plant({ unit: neighbour, product: { set: 'fresh_produce' } });
}

describe('an audience', () => {
  it('is counted by channel and by reason, and planned just so', async () => {
    await plantCrowd();
    const count = await place.announcements.countAudience({ units: [commune] }, 'official_notice', now);
    expect(count.total).toBe(9);
    expect(leftOut(count)).toEqual({ no_consent: 1, opted_out: 1, no_address: 1, blocked: 1, duplicate: 1 });
    expect(count.reached.reduce((sum, one) => sum + one.count, 0)).toBe(4);
    expect(reachedBy(count)['zalo within7d']).toBe(1);

    const { id, audienceCount } = await release(place);
    expect(audienceCount).toBe(9);
    expect(await tally(place, id)).toEqual({
      planned: 4,
      'suppressed:no_consent': 1,
      'suppressed:opted_out': 1,
      'suppressed:no_address': 1,
      'suppressed:blocked': 1,
      'suppressed:duplicate': 1,
    });
  });

  it('covers all communes of a province and leaves out who is excluded, with the reason', async () => {
    await plantCrowd();
    const audience = { units: [province], exclude: [{ productSets: ['fresh_produce'] }, {}] };
    const { id, audienceCount } = await release(place, { audience });
    expect(audienceCount).toBe(10);
    expect((await tally(place, id))['suppressed:excluded']).toBe(1);
  });

  it.each([
    [{ role: 'producer' }, 1],
    [{ productSets: ['fresh_produce'] }, 1],
    [{ productSets: ['honey_raw_other'] }, 0],
    [{ producerTypes: ['sme'] }, 1],
    [{ languages: ['en'] }, 0],
    [{ channels: ['zalo'] }, 2],
    [{ stars: [4] }, 0],
    [{ classes: ['LH1016'] }, 0],
    [{ role: 'officer' }, 0],
    [{ contacts: [] }, 0],
  ] as const)('narrowed by %j has %i people', async (filter, expected) => {
    await plantCrowd();
    const count = await place.announcements.countAudience(
      { units: [province], ...filter },
      'official_notice',
      now,
    );
    expect(count.total).toBe(expected);
    const { audienceCount } = await release(place, { audience: { units: [province], ...filter } });
    expect(audienceCount).toBe(expected);
  });

  it('by stars and end looks at one certificate of a producer the person belongs to', async () => {
    const owner = await place.plant();
    await plantCertificate(owner, { star: 4, until: '2027-03-01', set: 'tea' });
    const count = async (filter: object) =>
      (await place.announcements.countAudience({ ...filter }, 'official_notice', now)).total;
    expect(await count({ stars: [4] })).toBe(1);
    expect(await count({ stars: [3] })).toBe(0);
    expect(await count({ stars: [4], productSets: ['tea'] })).toBe(1);
    expect(await count({ stars: [4], productSets: ['wine'] })).toBe(0);
    expect(await count({ certificateEnds: { from: '2027-02-01', to: '2027-03-01' } })).toBe(1);
    expect(await count({ certificateEnds: { from: '2027-03-02', to: '2027-12-01' } })).toBe(0);
  });

  it('has a clause for every field, so that none widens it silently', () => {
    const fields: Readonly<Record<AudienceField, true>> = {
      units: true,
      role: true,
      producerTypes: true,
      productGroups: true,
      productSets: true,
      stars: true,
      certificateEnds: true,
      classes: true,
      events: true,
      answered: true,
      interests: true,
      languages: true,
      channels: true,
      contacts: true,
    };
    const read = new Set(clauses.flatMap(({ reads }) => reads));
    expect(read).toEqual(new Set(Object.keys(fields)));
  });

  it('counts who already gets three that day as over the cap', async () => {
    await place.plant();
    for (let no = 0; no < 3; no += 1) await release(place);
    const count = await place.announcements.countAudience({ units: [commune] }, 'official_notice', now);
    expect(leftOut(count)).toEqual({ over_cap: 1 });
    const { id } = await release(place);
    expect(await tally(place, id)).toEqual({ 'suppressed:over_cap': 1 });
    const nextWeek = { sendAt: now + 7 * 24 * hour };
    expect(await tally(place, (await release(place, nextWeek)).id)).toEqual({ planned: 1 });
  });
});

describe('planning', () => {
  it('goes on where it stopped, plans nobody twice, and says when all are planned', async () => {
    for (let no = 0; no < 25; no += 1) await place.plant();
    const { announcements } = place;
    const { id, version } = await announcements.draftAnnouncement(draft(), now);
    expect(await announcements.expandSome(id, 10, now)).toBeNull();
    await announcements.stepAnnouncement({ id, seen: version, step: 'schedule', by: 'operator' }, now);
    const steps = [];
    for (let no = 0; no < 4; no += 1) steps.push(await announcements.expandSome(id, 10, now));
    expect(steps).toEqual(['more', 'more', 'done', 'done']);
    expect((await announcements.announcement(id))?.audienceCount).toBe(25);
    expect((await announcements.progressOf(id)).total).toBe(25);
  });

  it('picks the preferred account, else the one used last', async () => {
    const id = await place.plant({ channels: ['telegram', 'zalo'], usedAt: now - hour });
    await place.rows(`UPDATE address SET last_used_at = at_ms($1) WHERE channel = 'zalo'`, [now]);
    const first = await release(place);
    await place.rows(`UPDATE address SET preferred = true WHERE channel = 'telegram' AND contact_id = $1`, [
      id,
    ]);
    const second = await release(place);
    const channelOf = async (of: string) =>
      place.rows(`SELECT channel, address FROM parcel WHERE cause_id = $1`, [of]);
    expect(await channelOf(first.id)).toEqual([{ channel: 'zalo', address: `zalo-${id}` }]);
    expect(await channelOf(second.id)).toEqual([{ channel: 'telegram', address: `telegram-${id}` }]);
  });
});

async function plantCertificate(
  contact: string,
  { star, until, set }: { star: number; until: string; set: string },
): Promise<void> {
  await place.rows(
    `WITH b AS (INSERT INTO producer (key, name, name_key, unit_code, province_code, changed_at)
       VALUES ('k', 'Hợp tác xã Thử', 'k', '05512', '19', now()) RETURNING id),
     m AS (INSERT INTO producer_member (producer_id, contact_id, confirmed_by, since) SELECT id, $1, 1, now() FROM b),
     d AS (INSERT INTO product (producer_id, key, name, name_key, product_set, changed_at)
       SELECT id, 'd', 'Chè', 'che', $4, now() FROM b RETURNING id, producer_id),
     r AS (INSERT INTO recognition (product_id, decision_key, kind, star, year) SELECT id, 'r', 'first', $2, 2024 FROM d RETURNING id)
     INSERT INTO certificate (recognition_id, product_id, producer_id, unit_code, province_code, star, valid_until,
       valid_computed, changed_at)
     SELECT r.id, d.id, d.producer_id, '05512', '19', $2, $3::date, false, now() FROM r, d`,
    [contact, star, until, set],
  );
}
