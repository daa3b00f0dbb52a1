/** Owners to be called in the world of the scenarios: which reminder reached nobody is said by the file. */
import { dayOf } from '../../src/core/calendar.ts';
import { knownReasons, type OwnerCall, type OwnerCallEvent } from '../../src/core/owner-call.ts';
import type { OwnerCallFound, OwnerCallQuery } from '../../src/flow/needs/owner-call.ts';
import type { Person, Town } from './toy-world.ts';

const lists = new WeakMap<Town, OwnerCall[]>();
/** The list itself; whoever was called is taken out of it. */
export const toBeCalled = (town: Town): OwnerCall[] => {
  const calls = lists.get(town) ?? [];
  lists.set(town, calls);
  return calls;
};

/** `@unreached 1 no_owner Nguyễn-Văn-Mẫu`: certificate, reason, representative. */
export function unreached(town: Town, [id, reason = 'no_owner', person]: readonly string[]): void {
  const certificate = town.registry.certificates.find((one) => one.id === id);
  if (certificate === undefined) throw new Error(`no certificate ${id}`);
  const { product, star, producer, phone, unit, validUntil, validComputed } = certificate;
  toBeCalled(town).push({
    ...{ certificateId: certificate.id, product, star, producer, phone, unit, validUntil },
    representative: person?.replaceAll('-', ' ') ?? null,
    computed: validComputed,
    rule: 'before-135',
    reason: knownReasons.includes(reason) ? reason : 'failed',
    triedOn: null,
  });
}

export function findOwnerCalls(
  town: Town,
  { id }: OwnerCallQuery,
  asker: string,
  provinceOf: (unit: string) => string,
): OwnerCallFound {
  const units: readonly string[] =
    [...town.people.values()].find(({ contact }) => contact.id === asker)?.officer?.units ?? [];
  const theirs = toBeCalled(town).filter(
    ({ unit }) => units.includes(unit) || units.includes(provinceOf(unit)),
  );
  const tried = ({ triedOn }: OwnerCall) => Number(triedOn !== null);
  return {
    kind: 'ownerCalls',
    calls: theirs
      .filter(({ certificateId }) => id === undefined || certificateId === id)
      .toSorted((a, b) => tried(a) - tried(b) || a.validUntil.localeCompare(b.validUntil)),
  };
}

export const ownerCallAppliers = {
  owner_called: ({ certificate, result }: OwnerCallEvent, town: Town, _person: Person): undefined => {
    const calls = toBeCalled(town);
    const at = calls.findIndex(({ certificateId }) => certificateId === certificate);
    const call = calls[at];
    if (call === undefined) throw new Error(`${certificate} is not to be called`);
    if (result === 'called') calls.splice(at, 1);
    else calls[at] = { ...call, triedOn: dayOf(town.now) };
  },
};
