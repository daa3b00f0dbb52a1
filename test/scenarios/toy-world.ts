/** A world small enough to read, for scenarios: people, ideas and invitations in memory, facts applied like the store does. */

import { dayOf } from '../../src/core/calendar.ts';
import type { Event, EventOf } from '../../src/core/event.ts';
import { formatIdeaCode } from '../../src/core/idea.ts';
import type { ContactId, ContactView, Idea, OfficerView, UnitCode } from '../../src/core/model.ts';
import { emptySession, type Session, type World } from '../../src/flow/define.ts';
import type { Found, Query } from '../../src/flow/needs.ts';
import {
  announcementSnapshots,
  announcingIn,
  createBoard,
  findAnnounced,
  isAnnouncementQuery,
  type ToyBoard,
} from './toy-announcements.ts';
import { announcementAppliers } from './toy-announcing.ts';
import { calendar, calendarAppliers, hasPages, notedDatesOf } from './toy-calendar.ts';
import { certificateAppliers } from './toy-certificate-facts.ts';
import {
  certificateSnapshots,
  createRegistry,
  findCertificates,
  type ToyRegistry,
} from './toy-certificates.ts';
import { classOfficeAppliers, findInClassOffice, isClassOfficeQuery } from './toy-class-office.ts';
import {
  classPapersAppliers,
  classPapersSnapshots,
  findClassPapers,
  isClassPapersQuery,
} from './toy-class-papers.ts';
import { findInvitation, type Invitation } from './toy-invitations.ts';
import { findInOffice, isOfficeQuery, letterAppliers } from './toy-letters.ts';
import { library, texts } from './toy-library.ts';
import { accountsOf, findLink, linkAppliers, type ToyLink } from './toy-links.ts';
import { ownerCallAppliers } from './toy-owner-calls.ts';
import { progressAppliers, progressSnapshot } from './toy-progress.ts';
import { receivedOf } from './toy-received.ts';
import { findInSeats, isSeatQuery, seatAppliers, seatSnapshots, type ToyClass } from './toy-seats.ts';

export interface Person {
  readonly name: string;
  contact: ContactView;
  officer: OfficerView | null;
  interests: readonly string[];
  /** As it would be stored: text, so that nothing survives that JSON loses. */
  session: string;
}

export interface Town {
  readonly people: Map<string, Person>;
  readonly ideas: Idea[];
  readonly classes: Map<string, ToyClass>;
  readonly invitations: Map<string, Invitation>;
  /** By code, which is the id as well. */
  readonly links: Map<string, ToyLink>;
  readonly registry: ToyRegistry;
  readonly board: ToyBoard;
  preferred: string | null;
  now: number;
}

/** 21 November 2026, nine in the morning in Vietnam. */
const morning = Date.UTC(2026, 10, 21, 2);

export const createTown = (): Town => ({
  classes: new Map(),
  people: new Map(),
  ideas: [],
  invitations: new Map(),
  links: new Map(),
  registry: createRegistry(),
  board: createBoard(),
  preferred: null,
  now: morning,
});

const blank = (id: string): ContactView => ({
  id: id as ContactId,
  language: null,
  name: null,
  phone: null,
  unit: null,
  hamlet: null,
  consents: {},
  optedOut: [],
});

export function personOf(town: Town, name: string): Person {
  const known = town.people.get(name);
  if (known !== undefined) return known;
  const person: Person = {
    name,
    contact: blank(name),
    officer: null,
    interests: [],
    session: JSON.stringify(emptySession),
  };
  town.people.set(name, person);
  return person;
}

export const sessionOf = (person: Person): Session => JSON.parse(person.session) as Session;

export function worldOf(town: Town, { contact, officer }: Person): World {
  return {
    now: town.now,
    today: dayOf(town.now),
    contact,
    officer,
    ...library,
    announcing: announcingIn(town),
    calendar,
    hasPages: hasPages(town),
  };
}

const provinceOf = (unit: string) => library.units.byCode(unit)?.provinceCode ?? ('' as UnitCode);

export function snapshotOf(town: Town, person: Person) {
  const { contact, officer } = person;
  const units = officer?.units ?? [];
  const waits = (idea: Idea) => Number(idea.status === 'submitted' || idea.status === 'resubmitted');
  return {
    ...certificateSnapshots(town, person, provinceOf),
    ...progressSnapshot(town, person),
    notedDates: notedDatesOf(person),
    interests: person.interests,
    received: receivedOf(town, person),
    ...announcementSnapshots(town, person),
    ...seatSnapshots(town, person, { ...library, texts }),
    ...classPapersSnapshots(town, person, { ...library, texts }),
    accounts: accountsOf(town, contact.id),
    twin: null,
    myIdeas: town.ideas.filter(({ contactId }) => contactId === contact.id),
    unitIdeas: town.ideas
      .filter(({ unit }) => units.includes(unit) || units.includes(provinceOf(unit)))
      .toSorted((a, b) => waits(b) - waits(a) || a.changedAt - b.changedAt),
  };
}

