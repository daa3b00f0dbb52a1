/** Lists of people for a class in the world of the scenarios: kept, never read; the report is another test's. */
import type { EnrolEvent } from '../../src/core/enrol-event.ts';
import type { EventOf } from '../../src/core/event.ts';
import type { EnrolListSeen } from '../../src/flow/needs/enrol.ts';
import type { Found } from '../../src/flow/needs.ts';
import type { Texts } from '../../src/ports.ts';
import type { Person, Town } from './toy-world.ts';

const lists = new WeakMap<Town, EnrolListSeen[]>();
const listsOf = (town: Town): EnrolListSeen[] => {
  const own = lists.get(town) ?? [];
  lists.set(town, own);
  return own;
};

const move = (town: Town, id: string, state: EnrolListSeen['state']): void => {
  const own = listsOf(town);
  const list = own[Number(id) - 1];
  if (list !== undefined) own[Number(id) - 1] = { ...list, state };
};

export const findEnrolList = (town: Town, id: string): Found => ({
  kind: 'enrolList',
  list: listsOf(town)[Number(id) - 1] ?? null,
});

type Apply<T extends EnrolEvent['type']> = (
  event: EventOf<T>,
  town: Town,
  person: Person,
) => Readonly<Record<string, string>> | undefined;

export const enrolAppliers = (texts: Texts): { readonly [T in EnrolEvent['type']]: Apply<T> } => ({
  enrol_list_sent: ({ offering, code, fileName }, town, { contact }) => {
    // Tried at once: the clerk's answer is not part of a conversation.
    listsOf(town).push({ contactId: contact.id, offering, code, fileName, state: 'tried' });
    return undefined;
  },
  enrol_list_taken: ({ list }, town) => {
    move(town, list, 'written');
    return undefined;
  },
  enrol_list_undone: ({ list }, town, { contact }) => {
    move(town, list, 'undone');
    return { enrolUndone: texts.text('enrol.undone.done', {}, contact.language ?? 'vi') };
  },
});
