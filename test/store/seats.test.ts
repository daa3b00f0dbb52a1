/** Seats in turns and outside: what people share a transaction for, what follows a merge, an erasure, a change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactId, UnitCode } from '../../src/core/model.ts';
import type { SeatNotice } from '../../src/ports/seats.ts';
import { during, now, said, takeAll } from '../contract/store/made-up.ts';
import { hour, openSeatPlace, type SeatPlace } from './seat-place.ts';

let place: SeatPlace;
beforeAll(async () => {
  place = await openSeatPlace();
});
afterAll(() => place.close());

const told = async (at = now, limit = 100): Promise<readonly SeatNotice[]> => {
  const notices: SeatNotice[] = [];
  await place.store.tellNotices(limit, at, (notice) => {
    notices.push(notice);
    return { skipped: 'test' };
  });
  return notices;
};

describe('people who write at the same moment', () => {
  it('share a transaction, and their acts on several classes go in the order they wrote', async () => {
    const [one, two] = [await place.open(), await place.open()];
    const people = await Promise.all(Array.from({ length: 6 }, () => place.someone()));
    for (const { contactId } of people) await takeAll(place.store, contactId);
    for (const { address } of people.toReversed()) await place.store.accept([said(address, 'LH')], now);
    const results = await place.store.turns(
      people.map(({ contactId }) => contactId),
      async (tx, { contact, inbound }) => {
        const wanted = people.findIndex(({ contactId }) => contactId === contact.id) % 2 === 0 ? one : two;
        const act = { kind: 'join', person: contact.id, producer: null, seats: 1 } as const;
        const { result } = await tx.seatAct(wanted.id, act, { inboundId: inbound.id, at: now });
        await tx.finish({ inbound, session: { current: null, parked: [] }, reply: null, at: now });
        return [contact.id, result] as const;
      },
    );
    const got = new Map(results);
    // The last of the list wrote first.
    expect(people.map(({ contactId }) => got.get(contactId))).toEqual([
      ...['waiting', 'waiting', 'taken', 'taken', 'taken', 'taken'],
    ]);
  });

  it('do not hold each other up when some of them want no seat, or fail', async () => {
    const offering = await place.open();
    const [a, b] = [await place.someone(), await place.someone()];
    for (const { contactId } of [a, b]) await takeAll(place.store, contactId);
    await place.store.accept([said(a.address, 'a'), said(b.address, 'b')], now);
    const work = place.store.turns([a.contactId, b.contactId], async (tx, { contact, inbound }) => {
      if (contact.id === b.contactId) throw new Error('made up');
      const act = { kind: 'join', person: contact.id, producer: null, seats: 1 } as const;
      return tx.seatAct(offering.id, act, { inboundId: inbound.id, at: now });
    });
    await expect(work).rejects.toThrow('made up');
    expect(await place.states(offering)).toEqual([]);
  });
});

describe('a class as one person sees it', () => {
  it('tells what is free, who waits and what is theirs', async () => {
    const offering = await place.open({}, { capacity: 1 });
    const [first, second, third] = [await place.someone(), await place.someone(), await place.someone()];
    await place.join(first, offering);
    await place.join(second, offering);
    expect(await place.join(third, offering)).toMatchObject({ result: 'waiting', place: 2 });
    expect(await place.join(third, offering)).toMatchObject({ result: 'already' });
    await during(place.store, third, async (tx) => {
      const found = await tx.lookup({ kind: 'offeringByCode', code: offering.code });
      expect(found).toMatchObject({
        view: { offering, free: 0, waiting: 2, mine: { state: 'waiting', seats: 1, place: 2 } },
      });
      const seen = await tx.snapshot(['mySeats', 'standing', 'openOfferings'], {
        contact: { id: third.contactId } as never,
        officer: null,
      });
      expect(seen.mySeats?.map((view) => view.offering.code)).toEqual([offering.code]);
      expect(seen.standing).toEqual({
        ...{ kinds: ['producer_prospective'], producer: null, unit: null, province: null },
      });
    });
  });
});

describe('the list of what is open', () => {
  it('has what is for the person’s commune or province, and nothing that is over', async () => {
    const [here, all] = [
      await place.open({ unitsServed: ['05512' as UnitCode] }),
      await place.open({ unitsServed: [] }),
    ];
    const person = await place.someone();
    const seen = async () => {
      let codes: readonly string[] = [];
      await during(place.store, person, async (tx) => {
        const who = { contact: { id: person.contactId } as never, officer: null };
        const { openOfferings = [] } = await tx.snapshot(['openOfferings'], who);
        codes = openOfferings.map(({ offering }) => offering.code);
      });
      return codes;
    };
    await place.client.query(`UPDATE contact SET unit_code = '05512' WHERE id = $1`, [person.contactId]);
    expect(await seen()).toEqual(expect.arrayContaining([here.code, all.code]));
    await place.client.query(`UPDATE offering SET units_served = '{38}' WHERE code = $1`, [here.code]);
    expect(await seen()).not.toContain(here.code);
    await place.client.query(`UPDATE offering_session SET day = '2026-11-19' WHERE offering_id = $1`, [
      all.id,
    ]);
    await place.store.finishPast(now);
    expect(await seen()).not.toContain(all.code);
    expect((await place.store.findOffering(all.code))?.offering.state).toBe('done');
  });
});

describe('what others do', () => {
  it('is told once to whom it concerns: the seat that became free, and that time ran out', async () => {
    const offering = await place.open({}, { capacity: 1 });
    const [first, second, third] = [await place.someone(), await place.someone(), await place.someone()];
    for (const person of [first, second, third]) await place.join(person, offering);
    await place.act(first, offering, { kind: 'leave', person: first.contactId });
    expect(await told()).toMatchObject([
      { kind: 'offered', contact: { id: second.contactId }, view: { mine: { state: 'offered' } } },
    ]);
    expect(await told()).toEqual([]);
    const late = now + 24 * hour;
    expect(await place.store.settleSeats(late, 10)).toBe(1);
    expect(await told(late)).toMatchObject([
      { kind: 'expired', contact: { id: second.contactId }, view: { mine: null } },
      { kind: 'offered', contact: { id: third.contactId } },
    ]);
    expect(await place.states(offering)).toEqual(['left', 'expired', 'offered']);
  });

  it('waits for the morning when a seat becomes free at night', async () => {
    const offering = await place.open({}, { capacity: 1 });
    const [first, second] = [await place.someone(), await place.someone()];
    const night = Date.UTC(2026, 10, 21, 14);
    for (const person of [first, second]) await place.join(person, offering);
    await place.act(first, offering, { kind: 'leave', person: first.contactId }, night);
    expect(await place.states(offering)).toEqual(['left', 'waiting']);
    await place.store.settleSeats(Date.UTC(2026, 10, 22, 0, 59), 10);
    expect(await place.states(offering)).toEqual(['left', 'waiting']);
    await place.store.settleSeats(Date.UTC(2026, 10, 22, 1), 10);
    expect(await place.states(offering)).toEqual(['left', 'offered']);
  });

  it('reaches everybody when the class changes or is cancelled', async () => {
    const offering = await place.open({}, { capacity: 1 });
    const people = [await place.someone(), await place.someone()];
    for (const person of people) await place.join(person, offering);
    await told();
    await place.store.noteChange(offering.id, 2, now);
    await place.store.noteChange(offering.id, 2, now);
    expect((await told()).map(({ kind }) => kind)).toEqual(['changed', 'changed']);
    await place.store.cancelOffering(offering.id, 'Bão', now);
    await place.store.actOnSeats(offering.id, { kind: 'cancel' }, now);
    expect(await told()).toMatchObject(
      people.map(({ contactId }) => ({ kind: 'cancelled', contact: { id: contactId } })),
    );
  });
});

describe('a person', () => {
  it('with the number of somebody who is in is recognised as sharing it', async () => {
    const offering = await place.open();
    const [one, other] = [await place.someone(), await place.someone()];
    for (const { contactId } of [one, other])
      await place.client.query(`UPDATE contact SET phone = '+84900000077' WHERE id = $1`, [contactId]);
    const shares = async () => {
      let shared: boolean | undefined;
      await during(place.store, other, async (tx) => {
        shared = await tx.sharesPhone(offering.id, other.contactId);
      });
      return shared;
    };
    expect(await shares()).toBe(false);
    await place.join(one, offering);
    expect(await shares()).toBe(true);
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
    expect((await told()).map(({ kind, contact }) => [kind, contact.id])).toEqual([
      ['handed_over', other.contactId],
    ]);
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
