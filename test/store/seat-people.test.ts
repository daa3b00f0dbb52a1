/** Seats of people who share a number, a producer, who are erased, or turn out to be one person. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactId, MediaId } from '../../src/core/model.ts';
import type { PhoneSharer } from '../../src/core/seats.ts';
import { during, now } from '../contract/store/made-up.ts';
import { openSeatPlace, type SeatPlace } from './seat-place.ts';

let place: SeatPlace;
beforeAll(async () => {
  place = await openSeatPlace();
});
afterAll(() => place.close());

const told = async () => {
  const notices: (readonly [string, ContactId])[] = [];
  await place.store.tellNotices(100, now, ({ kind, contact }) => {
    notices.push([kind, contact.id]);
    return { skipped: 'test' };
  });
  return notices;
};

describe('a person', () => {
  it('with the number of somebody who is in is recognised as sharing it', async () => {
    const offering = await place.open();
    const [one, other] = [await place.someone(), await place.someone()];
    await place.client.query(
      `UPDATE contact SET phone = '+84900000077', name = 'Trần Thị Mẫu' WHERE id = ANY ($1)`,
      [[one.contactId, other.contactId]],
    );
    const sharers = async () => {
      const found: PhoneSharer[] = [];
      await during(place.store, other, async (tx) => {
        found.push(...(await tx.onSamePhone(offering.id, other.contactId)));
      });
      return found;
    };
    expect(await sharers()).toEqual([]);
    await place.join(one, offering);
    expect(await sharers()).toEqual([{ name: 'Trần Thị Mẫu', hasAccount: true }]);
  });

  it('hands the seat over to somebody of the same producer, found by number', async () => {
    const offering = await place.open();
    const [one, other] = [await place.someone(), await place.someone()];
    await place.client.query(
      `INSERT INTO producer (key, name, name_key, unit_code, province_code, changed_at)
       VALUES ('htx', 'HTX Thử', 'htx thu', '05512', '19', now())`,
    );
    for (const { contactId } of [one, other])
      await place.client.query(
        `INSERT INTO producer_member (producer_id, contact_id, confirmed_by, since)
         SELECT id, $1, $1, now() FROM producer WHERE key = 'htx'`,
        [contactId],
      );
    await place.client.query(`UPDATE contact SET phone = '+84900000088' WHERE id = $1`, [other.contactId]);
    await during(place.store, one, async (tx) => {
      const { producer } = await tx.standingOf(one.contactId);
      await tx.seatAct(
        offering.id,
        { kind: 'join', person: one.contactId, producer, seats: 1 },
        { inboundId: 'made-up', at: now },
      );
      const to = await tx.colleagueWith(one.contactId, '+84900000088');
      expect([to, await tx.colleagueWith(one.contactId, '+84900000089')]).toEqual([other.contactId, null]);
    });
    const over = { kind: 'hand_over', person: one.contactId, to: other.contactId } as const;
    const { producer } = (await place.store.roster(offering.id))[0] ?? { producer: null };
    expect(await place.act(one, offering, { ...over, producer })).toMatchObject({ result: 'done' });
    expect(await told()).toEqual([['handed_over', other.contactId]]);
  });

  it('who is erased leaves every class, and the next in line is offered the seat', async () => {
    const offering = await place.open({}, { capacity: 1 });
    const [first, second] = [await place.someone(), await place.someone()];
    for (const person of [first, second]) await place.join(person, offering);
    await during(place.store, first, (tx) => tx.substitute(offering.id, first.contactId, { name: 'Bà Hoa' }));
    await during(place.store, first, (tx) => tx.eraseContact(first.contactId, now));
    expect(await place.states(offering)).toEqual(['left', 'offered']);
    const [claim] = await place.rows(
      'SELECT contact_id, attendee FROM seat_claim WHERE pool_id = $1 ORDER BY no',
      offering.id,
    );
    expect(claim).toEqual({ contact_id: null, attendee: null });
  });

  it('found to be two contacts keeps the earlier of two claims and all the others', async () => {
    const [both, single] = [await place.open({}, { capacity: 1 }), await place.open()];
    const [keep, gone] = [await place.someone(), await place.someone()];
    await place.join(gone, both);
    await place.join(keep, both);
    await place.join(gone, single);
    await place.client.query('SELECT absorb_contact($1, $2, $3)', [keep.contactId, gone.contactId, now]);
    const claims = await place.rows<{ contact: ContactId; state: string; pool: string }>(
      `SELECT contact_id::text AS contact, state, pool_id AS pool FROM seat_claim
       WHERE pool_id IN ($1, $2) ORDER BY pool_id, no`,
      both.id,
      single.id,
    );
    expect(claims).toEqual([
      { contact: keep.contactId, state: 'taken', pool: both.id },
      { contact: keep.contactId, state: 'left', pool: both.id },
      { contact: keep.contactId, state: 'taken', pool: single.id },
    ]);
  });
});

describe('materials of a class', () => {
  it('lose the files of an officer who had their data erased, unless somebody else sent the same', async () => {
    const [gone, stays] = [await place.someone(), await place.someone()];
    const files = ['a', 'b'].map((digit) => digit.repeat(64) as MediaId);
    const use = (id: MediaId | undefined, { contactId }: { readonly contactId: ContactId }) =>
      place.client.query('INSERT INTO media_use VALUES ($1, $2)', [id, contactId]);
    for (const id of files) {
      await place.client.query(`INSERT INTO media (id, mime, size) VALUES ($1, 'application/pdf', 3)`, [id]);
      await use(id, gone);
    }
    await use(files[1], stays);
    const [lost, kept] = files.map((media) => ({ title: 'Tệp', media, fileName: 'x.pdf' }));
    const link = { title: 'Trang', link: 'https://example.org' };
    const { code } = await place.open({ materials: [lost, link, kept].flatMap((one) => one ?? []) });
    await during(place.store, gone, (tx) => tx.eraseContact(gone.contactId, now));
    const found = await place.store.findOffering(code);
    expect(found?.offering).toMatchObject({ materials: [link, kept], version: 2 });
  });
});
