/** What officers do with classes inside their turns, on a real database: bounded to their units, never twice, never over somebody else's change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../src/core/calendar.ts';
import type { Offering } from '../../src/core/class.ts';
import type { ContactId, UnitCode } from '../../src/core/model.ts';
import type { ClassOfficeTurn } from '../../src/ports/class-office.ts';
import { cancelClass, changeClass, cutClass, setEnrolment } from '../../src/service/class-office.ts';
import { during, now } from '../contract/store/made-up.ts';
import { openSeatPlace, type Person, rulesOf, type SeatPlace } from './seat-place.ts';

let place: SeatPlace;
let officer: Person;
let stranger: Person;
beforeAll(async () => {
  place = await openSeatPlace();
  [officer, stranger] = [await place.someone(), await place.someone()];
  for (const [who, unit] of [
    [officer, '05512'],
    [stranger, '38'],
  ] as const) {
    await place.client.query(`INSERT INTO officer VALUES ($1, 'commune', now())`, [who.contactId]);
    await place.client.query('INSERT INTO officer_unit VALUES ($1, $2)', [who.contactId, unit]);
  }
});
afterAll(() => place.close());

const ours = { unit: '05512' as UnitCode };
const clock = { now: () => now };

/** Work at the desk, in a turn of that person. */
async function atDesk<T>(who: Person, work: (office: ClassOfficeTurn) => Promise<T>): Promise<T> {
  const done: T[] = [];
  await during(place.store, who, async (tx) => {
    done.push(await work(tx.classOffice));
  });
  return done[0] as T;
}

const desk = (who: Person, { code }: Offering, text?: string) =>
  atDesk(who, (office) => office.deskOf(code, who.contactId as ContactId, text));

async function viewOf(offering: Offering) {
  const found = await desk(officer, offering);
  if (found === null) throw new Error(`no class ${offering.code}`);
  return found.view;
}

const told = async () => {
  const lines: string[] = [];
  await place.store.tellNotices(100, now, ({ kind, contact, text }) => {
    lines.push([kind, contact.id, ...(text === null ? [] : [text])].join(' '));
    return { skipped: 'test' };
  });
  return lines;
};

async function classWith(count: number, capacity: number, more: Partial<Offering> = {}) {
  const offering = await place.open({ ...ours, ...more }, { capacity });
  const people: Person[] = [];
  for (let n = 0; n < count; n += 1) people.push(await place.someone());
  for (const person of people) await place.join(person, offering);
  return { offering, people };
}

describe('the desk of a class', () => {
  it('is open to officers of its units only', async () => {
    const { offering, people } = await classWith(2, 1);
    expect(await desk(officer, offering)).toMatchObject({
      view: { offering: { code: offering.code } },
      people: [
        { no: 1, state: 'taken', account: 'ok', hadIt: false },
        { no: 2, state: 'waiting', account: 'ok' },
      ],
    });
    expect(await desk(stranger, offering)).toBeNull();
    expect(await desk(people[0] as Person, offering)).toBeNull();
  });

  it('shows who has no account and whose cannot be reached', async () => {
    const { offering, people } = await classWith(1, 5);
    await place.store.walkIn(offering.id, { name: 'Nguyễn Văn Mẫu' }, now);
    await place.client.query(`UPDATE address SET state = 'blocked' WHERE contact_id = $1`, [
      people[0]?.contactId,
    ]);
    const found = await desk(officer, offering);
    expect(found?.people.map(({ account }) => account)).toEqual(['blocked', 'none']);
  });
});

describe('somebody at the desk', () => {
  it('who has the number of another on the list is marked, walk-ins and people without a number are not', async () => {
    const { offering, people } = await classWith(3, 2);
    for (const [n, phone] of ['+84912000001', '+84912000001', null].entries())
      await place.client.query('UPDATE contact SET phone = $2 WHERE id = $1', [people[n]?.contactId, phone]);
    await place.store.walkIn(offering.id, { name: 'Nguyễn Văn Mẫu' }, now);
    const found = await desk(officer, offering);
    expect(found?.people.map(({ sharesPhone }) => sharesPhone)).toEqual([true, true, false, false]);
  });
});

