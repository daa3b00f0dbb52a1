/** Sending in bulk on a real ledger, with channels that answer as told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import { usualCaps } from '../../src/core/announcement-policy.ts';
import { SendError, type SendFault, StoreUnavailable } from '../../src/core/error.ts';
import type { Bubble } from '../../src/core/message.ts';
import type { ChannelName } from '../../src/core/model.ts';
import type { Permit } from '../../src/ports/permit.ts';
import type { Channel, JobPayloads, Jobs } from '../../src/ports.ts';
import { createBroadcast } from '../../src/service/broadcast/broadcast.ts';
import { createPace } from '../../src/service/broadcast/pace.ts';
import { type SendRules, usualRules } from '../../src/service/broadcast/send-one.ts';
import {
  draft,
  hour,
  now,
  openPlace,
  type Place,
  release,
  tally,
  words,
} from '../store/announcement/place.ts';

let place: Place;
let at: number;
beforeEach(async () => {
  place = await openPlace();
  at = now;
});
afterEach(() => place.close());

const texts = loadTexts('locales');
const nothing = () => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A channel that takes everything, or answers with these faults first; what it took is in `taken`. */
function channel(name: ChannelName, faults: (SendFault | 'store')[] = [], may?: () => Permit) {
  const taken: { address: string; bubble: Bubble }[] = [];
  const made: Channel = {
    name,
    limits: { text: 2_000, buttons: 5 },
    receive: () => ({ inbounds: [], receipts: [] }),
    start: async () => {},
    stop: async () => {},
    send: async (address, bubble) => {
      const fault = faults.shift();
      if (fault === 'store') throw new StoreUnavailable('gone');
      if (fault !== undefined) throw new SendError(fault, 'as told');
      taken.push({ address, bubble });
      return { externalId: `m${taken.length}` };
    },
    fetchFile: async () => null,
    ...(may === undefined ? {} : { may: async () => may() }),
  };
  return { ...made, taken };
}

function open(
  channels: readonly Channel[],
  rates: Partial<Record<ChannelName, number>> = {},
  rules?: SendRules,
) {
  const added: { name: string; payload: unknown }[] = [];
  const jobs: Jobs = {
    add: async <N extends keyof JobPayloads>(name: N, payload: JobPayloads[N]) =>
      void added.push({ name, payload }),
    addAll: async () => {},
    ahead: async (name) => added.filter((job) => job.name === name).length,
    work: async () => {},
    close: async () => {},
  };
  const deps = {
    store: place.store,
    channels: Object.fromEntries(channels.map((one) => [one.name, one])),
    jobs,
    clock: { now: () => at },
    texts,
    log,
    media: { read: async () => null, keep: () => Promise.reject(new Error('none')), remove: async () => {} },
  };
  return { ...createBroadcast(deps, createPace(deps, rates), rules), added };
}

describe('a row', () => {
  it('is said in the words of its reader, filled in, with choices and the way out', async () => {
    await place.plant({ name: 'Bà Thử' });
    await place.plant({ language: 'en', name: '' });
    const content = {
      ...words,
      texts: { vi: 'Chào {tên}.', en: 'Hello {name}.' },
      buttons: [{ kind: 'rsvp' }],
    } as const;
    await release(place, { content });
    const telegram = channel('telegram');
    await open([telegram]).drain('telegram');
    const said = telegram.taken.map(({ bubble }) => [bubble.text, bubble.buttons?.map(({ label }) => label)]);
    expect(new Set(said.map((one) => JSON.stringify(one)))).toEqual(
      new Set([
        JSON.stringify(['Chào Bà Thử.\n\nNhắn DỪNG để không nhận.', ['Tham gia', 'Không tham gia']]),
        JSON.stringify([
          'Hello everyone.\n\nSend STOP to get no more of these.',
          ['I will come', 'I will not come'],
        ]),
      ]),
    );
  });

  it.each<readonly [SendFault | 'store', Readonly<Record<string, number>>]>([
    [{ kind: 'rejected' }, { 'failed:rejected': 1 }],
    [{ kind: 'blocked' }, { 'failed:blocked': 1 }],
    [{ kind: 'unknown' }, { 'unknown:no_answer': 1 }],
    [{ kind: 'unreachable' }, { 'planned:unreachable': 1 }],
    [{ kind: 'throttled', afterMs: 5_000 }, { 'planned:throttled': 1 }],
    ['store', { 'planned:unreachable': 1 }],
  ])('whose send ends in %j becomes %j', async (fault, expected) => {
    await place.plant();
    const { id } = await release(place);
    await open([channel('telegram', [fault])]).drain('telegram');
    expect(await tally(place, id)).toEqual(expected);
  });

  it('goes to the other account when this one is blocked or its window is closed', async () => {
    await place.plant({ channels: ['telegram', 'zalo'] });
    await place.rows(`UPDATE address SET preferred = true WHERE channel = 'zalo'`);
    const { id } = await release(place);
    const telegram = channel('telegram');
    const zalo = channel('zalo', [], () => ({ ok: false, why: 'out_of_window', notBefore: null }));
    const { drain } = open([telegram, zalo]);
    await drain('zalo');
    await drain('telegram');
    expect(zalo.taken).toEqual([]);
    expect(telegram.taken).toHaveLength(1);
    expect(await tally(place, id)).toEqual({ handed: 1 });
  });

  it('waits for the morning, goes out then, and is left out when that is too late', async () => {
    await place.plant();
    const late = await release(place, { skipAfter: now + 12 * hour });
    const kept = await release(place);
    at = now + 11 * hour;
    const telegram = channel('telegram');
    const { drain } = open([telegram]);
    await drain('telegram');
    expect(await tally(place, late.id)).toEqual({ 'suppressed:too_late': 1 });
    expect(await tally(place, kept.id)).toEqual({ 'planned:quiet_hours': 1 });
    at = now + 22.5 * hour;
    await drain('telegram');
    expect(await tally(place, kept.id)).toEqual({ handed: 1 });
  });

  it('of a kind that comes once a day goes out once, though two were planned side by side', async () => {
    await place.plant();
    const both = [await release(place, { kind: 'livestream' }), await release(place, { kind: 'livestream' })];
    const telegram = channel('telegram');
    const caps = { ...usualCaps, perDayByKind: { livestream: 1 } };
    await open([telegram], {}, { ...usualRules, caps }).drain('telegram');
    expect(telegram.taken).toHaveLength(1);
    const became = await Promise.all(both.map(({ id }) => tally(place, id)));
    expect(became).toContainEqual({ 'planned:over_kind_cap': 1 });
  });

  it('is not sent to somebody who said stop after it was planned', async () => {
    const who = await place.plant();
    const { id } = await release(place);
    await place.rows(`UPDATE contact SET opted_out = '{official_notice}' WHERE id = $1`, [who]);
    const telegram = channel('telegram');
    await open([telegram]).drain('telegram');
    expect(telegram.taken).toEqual([]);
    expect(await tally(place, id)).toEqual({ 'suppressed:opted_out': 1 });
  });
});

