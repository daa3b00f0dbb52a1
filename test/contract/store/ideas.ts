import { describe, expect, it } from 'vitest';
import { Conflict } from '../../../src/core/error.ts';
import type { Idea, UnitCode } from '../../../src/core/model.ts';
import type { Store, TurnTx } from '../../../src/ports.ts';
import {
  commune,
  during,
  farCommune,
  fields,
  type Given,
  ideaId,
  newcomer,
  now,
  otherCommune,
  province,
} from './made-up.ts';

type Person = Awaited<ReturnType<typeof newcomer>>;

/** Registers an idea in a turn of its own. */
export async function register(
  store: Store,
  person: Person,
  unit: UnitCode = commune,
  at = now,
): Promise<Idea> {
  let idea: Idea | undefined;
  await during(store, person, async (tx) => {
    idea = await tx.insertIdea({
      id: ideaId(),
      contactId: person.contactId,
      fields: { ...fields, unit },
      at,
    });
  });
  if (!idea) throw new Error('no idea');
  return idea;
}

async function look<T>(store: Store, person: Person, at: (tx: TurnTx) => Promise<T>): Promise<T | undefined> {
  let found: T | undefined;
  await during(store, person, async (tx) => {
    found = await at(tx);
  });
  return found;
}

export function keepsIdeas(given: Given): void {
  const numberOf = ({ code }: Idea) => Number(/^YT-(\d{4,})\//.exec(code)?.[1]);

  describe('ideas', () => {
    it('numbers slips by commune and year, in the form of the registration slip', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const first = await register(store, person, otherCommune);
      const second = await register(store, person, otherCommune);
      expect(first.code).toMatch(/^YT-\d{4}\/PĐK-19-05515-2026$/);
      expect(numberOf(second)).toBe(numberOf(first) + 1);
      expect(first).toMatchObject({ status: 'submitted', version: 1, submittedAt: now, changedAt: now });
      expect(first).toMatchObject({
        returnReason: null,
        decidedBy: null,
        fields: { ...fields, unit: otherCommune },
      });
    });

    it('starts a new year at midnight in Vietnam', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const midnight = Date.UTC(2026, 11, 31, 17);
      expect((await register(store, person, farCommune, midnight - 1)).code).toBe(
        'YT-0001/PĐK-38-14869-2026',
      );
      expect((await register(store, person, farCommune, midnight)).code).toBe('YT-0001/PĐK-38-14869-2027');
    });

    it('gives every registration of one commune its own number when many come at once', async () => {
      const { store } = given();
      const people = await Promise.all(Array.from({ length: 12 }, () => newcomer(store)));
      const codes = await Promise.all(people.map(async (person) => (await register(store, person)).code));
      expect(new Set(codes).size).toBe(12);
    });

    it('registers an idea once and gives the same number again', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const id = ideaId();
      const insert = (tx: TurnTx) => tx.insertIdea({ id, contactId: person.contactId, fields, at: now });
      const first = await look(store, person, insert);
      expect(await look(store, person, insert)).toEqual(first);
      const next = await register(store, person);
      expect(numberOf(next)).toBe(numberOf(first as Idea) + 1);
    });

    it('lists a person only their own ideas', async () => {
      const { store } = given();
      const [mine, theirs] = [await newcomer(store), await newcomer(store)];
      const idea = await register(store, mine);
      await register(store, theirs);
      const seen = await look(store, mine, async (tx) => {
        const { contact } = await tx.reload(mine.contactId);
        return tx.snapshot(['myIdeas'], { contact, officer: null });
      });
      expect(seen).toEqual({ myIdeas: [idea] });
    });

    it('lists an officer the ideas of their units, waiting ones first, and nobody else any', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const accepted = await register(store, person, otherCommune, now - 5_000);
      const newer = await register(store, person, otherCommune, now - 3_000);
      const older = await register(store, person, otherCommune, now - 4_000);
      await register(store, person, farCommune);
      await during(store, person, (tx) =>
        tx.changeIdea({ id: accepted.id, seen: 1, status: 'accepted', at: now }),
      );
      const listFor = (units: readonly UnitCode[] | null) =>
        look(store, person, async (tx) => {
          const { contact } = await tx.reload(person.contactId);
          const officer = units && { role: 'commune' as const, units };
          const { unitIdeas = [] } = await tx.snapshot(['unitIdeas'], { contact, officer });
          return unitIdeas.map(({ id }) => id).filter((id) => [accepted.id, newer.id, older.id].includes(id));
        });
      expect(await listFor([otherCommune])).toEqual([older.id, newer.id, accepted.id]);
      expect(await listFor([province])).toEqual([older.id, newer.id, accepted.id]);
      expect(await listFor([farCommune])).toEqual([]);
      expect(await listFor(null)).toEqual([]);
    });

    it('tells the second of two officers who decide at once, and overwrites nothing', async () => {
      const { store } = given();
      const [producer, a, b] = await Promise.all([newcomer(store), newcomer(store), newcomer(store)]);
      const idea = await register(store, producer);
      const decide = (who: Person, status: 'accepted' | 'returned') =>
        during(store, who, (tx) =>
          tx.changeIdea({ id: idea.id, seen: idea.version, status, decidedBy: status, at: now }),
        );
      const results = await Promise.allSettled([decide(a, 'accepted'), decide(b, 'returned')]);
      const lost = results.filter((result) => result.status === 'rejected');
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toBeInstanceOf(Conflict);
      const winner = results[0]?.status === 'fulfilled' ? 'accepted' : 'returned';
      const found = await look(store, producer, (tx) => tx.lookup({ kind: 'ideaByCode', code: idea.code }));
      expect(found).toMatchObject({ idea: { status: winner, decidedBy: winner, version: 2 } });
    });

    it('makes the second officer wait for the first and see what was decided', async () => {
      const { store } = given();
      const [producer, a, b] = await Promise.all([newcomer(store), newcomer(store), newcomer(store)]);
      const idea = await register(store, producer);
      const query = { kind: 'ideaByCode', code: idea.code } as const;
      let second: Promise<unknown> = Promise.resolve();
      await during(store, a, async (tx) => {
        await tx.lookup(query);
        second = look(store, b, (other) => other.lookup(query));
        await tx.changeIdea({ id: idea.id, seen: 1, status: 'returned', returnReason: 'thiếu ảnh', at: now });
      });
      expect(await second).toMatchObject({
        idea: { status: 'returned', version: 2, returnReason: 'thiếu ảnh' },
      });
    });

    it('keeps what a change does not name', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const idea = await register(store, person);
      const change = (seen: number, more: object) =>
        look(store, person, (tx) =>
          tx.changeIdea({ id: idea.id, seen, status: 'returned', at: now, ...more }),
        );
      await change(1, { returnReason: 'thiếu ảnh', decidedBy: 'Cán bộ thử' });
      expect(await change(2, {})).toMatchObject({
        returnReason: 'thiếu ảnh',
        decidedBy: 'Cán bộ thử',
        version: 3,
      });
      expect(await change(3, { returnReason: null })).toMatchObject({
        returnReason: null,
        decidedBy: 'Cán bộ thử',
      });
    });

    it('finds nothing under a code nobody has', async () => {
      const person = await newcomer(given().store);
      const found = await look(given().store, person, (tx) =>
        tx.lookup({ kind: 'ideaByCode', code: 'YT-9' }),
      );
      expect(found).toEqual({ kind: 'ideaByCode', idea: null });
    });
  });
}
