/** Seats in turns and outside: what people share a transaction for, what one person sees, what others are told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UnitCode } from '../../src/core/model.ts';
import { during, now, said, takeAll } from '../contract/store/made-up.ts';
import { hour, openSeatPlace, type SeatPlace } from './seat-place.ts';

let place: SeatPlace;
beforeAll(async () => {
  place = await openSeatPlace();
});
afterAll(() => place.close());

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

  it('in many groups at once, crosswise over the same classes, never wait for each other in a circle', async () => {
    const classes = await Promise.all([1, 2, 3].map(() => place.open({}, { capacity: 5 })));
    const people = await Promise.all(Array.from({ length: 36 }, () => place.someone()));
    for (const { contactId } of people) await takeAll(place.store, contactId);
    await place.store.accept(
      people.map(({ address }) => said(address, 'LH')),
      now,
    );
    const groups = [0, 1, 2, 3].map((n) =>
      people.filter((_, at) => at % 4 === n).map((one) => one.contactId),
    );
    await Promise.all(
      groups.map((group, n) =>
        place.store.turns(group, async (tx, { contact, inbound }) => {
          const wanted = classes[(group.indexOf(contact.id) + n) % 3] as (typeof classes)[number];
          const act = { kind: 'join', person: contact.id, producer: null, seats: 1 } as const;
          await tx.seatAct(wanted.id, act, { inboundId: inbound.id, at: now });
          await tx.finish({ inbound, session: { current: null, parked: [] }, reply: null, at: now });
        }),
      ),
    );
    const states = (await Promise.all(classes.map(place.states))).flat();
    expect(states.filter((state) => state === 'taken')).toHaveLength(15);
    expect(states).toHaveLength(36);
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
    expect(await place.told()).toMatchObject([
      { kind: 'offered', contact: { id: second.contactId }, view: { mine: { state: 'offered' } } },
    ]);
    expect(await place.told()).toEqual([]);
    const late = now + 24 * hour;
    expect(await place.store.settleSeats(late, 10)).toBe(1);
    expect(await place.told(late)).toMatchObject([
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
    await place.told();
    await place.store.noteChange(offering.id, 2, now);
    await place.store.noteChange(offering.id, 2, now);
    expect((await place.told()).map(({ kind }) => kind)).toEqual(['changed', 'changed']);
    await place.store.actOnSeats(offering.id, { kind: 'cancel', reason: 'Bão' }, now);
    expect(await place.told()).toMatchObject(
      people.map(({ contactId }) => ({ kind: 'cancelled', contact: { id: contactId } })),
    );
  });
});
