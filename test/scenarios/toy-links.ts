/** Accounts of one person in the world of the scenarios: whoever shares a contact, joined by codes. */
import type { Event, EventOf } from '../../src/core/event.ts';
import type { ContactId, ContactView } from '../../src/core/model.ts';
import type { Found } from '../../src/flow/needs.ts';
import type { Person, Town } from './toy-world.ts';

export interface ToyLink {
  readonly owner: string;
  asker: string | null;
}

/** Everybody who talks as this contact; the first on Telegram, the others on Zalo. */
export const accountsOf = (town: Town, id: ContactId) =>
  [...town.people.values()]
    .filter(({ contact }) => contact.id === id)
    .map(({ name }, at) => ({
      channel: at === 0 ? ('telegram' as const) : ('zalo' as const),
      address: name,
      name,
      preferred: town.preferred === name,
    }));

export function findLink(town: Town, code: string, side: 'asker' | 'owner'): Found {
  const link = town.links.get(code);
  if (link === undefined) return { kind: 'link', state: 'unknown' };
  if (side === 'asker' && link.asker !== null) return { kind: 'link', state: 'used' };
  const name = side === 'asker' ? link.owner : (link.asker ?? '');
  return { kind: 'link', state: 'open', channel: side === 'asker' ? 'telegram' : 'zalo', name };
}

type LinkEvent = Extract<Event['type'], `link_${string}` | `account_${string}`>;
type Appliers = {
  readonly [T in LinkEvent]: (
    event: EventOf<T>,
    town: Town,
    person: Person,
  ) => Readonly<Record<string, string>> | undefined;
};

/** @param blank a contact nobody knows yet */
export const linkAppliers = (blank: (id: string) => ContactView): Appliers => ({
  link_code_wanted: (_event, town, person) => {
    const linkCode = `code${String(town.links.size + 1).padStart(4, '0')}`;
    town.links.set(linkCode, { owner: person.name, asker: null });
    return { linkCode };
  },
  link_asked: ({ by }, town, person) => {
    const link = 'code' in by ? town.links.get(by.code) : undefined;
    if (link === undefined) throw new Error('no such link');
    link.asker = person.name;
    return undefined;
  },
  link_answered: ({ link: code, agreed }, town, person) => {
    const asker = town.people.get(town.links.get(code)?.asker ?? '');
    if (agreed && asker !== undefined) asker.contact = person.contact;
    return undefined;
  },
  account_preferred: ({ address }, town) => {
    town.preferred = address;
    return undefined;
  },
  account_unlinked: ({ address }, town) => {
    const person = town.people.get(address);
    if (person !== undefined) person.contact = blank(address);
    return undefined;
  },
});
