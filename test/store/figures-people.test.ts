/** Attendances and different people are two figures: whoever came to two classes counts twice in one and once in the other. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Offering } from '../../src/core/class.ts';
import type { UnitCode } from '../../src/core/model.ts';
import { now } from '../contract/store/made-up.ts';
import { openSeatPlace, type SeatPlace } from './seat-place.ts';

let place: SeatPlace;
beforeAll(async () => {
  place = await openSeatPlace();
});
afterAll(() => place.close());

let marks = 0;
async function mark({ sessions: [session] }: Offering, claim: string, state: 'present' | 'absent') {
  if (session === undefined) throw new Error('a class has sessions');
  marks += 1;
  const by = { device: 'chat:1', source: 'tap', markedAt: now } as const;
  await place.store.markAttendance(
    [{ ...by, id: `m${marks}`, session: session.id, claim, state }],
    null,
    now,
  );
}

it('counts attendances class by class, and people once', async () => {
  const [one, other] = [await place.open(), await place.open()];
  const [comes, stays] = [await place.someone(), await place.someone()];
  for (const offering of [one, other]) {
    for (const person of [comes, stays]) await place.join(person, offering);
    const walkIn = await place.store.walkIn(
      offering.id,
      { name: 'Nguyễn Văn Mẫu', phone: '+84912000001' },
      now,
    );
    const roster = await place.store.roster(offering.id);
    for (const { claim, contactId } of roster)
      await mark(offering, claim, contactId === stays.contactId ? 'absent' : 'present');
    expect(roster.map(({ claim }) => claim)).toContain(walkIn);
  }
  const year = Number(one.sessions[0]?.day.slice(0, 4));
  const figures = await place.store.figuresOf('19' as UnitCode, year, `${year}-12-31` as never);
  expect(figures).toMatchObject({ classes: 2, trained: 4, trainedPeople: 2 });
});
