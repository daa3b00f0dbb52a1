/** What authors hear without asking: the end of their announcement and a channel that stands still, once each. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { Store } from '../../src/ports.ts';
import { createNews } from '../../src/service/broadcast/news.ts';
import { now, openPlace, type Place, release } from '../store/announcement/place.ts';

let place: Place;
let at: number;
beforeEach(async () => {
  place = await openPlace();
  at = now;
});
afterEach(() => place.close());

const nothing = () => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const texts = loadTexts('locales');

const channel = {
  name: 'telegram' as const,
  limits: { text: 4_096, buttons: 100 },
  receive: () => ({ inbounds: [], receipts: [] }),
  start: async () => {},
  stop: async () => {},
  send: async () => ({ externalId: 'm' }),
  fetchFile: async () => null,
};

/** News of a process; `store` may fail in the middle. */
function open(store: Store = place.store) {
  const hinted: unknown[] = [];
  const jobs = {
    add: async (_name: string, payload: unknown) => void hinted.push(payload),
    addAll: async () => {},
    ahead: async () => 0,
    work: async () => {},
    close: async () => {},
  };
  const clock = { now: () => at };
  return { ...createNews({ store, channels: { telegram: channel }, clock, log, texts, jobs }), hinted };
}

const told = () =>
  place.rows<{ id: string; text: string; buttons: string }>(
    `SELECT id, bubbles -> 0 ->> 'text' AS text, bubbles -> 0 ->> 'buttons' AS buttons FROM parcel
     WHERE cause_kind = 'event' ORDER BY id`,
  );

async function finish(author: string): Promise<string> {
  const { id } = await release(place, { author: author as never });
  const rows = await place.announcements.claimBulk({ channel: 'telegram', limit: 9, turn: 0 }, now);
  const outcome = { state: 'handed', externalIds: ['m'] } as const;
  await place.announcements.settleBulk(
    rows.map(({ id: row, fence }) => ({ id: row, fence, outcome })),
    now,
  );
  await place.announcements.finishIfDone(id, now);
  return id;
}

describe('the end', () => {
  it('is told to the author with the numbers and the way to whoever was left out', async () => {
    const author = await place.plant({ name: 'Cán bộ Thử' });
    await place.plant({ consents: {} });
    const id = await finish(author);
    const news = open();
    await news.run();
    await news.run();
    const [message, ...more] = await told();
    expect(more).toEqual([]);
    expect(message?.text).toContain('TB-0001');
    expect(message?.text).toContain('Đã gửi 1 trong 2 người');
    expect(message?.text).toContain('• 1 người: chưa đồng ý nhận loại tin này');
    expect(message?.buttons).toContain(`announcements:peopleFrom:${id}`);
    expect(news.hinted).toHaveLength(1);
  });

  it('with nobody left out says so', async () => {
    await finish(await place.plant());
    await open().run();
    expect((await told())[0]?.text).toContain('không sót ai');
  });

  it('is told once, also when the process dies between the message and the note of it', async () => {
    await finish(await place.plant());
    const dying: Store = {
      ...place.store,
      announcements: {
        ...place.announcements,
        endTold: () => Promise.reject(new Error('the process is gone')),
      },
    };
    await open(dying).run();
    expect(await told()).toHaveLength(1);
    at += 60_000;
    const other = open();
    await other.run();
    expect(await told()).toHaveLength(1);
    expect(await place.announcements.untoldEnds(9)).toEqual([]);
  });

  it('is told by two processes at once only once', async () => {
    await finish(await place.plant());
    await Promise.all([open().run(), open().run()]);
    expect(await told()).toHaveLength(1);
  });
});

describe('a channel that stands still', () => {
  it.each([
    ['failing', 'đang lỗi'],
    ['config', 'tài khoản gửi tin có lỗi'],
  ])(
    'because it is %s is told to authors under way, once a day, also by the next process',
    async (reason, words) => {
      const author = await place.plant();
      await release(place, { author });
      await place.store.pauseChannel('telegram', now + 300_000, reason);
      const news = open();
      await news.run();
      await news.run();
      await open().run();
      at = now + 300_000;
      await place.store.pauseChannel('telegram', now + 600_000, reason);
      await news.run();
      const all = await told();
      expect(all).toHaveLength(1);
      expect(all[0]?.text).toContain(words);
      expect(all[0]?.text).toContain('10:05');
    },
  );

  it('only because the channel said wait is not told to anybody', async () => {
    await release(place, { author: await place.plant() });
    await place.store.pauseChannel('telegram', now + 30_000, 'throttled');
    await open().run();
    expect(await told()).toEqual([]);
  });
});
