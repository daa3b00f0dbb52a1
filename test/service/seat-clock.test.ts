/** What the clock of seats makes of what happened: parcels in people's own words, each once, and reasons for those that are not sent. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadReminders } from '../../src/content/reminders.ts';
import { loadTexts } from '../../src/content/texts.ts';
import type { Offering } from '../../src/core/class.ts';
import type { Purpose } from '../../src/core/model.ts';
import { createSeatClock } from '../../src/service/seat-clock.ts';
import { during, now } from '../contract/store/made-up.ts';
import { hour, openSeatPlace, type Person, type SeatPlace } from '../store/seat-place.ts';

const rules = loadReminders(new URL('../../content/reminders.yaml', import.meta.url).pathname).seats;
const texts = loadTexts(new URL('../../locales', import.meta.url).pathname);
let place: SeatPlace;
let hinted: string[] = [];
const time = { now };
beforeAll(async () => {
  place = await openSeatPlace();
});
afterAll(() => place.close());
beforeEach(() => {
  hinted = [];
  time.now = now;
});

const run = async (at = now) => {
  time.now = at;
  await createSeatClock(
    {
      store: place.store,
      clock: { now: () => time.now },
      log: { debug() {}, info() {}, warn() {}, error() {} },
      jobs: {
        add: async (_name: string, { parcelId }: { parcelId: string }) => {
          hinted.push(parcelId);
        },
      } as never,
      texts,
      channels: { telegram: { limits: { text: 4096, buttons: 8 } } as never },
    },
    rules,
  ).run();
};
interface Row {
  readonly id: string;
  readonly class: string;
  readonly text: string;
  readonly buttons: readonly { readonly payload: string }[];
}
const parcelsOf = ({ contactId }: Person) =>
  place.rows<Row>(
    `SELECT id, class, bubbles -> 0 ->> 'text' AS text, coalesce(bubbles -> 0 -> 'buttons', '[]') AS buttons FROM parcel
     WHERE contact_id = $1 AND cause_kind = 'event' ORDER BY id`,
    contactId,
  );
const agree = (person: Person, granted: boolean) =>
  during(place.store, person, async (tx, { inbound }) => {
    for (const purpose of ['service', 'reminders'] satisfies Purpose[])
      await tx.recordConsent({
        ...{ contactId: person.contactId, purpose, granted: purpose === 'service' || granted, answer: 'có' },
        ...{ textVersion: '1', inboundId: inbound.id, channel: inbound.channel, at: now },
      });
  });
const startOfClass = ({ sessions }: Offering) => Date.parse(`${sessions[0]?.day}T08:00:00+07:00`);

describe('the clock of seats', () => {
  it('tells the next in line, once, with buttons that answer', async () => {
    const offering = await place.open({}, { capacity: 1 });
    const [first, second] = [await place.someone(), await place.someone()];
    for (const person of [first, second]) await place.join(person, offering);
    await place.act(first, offering, { kind: 'leave', person: first.contactId });
    await run();
    await run();
    const [parcel, ...more] = await parcelsOf(second);
    expect(more).toEqual([]);
    expect(parcel).toMatchObject({ class: 'transactional' });
    expect(parcel?.text).toContain(`Có chỗ trống ở “Lớp thử” (mã ${offering.code})`);
    expect(parcel?.buttons.map(({ payload }) => payload)).toEqual([
      `my-classes:accept:${offering.code}`,
      `my-classes:decline:${offering.code}`,
    ]);
    expect(hinted).toEqual([parcel?.id]);
  });

  it('ends an offer nobody answered and goes on with the next', async () => {
    const offering = await place.open({}, { capacity: 1 });
    const people = [await place.someone(), await place.someone(), await place.someone()];
    for (const person of people) await place.join(person, offering);
    await place.act(people[0] as Person, offering, {
      kind: 'leave',
      person: (people[0] as Person).contactId,
    });
    await run();
    await run(now + 25 * hour);
    expect(await place.states(offering)).toEqual(['left', 'expired', 'offered']);
    const heard = (await parcelsOf(people[1] as Person)).map(({ text }) => text);
    expect(heard[1]).toContain('Đã quá giờ giữ chỗ');
  });

  it('reminds who agreed to be reminded, and notes why others are not', async () => {
    const offering = await place.open();
    const [willing, silent] = [await place.someone(), await place.someone()];
    await agree(willing, true);
    await agree(silent, false);
    for (const person of [willing, silent]) await place.join(person, offering);
    await run(startOfClass(offering) - 71 * hour);
    const [reminder] = await parcelsOf(willing);
    expect(reminder).toMatchObject({ class: 'reminder' });
    expect(reminder?.text).toMatch(/Còn 3 ngày nữa đến “Lớp thử”[\s\S]*Nhà văn hoá[\s\S]*vẫn đi chứ/u);
    expect(reminder?.buttons.map(({ payload }) => payload.split(':')[1])).toEqual(['going', 'leave']);
    expect(await parcelsOf(silent)).toEqual([]);
    const notes = await place.rows<{ outcome: string }>(
      `SELECT n.outcome FROM seat_notice n JOIN seat_claim c ON c.id = n.claim_id WHERE c.contact_id = $1`,
      silent.contactId,
    );
    expect(notes).toEqual([{ outcome: 'policy.noConsent' }]);
  });

  it('does not offer a seat that is answered already', async () => {
    const offering = await place.open({}, { capacity: 1 });
    const [first, second] = [await place.someone(), await place.someone()];
    for (const person of [first, second]) await place.join(person, offering);
    await place.act(first, offering, { kind: 'leave', person: first.contactId });
    await place.act(second, offering, { kind: 'answer', person: second.contactId, accepted: true });
    await run();
    expect(await parcelsOf(second)).toEqual([]);
  });
});
