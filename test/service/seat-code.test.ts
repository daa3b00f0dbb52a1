/** A person's own code for a class: in the message of the morning, as a picture only for whoever has the seat, and on the check-in page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import { addDays, dayOf } from '../../src/core/calendar.ts';
import type { NoticeKind } from '../../src/core/seats.ts';
import { qrPng } from '../../src/document/qr.ts';
import type { SeatNotice } from '../../src/ports/seats.ts';
import { checkInList } from '../../src/service/check-in-page.ts';
import { seatCodeMedia, seatCodePapers } from '../../src/service/seat-code-paper.ts';
import { renderNotice } from '../../src/service/seat-notice.ts';
import { createCheckInTokens } from '../../src/store/check-in-token.ts';
import { now } from '../contract/store/made-up.ts';
import { madeUpClass, openSeatPlace, rulesOf, type SeatPlace } from '../store/seat-place.ts';

const texts = loadTexts(new URL('../../locales', import.meta.url).pathname);
const codes = createCheckInTokens(new Uint8Array(32).fill(7));
const channels = { telegram: { limits: { text: 4096, buttons: 8 } } as never };

let place: SeatPlace;
beforeAll(async () => {
  place = await openSeatPlace();
});
afterAll(() => place.close());

const offering = madeUpClass('LH1008');
const notice = (kind: NoticeKind, more: Partial<SeatNotice> = {}): SeatNotice => ({
  ...{ id: '1', claim: '42', kind, key: 'k', text: null },
  contact: {
    ...{ id: '7' as never, language: 'vi', name: 'Nguyễn Văn Mẫu', phone: null, unit: null, hamlet: null },
    ...{ consents: { service: true, reminders: true }, optedOut: [] },
  },
  recipient: { channel: 'telegram', address: '7' },
  view: {
    offering,
    rules: rulesOf(offering),
    free: 0,
    waiting: 0,
    mine: { state: 'taken', seats: 1, no: 12 },
  },
  ...more,
});
const reminder = (daysAhead: number) => notice('reminder', { key: `${addDays(dayOf(now), daysAhead)} any` });
const bubblesOf = (one: SeatNotice, deps: Partial<Parameters<typeof renderNotice>[0]> = { codes }) => {
  const outcome = renderNotice({ texts, channels, clock: { now: () => now }, ...deps }, one);
  return 'plan' in outcome ? outcome.plan.bubbles : outcome.skipped;
};

describe('the message of the morning', () => {
  it('carries the code as a picture and to be read aloud', () => {
    const bubbles = bubblesOf(reminder(0));
    expect(bubbles).toMatchObject([{}, { photo: 'paper/seat-code/vi/LH1008.7' }]);
    expect(bubbles[1]).toMatchObject({ text: expect.stringContaining(codes.spoken('42', 12)) });
    expect(codes.spoken('42', 12)).toMatch(/^12-\d{3}$/);
  });

  it('is the only one that does, and goes without where there are no codes', () => {
    expect(bubblesOf(reminder(1))).toHaveLength(1);
    expect(bubblesOf(notice('changed'))).toHaveLength(1);
    expect(bubblesOf(reminder(0), {})).toHaveLength(1);
  });
});

it('a reminder says how far the day is when it is read, however late it comes', () => {
  const words = (daysAhead: number) => bubblesOf(reminder(daysAhead))[0];
  expect(words(3)).toMatchObject({ text: expect.stringContaining('Còn 3 ngày nữa') });
  expect(words(2)).toMatchObject({ text: expect.stringContaining('Còn 2 ngày nữa') });
  expect(words(1)).toMatchObject({ text: expect.stringContaining('Ngày mai') });
  expect(words(0)).toMatchObject({ text: expect.stringContaining('Hôm nay') });
});

it('the words of an officer are shown as they were written, with the class they are about', () => {
  const [bubble] = bubblesOf(notice('message', { text: 'Mai bà con mang theo nhãn.' }));
  expect(bubble).toMatchObject({
    text: 'Tin của ban tổ chức “Lớp thử” (mã LH1008):\nMai bà con mang theo nhãn.',
    buttons: [{ payload: 'my-classes:open:LH1008' }],
  });
});

it('the picture is made for whoever has the seat, and for nobody else', async () => {
  const made = await place.open({}, { capacity: 1 });
  const [seated, waiting, stranger] = [await place.someone(), await place.someone(), await place.someone()];
  for (const person of [seated, waiting]) await place.join(person, made);
  const drawn: string[] = [];
  const documents = async () => ({
    qrPng: (content: string) => {
      drawn.push(content);
      return qrPng(content);
    },
  });
  const make = seatCodePapers({ store: place.store, codes, documents })['seat-code'];
  const pictureOf = async ({ contactId }: { readonly contactId: string }) => {
    const id =
      seatCodeMedia(made.code, contactId as never, 'vi')
        .split('/')
        .at(-1) ?? '';
    return (await make?.(id, 'vi')) ?? null;
  };
  expect((await pictureOf(seated))?.mime).toBe('image/png');
  expect([await pictureOf(waiting), await pictureOf(stranger)]).toEqual([null, null]);
  const [row] = await place.store.roster(made.id);
  expect(drawn.map(codes.read)).toEqual([row?.claim]);
});

it('the check-in page knows what people read out', async () => {
  const made = await place.open();
  const claim = await place.store.walkIn(made.id, { name: 'Nguyễn Văn Mẫu' }, now);
  const view = await place.store.findOffering(made.code);
  if (view === null) throw new Error('no class');
  const deps = {
    ...{ store: place.store, clock: { now: () => now }, codes },
    ...{ library: { units: { byCode: () => undefined } } as never, pages: { personalCode: codes.make } },
  };
  const list = await checkInList(deps, { officer: '1' as never, view }, 'may1');
  expect(list.people).toMatchObject([{ claim, no: 1, spoken: codes.spoken(claim, 1) }]);
});