describe('a channel', () => {
  it('that says wait is left alone for just that long, by every process', async () => {
    for (let no = 0; no < 40; no += 1) await place.plant();
    const { id } = await release(place);
    await open([channel('telegram', [{ kind: 'throttled', afterMs: 5_000 }])]).drain('telegram');
    expect(await place.store.channelPause('telegram')).toEqual({ until: now + 5_000, reason: 'throttled' });
    const telegram = channel('telegram');
    const other = open([telegram]);
    at = now + 4_999;
    expect(await other.drain('telegram')).toBe(0);
    at = now + 5_000;
    await open([telegram]).drain('telegram');
    expect((await tally(place, id)).planned).toBeUndefined();
  });

  it('that fails rests, its people go elsewhere, and the officer is told', async () => {
    const officer = await place.plant({ channels: ['zalo'], name: 'Cán bộ Thử', unit: '05515' });
    for (let no = 0; no < 18; no += 1) await place.plant();
    for (let no = 0; no < 80; no += 1) await place.plant({ channels: ['telegram', 'zalo'] });
    await place.rows(`UPDATE address SET preferred = true WHERE channel = 'telegram'`);
    const { code } = await release(place, { author: officer });
    const dead = channel('telegram', Array(200).fill({ kind: 'unreachable' }));
    const { drain, added } = open([dead, channel('zalo')]);
    await drain('telegram');
    await expect.poll(() => added.filter(({ name }) => name === 'deliver').length).toBeGreaterThan(0);
    expect((await place.store.channelPause('telegram'))?.reason).toBe('failing');
    const told = await place.rows<{ text: string; channel: string }>(
      `SELECT bubbles -> 0 ->> 'text' AS text, channel FROM parcel WHERE cause_kind = 'event'`,
    );
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ channel: 'zalo' });
    expect(told[0]?.text).toContain(code);
    const moved = await place.rows(`SELECT 1 FROM parcel WHERE channel = 'zalo' AND moved_from = 'telegram'`);
    expect(moved.length).toBeGreaterThan(0);
  });

  it('with a pace is not hurried, and a reply takes its turn without waiting long', async () => {
    for (let no = 0; no < 12; no += 1) await place.plant();
    await release(place);
    const telegram = channel('telegram');
    const startedAt = performance.now();
    await open([telegram], { telegram: 20 }).drain('telegram');
    expect(performance.now() - startedAt).toBeGreaterThan(500);
    expect(telegram.taken).toHaveLength(12);
    const pace = createPace({ store: place.store, log }, { telegram: 2 });
    await pace.look();
    await place.announcements.takePace('telegram', 100, 500);
    const askedAt = performance.now();
    await pace.reply('telegram');
    // The bulk ahead of it has fifty seconds to go.
    expect(performance.now() - askedAt).toBeLessThan(20_000);
  });
});

describe('the feeder', () => {
  it('plans, starts, keeps a bounded number of jobs ahead, and fills a wiped queue again', async () => {
    for (let no = 0; no < 130; no += 1) await place.plant();
    const { id, version } = await place.announcements.draftAnnouncement(draft(), now);
    await place.announcements.stepAnnouncement({ id, seen: version, step: 'schedule', by: 'operator' }, now);
    const telegram = channel('telegram');
    const { feeder, added, drain } = open([telegram]);
    await feeder.run();
    await feeder.run();
    await feeder.run();
    expect(added).toEqual(Array(3).fill({ name: 'bulk-telegram', payload: { rows: 64 } }));
    await feeder.run();
    expect(added).toHaveLength(3);
    added.length = 0;
    await feeder.run();
    expect(added).toHaveLength(3);
    await drain('telegram');
    await feeder.run();
    expect((await place.announcements.announcement(id))?.state).toBe('done');
    expect(telegram.taken).toHaveLength(130);
  });
});
