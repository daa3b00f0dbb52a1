import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BulkOutcome, BulkParcel } from '../../../src/ports/bulk.ts';
import { commune, hour, now, openPlace, type Place, release, tally, words } from './place.ts';

let place: Place;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

const handed: BulkOutcome = { state: 'handed', externalIds: ['m1'] };
const claim = (limit = 10, channel: 'telegram' | 'zalo' = 'telegram', at = now, turn = 0) =>
  place.announcements.claimBulk({ channel, limit, turn }, at);
const settle = (parcel: BulkParcel | undefined, outcome: BulkOutcome, at = now) =>
  place.announcements.settleBulk(
    parcel === undefined ? [] : [{ id: parcel.id, fence: parcel.fence, outcome }],
    at,
  );

describe('claims', () => {
  it('give all that policy and placeholders need, each row to one process', async () => {
    const who = await place.plant({ name: 'Bà Thử', consents: { service: true, announcements: true } });
    await place.plant();
    const { id } = await release(place);
    const other = place.another();
    const both = await Promise.all([
      claim(5),
      other.announcements.claimBulk({ channel: 'telegram', limit: 5, turn: 0 }, now),
    ]);
    await other.close();
    const all = both.flat().toSorted((a, b) => a.id.localeCompare(b.id));
    expect(all).toHaveLength(2);
    expect(all[0]).toEqual({
      id: `a:${id}:${who}`,
      announcement: id,
      textVersion: 1,
      contactId: who,
      class: 'official_notice',
      channel: 'telegram',
      address: `telegram-${who}`,
      fence: 1,
      attempts: 0,
      language: 'vi',
      name: 'Bà Thử',
      commune: 'Xã Một',
      province: 'Tỉnh Thái Nguyên',
      hamlet: null,
      phone: null,
      consents: { service: true, announcements: true },
      optedOut: [],
      lastUsedAt: now - hour,
      recent: [],
    });
  });

  it('find nothing of an announcement that stands still, is not due, or whose channel waits', async () => {
    await place.plant();
    const later = await release(place, { sendAt: now + hour }, false);
    await place.announcements.startDue(later.id, now + hour);
    expect(await claim()).toEqual([]);
    await place.store.pauseChannel('telegram', now + 2 * hour, 'throttled');
    expect(await claim(10, 'telegram', now + hour)).toEqual([]);
    expect(await claim(10, 'telegram', now + 2 * hour)).toHaveLength(1);
    const paused = await release(place);
    const seen = { id: paused.id, seen: paused.version, by: 'operator' as const };
    await place.announcements.stepAnnouncement({ ...seen, step: 'pause' }, now);
    expect(await claim(10, 'telegram', now + 2 * hour)).toEqual([]);
  });

  it('begin with another announcement at each turn, so that a small one goes beside a large one', async () => {
    for (let no = 0; no < 4; no += 1) await place.plant();
    await release(place);
    await release(place);
    const claimed = [...(await claim(2, 'telegram', now, 0)), ...(await claim(2, 'telegram', now, 1))];
    expect(new Set(claimed.map(({ announcement }) => announcement)).size).toBe(2);
  });

  it('carry the words of the moment: an edit while paused is for the rest', async () => {
    await place.plant();
    await place.plant();
    const { id, version } = await release(place);
    const [first] = await claim(1);
    await settle(first, handed);
    const { announcements } = place;
    const paused = await announcements.stepAnnouncement(
      { id, seen: version, step: 'pause', by: 'operator' },
      now,
    );
    const content = { ...words, texts: { vi: 'Đổi địa điểm: nhà văn hoá xã.' } };
    const edited = await announcements.saveAnnouncement(
      { id, seen: paused.version, by: 'operator', draft: { content, kind: 'fair' } },
      now,
    );
    expect(edited).toMatchObject({ textVersion: 2, kind: 'idea_call', content });
    await announcements.stepAnnouncement({ id, seen: edited.version, step: 'resume', by: 'operator' }, now);
    expect((await claim(5)).map(({ textVersion }) => textVersion)).toEqual([2]);
    expect((await announcements.wording(id, 1))?.content).toEqual(words);
  });
});

