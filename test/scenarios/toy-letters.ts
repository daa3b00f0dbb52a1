/** Official letters in the world of the scenarios: what could be written, and a register that counts. */
import type { LetterEvent } from '../../src/core/letter-draft.ts';
import type { LetterFound, LetterQuery } from '../../src/flow/needs/letter.ts';
import type { OwnerCallFound, OwnerCallQuery } from '../../src/flow/needs/owner-call.ts';
import type { Query } from '../../src/flow/needs.ts';
import { findOwnerCalls, toBeCalled } from './toy-owner-calls.ts';
import type { Town } from './toy-world.ts';

const registers = new WeakMap<Town, LetterEvent[]>();

/** Owners to be told on paper, by the officer's own units. */
function findLetterScope(town: Town, asker: string): LetterFound {
  const units = [...town.people.values()].find(({ contact }) => contact.id === asker)?.officer?.units ?? [];
  const scope = units.flatMap((unit) => {
    const count = toBeCalled(town).filter((call) => call.unit === unit).length;
    return count === 0 ? [] : [{ unit, kind: 'renewal' as const, count }];
  });
  return { kind: 'letterScope', scope };
}

type OfficeQuery = LetterQuery | OwnerCallQuery;
export const isOfficeQuery = (query: Query): query is OfficeQuery =>
  query.kind === 'letterScope' || query.kind === 'ownerCalls';

export const findInOffice = (
  town: Town,
  query: OfficeQuery,
  asker: string,
  provinceOf: (unit: string) => string,
): LetterFound | OwnerCallFound =>
  query.kind === 'letterScope'
    ? findLetterScope(town, asker)
    : findOwnerCalls(town, query, asker, provinceOf);

export const letterAppliers = {
  letter_drafted: (event: LetterEvent, town: Town) => {
    const register = registers.get(town) ?? [];
    registers.set(town, [...register, event]);
    return { letterNumber: `${register.length + 1}/${new Date(town.now).getUTCFullYear()}` };
  },
  letters_posted: (_event: LetterEvent, town: Town) => {
    const calls = toBeCalled(town);
    return { lettersPosted: String(calls.splice(0, calls.length).length) };
  },
};
