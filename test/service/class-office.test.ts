/** An officer's work on classes, on a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mark } from '../../src/core/attendance.ts';
import { addDays } from '../../src/core/calendar.ts';
import type { Offering } from '../../src/core/class.ts';
import type { ClassDraft } from '../../src/core/class-draft.ts';
import type { UnitCode } from '../../src/core/model.ts';
import { attendanceList, takeMarks } from '../../src/service/attend.ts';
import {
  cancelClass,
  changeClass,
  createClasses,
  resizeClass,
  unseat,
} from '../../src/service/class-office.ts';
import { during, now } from '../contract/store/made-up.ts';
import { openSeatPlace, type SeatPlace, today } from '../store/seat-place.ts';

let place: SeatPlace;
beforeAll(async () => {
  place = await openSeatPlace();
});
afterAll(() => place.close());

const clock = { now: () => now };
const office = () => ({ store: place.store, clock });
const view = async ({ code }: Pick<Offering, 'code'>) => {
  const found = await place.store.findOffering(code);
  if (found === null) throw new Error(`no class ${code}`);
  return found;
};
const draft: ClassDraft = {
  ...{
    kind: 'livestream',
    title: 'Chợ phiên thử',
    description: '',
    organiser: 'Sở thử',
    unit: '19' as UnitCode,
  },
  ...{ unitsServed: [], audience: [], seats: 4, perProducer: 1, atOnce: 1, hasWaitingList: true },
  ...{ opensOn: today, closesOn: addDays(today, 20), tags: ['live'], feeVnd: 0, materials: [] },
  sessions: [
    { day: addDays(today, 30), from: '19:00', to: '21:00', venue: 'Trường quay', isFieldTrip: false },
  ],
};
const told = async () => {
  const kinds: string[] = [];
  await place.store.tellNotices(100, now, ({ kind, contact }) => {
    kinds.push(`${kind} ${contact.id}`);
    return { skipped: 'test' };
  });
  return kinds;
};

describe('making classes', () => {
  it('makes a whole series under codes of its own', async () => {
    const outcome = await createClasses(office(), { ...draft, repeat: { everyMonths: 2, times: 3 } });
    const made = 'made' in outcome ? outcome.made : [];
    expect(made).toHaveLength(3);
    expect(new Set(made.map(({ series }) => series))).toEqual(new Set([made[0]?.code]));
    expect((await view(made[1] as Offering)).offering).toEqual(made[1]);
    expect((await view(made[1] as Offering)).rules).toMatchObject({ capacity: 4, perProducer: 1 });
  });

  it('makes nothing of a draft with faults, nor for a unit nobody knows', async () => {
    const before = await place.rows('SELECT code FROM offering');
    expect(await createClasses(office(), { ...draft, sessions: [] })).toMatchObject({
      faults: [{ code: 'class.noSession' }],
    });
    const lost = createClasses(office(), { ...draft, unit: '77777' as UnitCode });
    await expect(lost).rejects.toThrow('class.unknownUnit');
    expect(await place.rows('SELECT code FROM offering')).toEqual(before);
  });
});

describe('changing a class', () => {
  it('tells everybody once; the second of two officers is refused', async () => {
    const offering = await place.open();
    const person = await place.someone();
    await place.join(person, offering);
    const seen = await view(offering);
    expect(await changeClass(office(), seen, { title: 'Lớp đổi tên' })).toMatchObject({ ok: true });
    expect(await changeClass(office(), seen, { title: 'Lớp khác' })).toMatchObject({
      code: 'class.changedMeanwhile',
    });
    expect(await told()).toEqual([`changed ${person.contactId}`]);
    expect((await view(offering)).offering).toMatchObject({ title: 'Lớp đổi tên', version: 2 });
    const sessions = offering.sessions.map((session) => ({ ...session, day: addDays(session.day, -8) }));
    await changeClass(office(), await view(offering), { sessions });
    const { rules } = await view(offering);
    expect(rules.startsAt).toBe(Date.parse(`${addDays(today, 2)}T08:00:00+07:00`));
    expect(rules.closesAt).toBe(rules.startsAt);
    expect(await told()).toEqual([`changed ${person.contactId}`]);
  });

  it('with fewer seats proposes whose to take; only the officer’s decision takes them', async () => {
    const offering = await place.open({}, { capacity: 3 });
    const people = [await place.someone(), await place.someone(), await place.someone()];
    for (const person of people) await place.join(person, offering);
    const cut = await resizeClass(office(), await view(offering), 1, 'latest_first');
    expect(cut.over).toBe(2);
    expect(cut.proposed.map(({ contactId }) => contactId)).toEqual(
      people.slice(1).map(({ contactId }) => contactId),
    );
    expect(await place.states(offering)).toEqual(['taken', 'taken', 'taken']);
    const chosen = cut.proposed.map(({ person }) => person);
    await unseat(office(), await view(offering), chosen, true);
    expect(await place.states(offering)).toEqual(['taken', 'waiting', 'waiting']);
    expect((await told()).map((line) => line.split(' ')[0])).toEqual(['put_back', 'put_back']);
  });

  it('cancelled tells all, and offers the next similar class to them first, in their order', async () => {
    const offering = await place.open({ title: 'Lớp bị huỷ', tags: ['storm'] }, { capacity: 1 });
    const later = await place.open(
      {
        title: 'Lớp khác, cùng việc',
        tags: ['storm'],
        sessions: [
          {
            ...(offering.sessions[0] as Offering['sessions'][number]),
            id: 'later' as never,
            day: addDays(today, 40),
          },
        ],
      },
      { capacity: 1, startsAt: now + 40 * 86_400_000, closesAt: now + 39 * 86_400_000 },
    );
    const people = [await place.someone(), await place.someone()];
    for (const person of people) await place.join(person, offering);
    await place.store.settleSeats(now, 10);
    await told();
    expect(await cancelClass(office(), await view(offering), 'Bão số 9')).toBe(later.code);
    expect(await told()).toEqual([
      ...people.map(({ contactId }) => `cancelled ${contactId}`),
      `offered ${people[0]?.contactId}`,
    ]);
    expect(await place.states(later)).toEqual(['offered', 'waiting']);
    expect((await view(offering)).offering).toMatchObject({ state: 'cancelled', cancelReason: 'Bão số 9' });
  });
});

describe('the list of who came', () => {
  it('merges what two devices sent late and twice, walk-ins among them, by given name', async () => {
    const offering = await place.open({}, { capacity: 9 });
    const people = [await place.someone(), await place.someone()];
    for (const [at, name] of ['Trần Thị Ân', 'Lê Văn Bình'].entries()) {
      const person = people[at] as (typeof people)[number];
      await during(place.store, person, (tx) => tx.saveProfile(person.contactId, { name }));
      await place.join(person, offering);
    }
    const walkIn = await place.store.walkIn(offering.id, { name: 'Nguyễn Văn An' }, now);
    expect(await place.store.walkIn(offering.id, { name: 'Nguyễn Văn An' }, now)).toBe(walkIn);
    const claims = (await place.store.roster(offering.id)).map(({ claim }) => claim);
    const session = offering.sessions[0]?.id as Mark['session'];
    const mark = (id: string, claim: string, more: Partial<Mark> = {}): Mark => ({
      ...{ id, session, claim, state: 'present', source: 'qr', device: 'A', markedAt: now - 1000 },
      ...more,
    });
    const first = [
      mark('1', claims[0] ?? ''),
      mark('2', walkIn, { source: 'walk_in', markedAt: now + 9_999_999 }),
    ];
    const second = [mark('3', claims[0] ?? '', { device: 'B', state: 'absent' }), mark('4', '999999')];
    expect(await takeMarks(office(), first, null)).toBe(2);
    expect(await takeMarks(office(), [...first, ...second], null)).toBe(1);
    const { lines, conflicts } = await attendanceList(office(), offering);
    expect(lines.map(({ who, presences }) => [who.name, presences.map(({ state }) => state)])).toEqual([
      ['Nguyễn Văn An', ['present']],
      ['Trần Thị Ân', ['present']],
      ['Lê Văn Bình', []],
    ]);
    expect(conflicts.map(({ who }) => who.name)).toEqual(['Trần Thị Ân']);
    expect(lines[0]?.presences[0]?.cameAt).toBe(now);
  });

  it('is called in chat by officers of its unit or province only', async () => {
    const offering = await place.open({ unit: '05512' as UnitCode });
    const [person, ours, theirs] = [await place.someone(), await place.someone(), await place.someone()];
    await place.join(person, offering);
    for (const [officer, unit] of [
      [ours, '19'],
      [theirs, '38'],
    ] as const) {
      await place.client.query(`INSERT INTO officer VALUES ($1, 'province', now())`, [officer.contactId]);
      await place.client.query('INSERT INTO officer_unit VALUES ($1, $2)', [officer.contactId, unit]);
    }
    const look = async (who: typeof ours) => {
      let found: unknown;
      await during(place.store, who, async (tx) => {
        found = await tx.lookup({ kind: 'rollByCode', code: offering.code });
      });
      return found;
    };
    const session = offering.sessions[0]?.id as Mark['session'];
    await during(place.store, ours, async (tx) => {
      const [row] = await place.store.roster(offering.id);
      const claim = row?.claim ?? '';
      const mark = {
        id: 'chat:1',
        session,
        claim,
        state: 'late',
        source: 'tap',
        device: 'chat',
        markedAt: now,
      } as const;
      await tx.markAttendance([mark], ours.contactId, now);
    });
    expect(await look(ours)).toMatchObject({
      view: { offering },
      rows: [{ no: 1, states: { [session]: 'late' } }],
    });
    expect(await look(theirs)).toEqual({ kind: 'roll', view: null, rows: [] });
    expect(await look(person)).toEqual({ kind: 'roll', view: null, rows: [] });
  });
});
