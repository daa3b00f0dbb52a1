/** Seats are given in the order in which messages came in, not in that in which their transactions happen to get through. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Offering } from '../../src/core/class.ts';
import { createSeatQueue } from '../../src/store/seat-queue.ts';
import { now } from '../contract/store/made-up.ts';
import { openSeatPlace, type Person, type SeatPlace } from './seat-place.ts';

describe('people who sign up at the same moment', () => {
  let place: SeatPlace;
  beforeAll(async () => {
    place = await openSeatPlace();
  });
  afterAll(() => place.close());
  // The line gives way after some seconds; here time stands still: order is kept on a slow machine, and whoever waits in vain waits for ever.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  /** Turns of these people in one transaction, each joining when its time has come. */
  const join = (
    people: readonly Person[],
    { id }: Offering,
    when: Promise<void>,
    reached: () => void = () => {},
  ) =>
    place.store.turns(
      people.map(({ contactId }) => contactId),
      async (tx, state) => {
        await when;
        reached();
        const person = state.contact.id;
        const act = { kind: 'join', person, producer: null, seats: 1 } as const;
        const result = await tx.seatAct(id, act, { inboundId: state.inbound.id, at: now });
        await tx.finish({ inbound: state.inbound, session: state.session, reply: null, at: now });
        return result;
      },
    );
  const order = async ({ id }: Offering) => (await place.store.roster(id)).map(({ person }) => person);

  it('in several groups get their numbers in the order of the groups, though the first is the slowest', async () => {
    const offering = await place.open({}, { capacity: 1 });
    const people = [
      await place.someone(),
      await place.someone(),
      await place.someone(),
      await place.someone(),
    ];
    const [a, b, c, d] = people as [Person, Person, Person, Person];
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = join([a, b], offering, slow);
    let second: Promise<unknown> = first;
    await new Promise<void>((resolve) => {
      second = join([d], offering, Promise.resolve(), resolve);
    });
    let third: Promise<unknown> = first;
    await new Promise<void>((resolve) => {
      third = join([c], offering, Promise.resolve(), resolve);
    });
    // Those behind are at the gate by now, and stay there.
    expect(await order(offering)).toEqual([]);
    release();
    await Promise.all([first, second, third]);
    expect(await order(offering)).toEqual([a, b, d, c].map(({ contactId }) => contactId));
  });

  it('are not held up by a turn that wants no seat, nor by one that failed', async () => {
    const offering = await place.open();
    const [a, b, c] = [await place.someone(), await place.someone(), await place.someone()];
    const talk = place.store.turn(a.contactId, (tx, { inbound, session }) =>
      tx.finish({ inbound, session, reply: null, at: now }),
    );
    const broken = expect(
      place.store.turn(b.contactId, () => Promise.reject(new Error('broke'))),
    ).rejects.toThrow('broke');
    await join([c], offering, Promise.resolve());
    await Promise.all([talk, broken]);
    expect(await order(offering)).toEqual([c.contactId]);
  });
});

describe('the line before the seats', () => {
  it('lets nobody by before those in front have passed, in whatever order they come', async () => {
    const queue = createSeatQueue(60_000);
    const [a, b, c] = [queue.enter(), queue.enter(), queue.enter()];
    const came: string[] = [];
    const waits = [c.turn().then(() => came.push('c')), b.turn().then(() => came.push('b'))];
    b.pass();
    await waits[1];
    expect(came).toEqual(['b']);
    a.pass();
    await Promise.all(waits);
    expect(came).toEqual(['b', 'c']);
  });

  it('gives way when patience ends, so that no two wait for each other for ever', async () => {
    const queue = createSeatQueue(20);
    queue.enter();
    await queue.enter().turn();
  });
});