export function find(town: Town, query: Query, asker: ContactId): Found {
  if (isAnnouncementQuery(query)) return findAnnounced(town, query, asker);
  if (isClassPapersQuery(query)) return findClassPapers(town, query, asker);
  if (isClassOfficeQuery(query)) return findInClassOffice(town, query, asker);
  if (isOfficeQuery(query)) return findInOffice(town, query, asker, provinceOf);
  if (isSeatQuery(query)) return findInSeats(town, query, asker, { ...library, texts });
  if (query.kind === 'linkCode') return findLink(town, query.code, 'asker');
  if (query.kind === 'linkRequest') return findLink(town, query.id, 'owner');
  if (query.kind === 'ideaByCode')
    return { kind: 'ideaByCode', idea: town.ideas.find(({ code }) => code === query.code) ?? null };
  if (query.kind !== 'invitation') return findCertificates(town, query, asker, provinceOf);
  return findInvitation(town, query.code);
}

type Apply<T extends Event['type']> = (
  event: EventOf<T>,
  town: Town,
  person: Person,
) => Readonly<Record<string, string>> | undefined;

function setContact(person: Person, change: Partial<ContactView>): undefined {
  person.contact = { ...person.contact, ...change };
}

function change(town: Town, id: string, seen: number, to: Partial<Idea>): undefined {
  const at = town.ideas.findIndex((idea) => idea.id === id);
  const idea = town.ideas[at];
  if (idea?.version !== seen) throw new Error(`idea ${id} is not at version ${seen}`);
  town.ideas[at] = { ...idea, ...to, version: seen + 1, changedAt: town.now };
}

const appliers: { readonly [T in Event['type']]?: Apply<T> } = {
  language_chosen: ({ language }, _town, person) => setContact(person, { language }),
  profile_saved: ({ type: _, phoneVerified: __, ...change }, _town, person) => setContact(person, change),
  consent_answered: ({ purpose, granted }, _town, person) =>
    setContact(person, { consents: { ...person.contact.consents, [purpose]: granted } }),
  opted_out: ({ classes }, _town, person) =>
    setContact(person, {
      optedOut:
        classes === 'all'
          ? ['reminder', 'official_notice', 'promotional']
          : [...new Set([...person.contact.optedOut, ...classes])],
    }),
  opted_in: ({ classes }, _town, person) =>
    setContact(person, {
      optedOut: classes === 'all' ? [] : person.contact.optedOut.filter((name) => !classes.includes(name)),
    }),
  idea_registered: ({ ideaId, fields }, town, person) => {
    const unit = library.units.byCode(fields.unit);
    const number = town.ideas.filter((idea) => idea.unit === fields.unit).length + 1;
    const year = new Date(town.now).getUTCFullYear();
    const code = formatIdeaCode({ number, province: unit?.provinceCode ?? '', commune: fields.unit, year });
    const about = { id: ideaId, code, contactId: person.contact.id, unit: fields.unit, fields };
    const times = { submittedAt: town.now, changedAt: town.now, returnReason: null, decidedBy: null };
    town.ideas.push({ ...about, ...times, status: 'submitted', version: 1 });
    return { ideaCode: code };
  },
  interests_chosen: ({ topics }, _town, person) => {
    person.interests = topics;
    return undefined;
  },
  idea_corrected: ({ ideaId, seen, fields }, town) =>
    change(town, ideaId, seen, { status: 'resubmitted', fields }),
  idea_withdrawn: ({ ideaId, seen }, town) => change(town, ideaId, seen, { status: 'withdrawn' }),
  idea_accepted: ({ ideaId, seen }, town, { contact }) =>
    change(town, ideaId, seen, { status: 'accepted', returnReason: null, decidedBy: contact.name }),
  idea_returned: ({ ideaId, seen, reason }, town, { contact }) =>
    change(town, ideaId, seen, { status: 'returned', returnReason: reason, decidedBy: contact.name }),
  data_erased: (_event, town, person) => {
    town.ideas.splice(
      0,
      town.ideas.length,
      ...town.ideas.filter((idea) => idea.contactId !== person.contact.id),
    );
    person.contact = blank(person.name);
    person.officer = null;
  },
  officer_asked: (_event, _town, { contact }) => ({
    officerAsked: texts.text('askOfficer.told', {}, contact.language ?? 'vi'),
  }),
  ...linkAppliers(blank),
  ...certificateAppliers,
  ...progressAppliers,
  ...ownerCallAppliers,
  ...letterAppliers,
  ...calendarAppliers,
  ...announcementAppliers(texts),
  ...seatAppliers({ ...library, texts }),
  ...classOfficeAppliers(texts),
  ...classPapersAppliers(texts),
  officer_joined: ({ invitation }, town, person) => {
    const found = town.invitations.get(invitation);
    if (found === undefined || found.used) throw new Error(`invitation ${invitation} is not open`);
    found.used = true;
    person.officer = { role: found.role, units: found.units };
  },
};

/** Applies one fact; gives the slots it fills. */
export function apply<T extends Event['type']>(event: EventOf<T>, town: Town, person: Person) {
  const applier = appliers[event.type as T] as Apply<T> | undefined;
  return applier?.(event, town, person) ?? {};
}
