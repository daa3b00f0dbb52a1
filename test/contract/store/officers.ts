import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Conflict, InputError } from '../../../src/core/error.ts';
import type { OfficerRole, UnitCode } from '../../../src/core/model.ts';
import type { Store } from '../../../src/ports.ts';
import {
  commune,
  during,
  farCommune,
  type Given,
  minute,
  newcomer,
  now,
  otherCommune,
  province,
} from './made-up.ts';

type Person = Awaited<ReturnType<typeof newcomer>>;

async function invite(
  store: Store,
  units: readonly UnitCode[],
  role: OfficerRole = 'commune',
): Promise<string> {
  const code = randomUUID();
  await store.invite({ role, units, expiresAt: now + minute, code }, now);
  return code;
}

async function join(store: Store, person: Person, code: string, at = now): Promise<void> {
  await during(store, person, (tx) => tx.joinAsOfficer(person.contactId, code, at));
}

export function keepsOfficers(given: Given): void {
  describe('officers', () => {
    it('makes an officer of who brings the code, and shows the turn who they are', async () => {
      const { store } = given();
      const person = await newcomer(store);
      await join(store, person, await invite(store, [otherCommune, commune]));
      let seen: unknown;
      await during(store, person, async (_tx, state) => {
        seen = state.officer;
      });
      expect(seen).toEqual({ role: 'commune', units: [commune, otherCommune] });
    });

    it('says of a code whether it is open, used, over or unknown', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const code = await invite(store, [province], 'province');
      const state = async (asked: string) => {
        let found: unknown;
        await during(store, person, async (tx) => {
          found = await tx.lookup({ kind: 'invitation', code: asked });
        });
        return found;
      };
      const known = { kind: 'invitation', role: 'province', units: [province] };
      expect(await state(code)).toEqual({ ...known, state: 'open' });
      expect(await state('nobody')).toEqual({ kind: 'invitation', state: 'unknown' });
      await join(store, person, code);
      expect(await state(code)).toEqual({ ...known, state: 'used' });
      const late = randomUUID();
      await store.invite({ role: 'commune', units: [commune], expiresAt: now, code: late }, now - minute);
      expect(await state(late)).toMatchObject({ state: 'expired' });
      await expect(join(store, person, late)).rejects.toBeInstanceOf(Conflict);
    });

    it('lets a code be used once, even by two at the same moment', async () => {
      const { store } = given();
      const code = await invite(store, [commune]);
      const people = await Promise.all([newcomer(store), newcomer(store), newcomer(store)]);
      const results = await Promise.allSettled(people.map((person) => join(store, person, code)));
      const lost = results.filter((result) => result.status === 'rejected');
      expect(lost.map(({ reason }) => reason instanceof Conflict)).toEqual([true, true]);
    });

    it('adds the units of a second invitation of the same role, and starts afresh in another role', async () => {
      const { store } = given();
      const person = await newcomer(store);
      const joining = async (code: string) => {
        let joined: unknown;
        await during(store, person, async (tx) => {
          joined = await tx.joinAsOfficer(person.contactId, code, now);
        });
        return joined;
      };
      await joining(await invite(store, [commune]));
      expect(await joining(await invite(store, [farCommune]))).toEqual({
        role: 'commune',
        units: [commune, farCommune],
      });
      expect(await joining(await invite(store, [province], 'province'))).toEqual({
        role: 'province',
        units: [province],
      });
    });

    it('names the officers of a commune and of its province, and nobody else', async () => {
      const { store } = given();
      const [ours, provincial, elsewhere] = await Promise.all([
        newcomer(store),
        newcomer(store),
        newcomer(store),
      ]);
      await join(store, ours, await invite(store, [commune]));
      await join(store, provincial, await invite(store, [province], 'province'));
      await join(store, elsewhere, await invite(store, [farCommune]));
      let told: readonly string[] = [];
      await during(store, ours, async (tx) => {
        told = (await tx.officersOf(commune)).map(({ contactId }) => contactId);
      });
      expect(told).toEqual(expect.arrayContaining([ours.contactId, provincial.contactId]));
      expect(told).not.toContain(elsewhere.contactId);
    });

    it('refuses to invite for a unit that does not exist or is of another level', async () => {
      const { store } = given();
      await expect(invite(store, ['99999' as UnitCode])).rejects.toBeInstanceOf(InputError);
      await expect(invite(store, [commune, province])).rejects.toBeInstanceOf(InputError);
      await expect(invite(store, [])).rejects.toBeInstanceOf(InputError);
    });
  });
}
