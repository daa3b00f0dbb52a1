/**
 * An announcement through the real Zalo adapter, against the stand-in that enforces Zalo's rules: windows, quota, people who
 * blocked us, the night, a token that died. Everybody is made up.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { ContactId } from '../../src/core/model.ts';
import type { Channel } from '../../src/ports.ts';
import { createBroadcast } from '../../src/service/broadcast/broadcast.ts';
import { createPace } from '../../src/service/broadcast/pace.ts';
import type { StandInOptions } from '../../src/simulator/zalo/options.ts';
import { createPair, type Pair } from '../channel/zalo/harness.ts';
import { commune, hour, now, openPlace, type Place, release, tally } from '../store/announcement/place.ts';

const day = 24 * hour;
let place: Place;
let pair: Pair;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(async () => {
  await pair.close();
  await place.close();
});

const nothing = () => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** The stand-in with its clock at ten in the morning in Vietnam, and what it takes charged messages from. */
const openZalo = async (
  quota: StandInOptions['quota'] = { sub: 5, purchase: 0, reward: 0 },
): Promise<void> => {
  pair = await createPair({ clock: { startAt: now, ticking: false }, quota, people: [] });
};

/** Somebody who did something on Zalo so long ago, as Zalo knows it and as we do. */
async function person(
  silentMs: number,
  weThink = silentMs,
  more: readonly 'telegram'[] = [],
): Promise<Known> {
  const { id: user } = pair.zalo.addPerson({ name: 'Người Thử', lastInteractionMsAgo: silentMs });
  const contact = await place.plant({ channels: ['zalo', ...more], usedAt: now - weThink });
  await place.rows(
    `UPDATE address SET external_id = $2, preferred = true WHERE contact_id = $1 AND channel = 'zalo'`,
    [contact, user],
  );
  return { contact, user };
}
interface Known {
  readonly contact: ContactId;
  readonly user: string;
}

const telegram = () => {
  const taken: string[] = [];
  const channel: Channel = {
    name: 'telegram',
    limits: { text: 4_096, buttons: 100 },
    receive: () => ({ inbounds: [], receipts: [] }),
    start: async () => {},
    stop: async () => {},
    send: async (address) => ({ externalId: `m${taken.push(address)}` }),
    fetchFile: async () => null,
  };
  return { channel, taken };
};

/** Sends what is due on the channels, as a worker would. */
async function drain(other = telegram()): Promise<void> {
  const jobs = {
    add: async () => {},
    addAll: async () => {},
    ahead: async () => 0,
    work: async () => {},
    close: async () => {},
  };
  const deps = {
    store: place.store,
    channels: { zalo: pair.channel, telegram: other.channel },
    jobs,
    clock: { now: () => pair.zalo.clock.now() },
    texts: loadTexts('locales'),
    log,
    media: { read: async () => null, keep: () => Promise.reject(new Error('none')), remove: async () => {} },
  };
  const { drain: run, close } = createBroadcast(deps, createPace(deps, {}));
  await run('zalo');
  await run('telegram');
  await close();
}

const reasonOf = async (id: string, { contact }: Known) => {
  const [row] = await place.announcements.reportOf(id as never, { after: null, limit: 1, contact });
  return row?.reason === null ? row.state : `${row?.state}:${row?.reason}`;
};
const heard = ({ user }: Known) => pair.zalo.chat(user).map(({ content }) => content.text);

describe('an announcement on Zalo', () => {
  it('reaches whom its window lets it reach, and says of everybody else why not', async () => {
    await openZalo();
    const free = await person(hour);
    const charged = await person(3 * day);
    const closed = await person(9 * day);
    const tapped = await person(hour, 9 * day);
    const closedUnknown = await person(9 * day, hour);
    const both = await person(9 * day, 9 * day, ['telegram']);
    const blocking = await person(hour);
    await pair.zalo.act(blocking.user, { kind: 'block' });
    const preview = await place.announcements.countAudience({ units: [commune] }, 'official_notice', now);
    expect(preview.reached.find(({ silence }) => silence === 'longer')?.count).toBe(3);

    const { id } = await release(place);
    const other = telegram();
    await drain(other);
    expect(await reasonOf(id, free)).toBe('handed');
    expect(await reasonOf(id, charged)).toBe('handed');
    expect(await reasonOf(id, closed)).toBe('failed:out_of_window');
    expect(await reasonOf(id, tapped)).toBe('handed');
    expect(await reasonOf(id, closedUnknown)).toBe('failed:out_of_window');
    expect(await reasonOf(id, both)).toBe('handed');
    expect(other.taken).toHaveLength(1);
    expect(await reasonOf(id, blocking)).toBe('failed:blocked');
    expect(
      await place.rows(`SELECT 1 FROM address WHERE external_id = $1 AND state = 'blocked'`, [blocking.user]),
    ).toHaveLength(1);
    expect(heard(free)[0]).toContain('Nhắn DỪNG để không nhận.');
    expect(heard(closed)).toEqual([]);
    expect(await place.announcements.finishIfDone(id, now)).toBe('done');
  });

  it('waits for quota when the package is used up, and nobody is lost by it', async () => {
    await openZalo({ sub: 1, purchase: 0, reward: 0 });
    const people = [await person(3 * day), await person(3 * day), await person(3 * day)];
    const { id } = await release(place);
    await drain();
    expect(await tally(place, id)).toEqual({ handed: 1, 'planned:quota': 2 });
    expect(await place.announcements.finishIfDone(id, now)).toBe('open');
    expect(people.flatMap(heard)).toHaveLength(1);
    expect(await place.store.channelPause('zalo')).toBeNull();
  });

  it('goes out to nobody in the evening, and to all in the morning whose window is still open', async () => {
    await openZalo();
    const lateBy = await person(40 * hour);
    const gone = await person(7 * day - 2 * hour);
    const { id } = await release(place);
    await pair.zalo.clock.advance(11 * hour);
    await drain();
    expect(await tally(place, id)).toEqual({ 'planned:quiet_hours': 2 });
    expect(heard(lateBy)).toEqual([]);
    await pair.zalo.clock.advance(11.5 * hour);
    await drain();
    expect(await reasonOf(id, lateBy)).toBe('handed');
    expect(await reasonOf(id, gone)).toBe('failed:out_of_window');
  });

  it('stands still when the token died, and keeps every row', async () => {
    await openZalo();
    const who = await person(hour);
    const { id } = await release(place);
    pair.zalo.tokens.revoke();
    await drain();
    expect(await tally(place, id)).toEqual({ 'planned:config': 1 });
    expect((await place.store.channelPause('zalo'))?.reason).toBe('config');
    expect(heard(who)).toEqual([]);
  });

  it('pauses for just as long as Zalo says when it is too fast', async () => {
    await openZalo();
    const who = await person(hour);
    const { id } = await release(place);
    pair.zalo.faults.order({ path: '/v3.0/oa/message', effect: { kind: 'code', code: -32 } });
    await drain();
    expect(await tally(place, id)).toEqual({ 'planned:throttled': 1 });
    const pause = await place.store.channelPause('zalo');
    expect(pause?.reason).toBe('throttled');
    await pair.zalo.clock.moveTo(pause?.until ?? 0);
    await drain();
    expect(await reasonOf(id, who)).toBe('handed');
  });
});