describe('outcomes', () => {
  it('of a claim that was lost count only when the message went out', async () => {
    await place.plant();
    const { id } = await release(place);
    const [mine] = await claim();
    expect(await place.announcements.giveUpLost(60_000, now + 59_999)).toBe(0);
    expect(await place.announcements.giveUpLost(60_000, now + 60_000)).toBe(1);
    expect(await tally(place, id)).toEqual({ 'unknown:interrupted': 1 });
    await settle(mine, {
      state: 'planned',
      reason: 'unreachable',
      notBefore: now,
      counts: true,
      externalIds: [],
    });
    expect(await tally(place, id)).toEqual({ 'unknown:interrupted': 1 });
    await settle(mine, handed);
    expect(await tally(place, id)).toEqual({ handed: 1 });
  });

  it('of a process that died are unknown at once, without waiting for a lease', async () => {
    await place.plant();
    await place.plant();
    const { id } = await release(place);
    const other = place.another();
    await other.announcements.claimBulk({ channel: 'telegram', limit: 1, turn: 0 }, now);
    await claim(1);
    await other.close();
    await expect.poll(() => place.announcements.giveUpLost(60_000, now)).toBe(1);
    expect((await tally(place, id))['unknown:interrupted']).toBe(1);
  });

  it('elsewhere goes to the other account once, and fails when there is none', async () => {
    await place.plant({ channels: ['telegram', 'zalo'] });
    await place.rows(`UPDATE address SET preferred = true WHERE channel = 'telegram'`);
    const { id } = await release(place);
    const elsewhere: BulkOutcome = { state: 'elsewhere', reason: 'blocked', externalIds: [] };
    await settle((await claim())[0], elsewhere);
    const [again] = await claim(1, 'zalo');
    expect(again?.address).toMatch(/^zalo-/u);
    await settle(again, elsewhere);
    expect(await tally(place, id)).toEqual({ 'failed:blocked': 1 });
  });

  it('never plan again somebody who opted out meanwhile', async () => {
    const who = await place.plant();
    const { id } = await release(place);
    const [mine] = await claim();
    await place.rows(`UPDATE contact SET opted_out = '{official_notice}' WHERE id = $1`, [who]);
    await settle(mine, {
      state: 'planned',
      reason: 'unreachable',
      notBefore: now,
      counts: true,
      externalIds: [],
    });
    expect(await tally(place, id)).toEqual({ 'suppressed:opted_out': 1 });
  });

  it('make it done only when all rows have come to an end', async () => {
    await place.plant();
    await place.plant({ consents: {} });
    const { id } = await release(place);
    expect(await place.announcements.finishIfDone(id, now)).toBe('open');
    const [mine] = await claim();
    expect(await place.announcements.finishIfDone(id, now)).toBe('open');
    await settle(mine, { state: 'unknown', reason: 'no_answer', externalIds: [] });
    expect(await place.announcements.finishIfDone(id, now)).toBe('done');
    expect(await place.announcements.announcement(id)).toMatchObject({
      state: 'done',
      endedAt: now,
      audienceCount: 2,
    });
  });

  it('stay open while rows do not add up to the audience', async () => {
    await place.plant();
    const { id } = await release(place);
    await settle((await claim())[0], handed);
    await place.rows('UPDATE announcement SET audience_count = 2 WHERE id = $1', [id]);
    expect(await place.announcements.finishIfDone(id, now)).toBe('mismatch');
    expect((await place.announcements.announcement(id))?.state).toBe('running');
  });
});

describe('people and rows', () => {
  it('of two who are one after all keep both rows, so that the sum stays whole', async () => {
    const keep = await place.plant({ unit: commune });
    const gone = await place.plant({ unit: commune });
    const { id } = await release(place);
    await place.rows('SELECT absorb_contact($1, $2, $3)', [keep, gone, now]);
    expect(await tally(place, id)).toEqual({ planned: 1, 'suppressed:merged': 1 });
  });

  it('note where a person can be reached as accounts come, go and are blocked', async () => {
    const who = await place.plant({ channels: ['telegram', 'zalo'] });
    const reach = async () =>
      (await place.rows<{ reach: string | null }>('SELECT reach FROM contact WHERE id = $1', [who]))[0]
        ?.reach;
    expect(await reach()).toBe('several');
    await place.store.markAddress('zalo', `zalo-${who}`, 'blocked');
    expect(await reach()).toBe('telegram');
    await place.store.markAddress('telegram', `telegram-${who}`, 'blocked');
    expect(await reach()).toBe('blocked');
    await place.rows('DELETE FROM address WHERE contact_id = $1', [who]);
    expect(await reach()).toBeNull();
  });

  it('planned for a channel that is down go to the other one', async () => {
    await place.plant({ channels: ['telegram', 'zalo'] });
    await place.plant();
    await place.rows(`UPDATE address SET preferred = true WHERE channel = 'telegram'`);
    await release(place);
    expect(await place.announcements.leaveChannel('telegram', now)).toBe(1);
    expect(await claim(10, 'zalo')).toHaveLength(1);
    expect(await claim(10, 'telegram')).toHaveLength(1);
  });
});

describe('the pace', () => {
  it('gives turns one after the other to whoever asks, and saves none up', async () => {
    const other = place.another();
    const waits = [];
    for (let no = 0; no < 3; no += 1) {
      waits.push(await place.announcements.takePace('telegram', 1, 10_000));
      waits.push(await other.announcements.takePace('telegram', 1, 10_000));
    }
    await other.close();
    const expected = [0, 10_000, 20_000, 30_000, 40_000, 50_000];
    for (const [at, wait] of waits.entries()) {
      expect(wait).toBeLessThanOrEqual(expected[at] ?? 0);
      expect(wait).toBeGreaterThan((expected[at] ?? 0) - 5_000);
    }
    expect(await place.announcements.isPaced('telegram')).toBe(true);
    expect(await place.announcements.isPaced('zalo')).toBe(false);
  });
});
