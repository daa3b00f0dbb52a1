/** Papers of classes in the world of the scenarios: certificates, the check-in link, feedback. */
import { whomToCertify } from '../../src/core/attendance-certificate.ts';
import type { ClassPapersEvent } from '../../src/core/class-papers-event.ts';
import type { EventOf } from '../../src/core/event.ts';
import type { ContactId } from '../../src/core/model.ts';
import type { ClassPapersQuery } from '../../src/flow/needs/class-papers.ts';
import type { Found, Query } from '../../src/flow/needs.ts';
import type { Texts } from '../../src/ports.ts';
import { renderText } from '../../src/service/render.ts';
import { enrolAppliers, findEnrolList } from './toy-enrol.ts';
import { findClass, rollIn, seatSnapshots } from './toy-seats.ts';
import type { Person, Town } from './toy-world.ts';

type Tools = Parameters<typeof seatSnapshots>[2];
interface Memory {
  readonly certified: Set<string>;
  readonly ratings: { useful: number; clear: number; wish?: string }[];
}
const memories = new WeakMap<Town, Memory>();
const memoryOf = (town: Town): Memory => {
  const memory = memories.get(town) ?? { certified: new Set(), ratings: [] };
  memories.set(town, memory);
  return memory;
};

export const classPapersSnapshots = (town: Town, person: Person, tools: Tools) => ({
  heldOfferings: seatSnapshots(town, person, tools).unitOfferings,
});

export const isClassPapersQuery = (query: Query): query is ClassPapersQuery =>
  query.kind === 'classRating' || query.kind === 'attendedClass' || query.kind === 'enrolList';

/** `@rated 5`: that many others gave their opinion. */
export function rated(town: Town, [count = '5']: readonly string[]): void {
  for (let n = 0; n < Number(count); n += 1)
    memoryOf(town).ratings.push({
      useful: 3,
      clear: n === 0 ? 2 : 3,
      ...(n > 0 ? {} : { wish: 'Thêm buổi thực hành.' }),
    });
}

export function findClassPapers(town: Town, query: ClassPapersQuery, asker: ContactId): Found {
  if (query.kind === 'enrolList') return findEnrolList(town, query.id);
  if (query.kind === 'attendedClass')
    return { kind: 'attendedClass', view: findClass(town, query.code, asker) };
  const roll = rollIn(town, query.code, asker);
  const view = roll.kind === 'roll' ? roll.view : null;
  const { ratings } = memoryOf(town);
  const count = (name: 'useful' | 'clear') =>
    [1, 2, 3].map((mark) => ratings.filter((one) => one[name] === mark).length) as [number, number, number];
  const wishes = ratings.flatMap(({ wish }) => wish ?? []);
  const rating = { answers: ratings.length, useful: count('useful'), clear: count('clear'), wishes };
  return { kind: 'classRating', view, rating: view === null ? null : rating };
}

type Apply<T extends ClassPapersEvent['type']> = (
  event: EventOf<T>,
  town: Town,
  person: Person,
) => Readonly<Record<string, string>> | undefined;

export const classPapersAppliers = (
  texts: Texts,
): { readonly [T in ClassPapersEvent['type']]: Apply<T> } => ({
  ...enrolAppliers(texts),
  attendance_certified: ({ code, rule }, town, { contact }) => {
    const roll = rollIn(town, code, contact.id);
    if (roll.kind !== 'roll') return undefined;
    const sessions = (roll.view?.offering.sessions ?? []).map(({ id }) => id);
    const people = whomToCertify(roll.rows, sessions, rule);
    const { certified } = memoryOf(town);
    const fresh = people.filter(({ claim }) => !certified.has(claim));
    for (const { claim } of fresh) certified.add(claim);
    const told = fresh.filter(({ claim }) => !claim.startsWith('w')).length;
    const vars = { fresh: fresh.length, before: people.length - fresh.length, told };
    const how = { texts, language: contact.language ?? 'vi', slots: {} } as const;
    return { certified: renderText({ key: 'classPapers.certified', vars }, how) };
  },
  check_in_page_wanted: ({ code }, town, { contact }) => {
    const title = findClass(town, code, contact.id)?.offering.title ?? '';
    const vars = { link: 'https://example.vn/check-in/…', title };
    return { checkInPage: texts.text('classPapers.page.link', vars, contact.language ?? 'vi') };
  },
  class_rated: ({ useful, clear, wish }, town) => {
    memoryOf(town).ratings.push({ useful, clear, ...(wish === undefined ? {} : { wish }) });
    return undefined;
  },
});