describe('a change at the desk', () => {
  it('is refused when somebody was faster, and then tells nobody', async () => {
    const { offering, people } = await classWith(1, 2);
    const view = await viewOf(offering);
    const sessions = view.offering.sessions.map((one) => ({ ...one, day: addDays(one.day, 3) }));
    const first = await atDesk(officer, (store) => changeClass({ store, clock }, view, { sessions }));
    const second = await atDesk(officer, (store) =>
      changeClass({ store, clock }, view, { title: 'Tên khác' }),
    );
    expect([first.ok, second]).toEqual([true, expect.objectContaining({ code: 'class.changedMeanwhile' })]);
    expect(await told()).toEqual([`changed ${people[0]?.contactId}`]);
    const { offering: after, rules } = await viewOf(offering);
    expect(after).toMatchObject({ title: offering.title, version: 2, sessions });
    expect(rules.startsAt).toBe(rulesOf({ ...offering, sessions }).startsAt);
  });

  it('closes enrolment at once and opens it again without a word to anybody', async () => {
    const { offering } = await classWith(1, 5);
    const open = await viewOf(offering);
    const close = await atDesk(officer, (store) => setEnrolment({ store, clock }, open, now));
    expect(close).toEqual({ ok: true, value: now });
    const late = await place.someone();
    expect((await place.join(late, offering, now + 1)).result).toBe('closed');
    const until = now + 86_400_000;
    const view = await viewOf(offering);
    await atDesk(officer, (store) => setEnrolment({ store, clock }, view, until));
    expect((await place.join(late, offering, now + 1)).result).toBe('taken');
    expect(await told()).toEqual([]);
  });

  it('takes back the chosen seats, but no more than are too many when somebody left meanwhile', async () => {
    const { offering, people } = await classWith(4, 4);
    const view = await viewOf(offering);
    const claims = (await desk(officer, offering))?.people.slice(1, 3).map(({ claim }) => claim) ?? [];
    const left = people[0] as Person;
    await place.act(left, offering, { kind: 'leave', person: left.contactId });
    const cut = { capacity: 2, claims, keepsPlace: true };
    const done = await atDesk(officer, (store) => cutClass({ store, clock }, view, cut));
    expect(done).toEqual({ unseated: 1, over: 0 });
    expect(await place.states(offering)).toEqual(['left', 'waiting', 'taken', 'taken']);
    const fewer = { capacity: 1, claims: [], keepsPlace: true };
    const kept = await atDesk(officer, (store) => cutClass({ store, clock }, view, fewer));
    expect(kept).toEqual({ unseated: 0, over: 1 });
    expect(await place.states(offering)).toEqual(['left', 'waiting', 'taken', 'taken']);
    await told();
  });

  it('cancels the class with its reason in the same act', async () => {
    const { offering, people } = await classWith(2, 1, { tags: ['alone'], title: 'Lớp có một' });
    const view = await viewOf(offering);
    expect(await atDesk(officer, (store) => cancelClass({ store, clock }, view, 'Bão số 9'))).toBeNull();
    expect((await viewOf(offering)).offering).toMatchObject({ state: 'cancelled', cancelReason: 'Bão số 9' });
    expect(await told()).toEqual(people.map(({ contactId }) => `cancelled ${contactId}`));
  });
});

describe('words of an officer', () => {
  const words = 'Mai bà con mang theo nhãn.';

  it('go to each person once, whatever group they are sent to next', async () => {
    const { offering, people } = await classWith(2, 1);
    const claims = (await desk(officer, offering))?.people.map(({ claim }) => claim) ?? [];
    const send = (to: readonly string[]) =>
      atDesk(officer, (office) =>
        office.noteMessage({ offering: offering.id, claims: to, text: words, dueAt: now }),
      );
    expect([await send(claims.slice(0, 1)), await send(claims), await send(claims)]).toEqual([1, 1, 0]);
    expect((await desk(officer, offering, words))?.people.map(({ hadIt }) => hadIt)).toEqual([true, true]);
    expect((await desk(officer, offering, 'Lời khác'))?.people.map(({ hadIt }) => hadIt)).toEqual([
      false,
      false,
    ]);
    expect(await told()).toEqual(people.map(({ contactId }) => `message ${contactId} ${words}`));
    expect(await told()).toEqual([]);
  });

  it('are taken back while they have not gone out, and may then be sent after all', async () => {
    const { offering } = await classWith(1, 1);
    const claims = (await desk(officer, offering))?.people.map(({ claim }) => claim) ?? [];
    const note = { offering: offering.id, claims, text: words, dueAt: now + 60_000 };
    expect(await atDesk(officer, (office) => office.noteMessage(note))).toBe(1);
    expect(await told()).toEqual([]);
    expect(await atDesk(officer, (office) => office.stopMessages(offering.id))).toBe(1);
    expect(await atDesk(officer, (office) => office.noteMessage({ ...note, dueAt: now }))).toBe(1);
    await told();
    expect(await atDesk(officer, (office) => office.stopMessages(offering.id))).toBe(0);
  });

  it('do not reach people of another class', async () => {
    const [one, other] = [await classWith(1, 1), await classWith(1, 1)];
    const claims = (await desk(officer, other.offering))?.people.map(({ claim }) => claim) ?? [];
    const note = { offering: one.offering.id, claims, text: words, dueAt: now };
    expect(await atDesk(officer, (office) => office.noteMessage(note))).toBe(0);
  });

  it('are followed: how many they reached, how many they are on their way to, and whom they did not reach', async () => {
    const { offering, people } = await classWith(3, 3);
    const claims = (await desk(officer, offering))?.people.map(({ claim }) => claim) ?? [];
    await atDesk(officer, (office) =>
      office.noteMessage({ offering: offering.id, claims, text: words, dueAt: now }),
    );
    const found = async (who: Person) => {
      const all: unknown[] = [];
      await during(place.store, who, async (tx) => {
        all.push(await tx.lookup({ kind: 'classMessages', code: offering.code }));
      });
      return all[0];
    };
    const before = { text: words, at: now, reached: 0, underWay: 3, failed: [] };
    expect(await found(officer)).toMatchObject({ messages: [before] });
    expect(await found(stranger)).toEqual({ kind: 'classMessages', view: null, messages: [] });
    await during(place.store, people[2] as Person, (tx) =>
      tx.saveProfile(people[2]?.contactId as never, { name: 'Lê Thử' }),
    );
    await place.store.tellNotices(100, now, ({ id, contact, recipient }) => {
      if (recipient === null || contact.id === people[2]?.contactId) return { skipped: 'no_address' };
      const plan = {
        id: `s:${id}` as never,
        contactId: contact.id,
        class: 'transactional',
        bubbles: [{ text: words }],
      } as const;
      return { plan: { ...plan, cause: { kind: 'event', id: `seat:${id}` }, ...recipient } };
    });
    await place.client.query(`UPDATE parcel SET state = 'delivered' WHERE contact_id = $1`, [
      people[0]?.contactId,
    ]);
    const after = { ...before, reached: 1, underWay: 1, failed: ['Lê Thử'] };
    expect(await found(officer)).toMatchObject({ messages: [after] });
  });
});
