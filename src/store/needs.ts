/** What flows ask the store for: snapshots by name, loaded before the turn, and lookups by kind. One entry each. */
import { dayOf } from '../core/calendar.ts';
import type { ContactView, Instant } from '../core/model.ts';
import type { TurnState, TurnTx } from '../ports.ts';
import {
  findAnnouncement,
  findAnswers,
  findPeople,
  findQuestion,
  findReceived,
  lastWord,
  openQuestions,
  unitAnnouncements,
} from './announcement-reads.ts';
import {
  findByText,
  findCertificate,
  findClaim,
  findCoverage,
  findInState,
  myCertificates,
  unitCertificates,
} from './certificates.ts';
import { findAttended, findRating, heldOfferings } from './class-feedback.ts';
import { findDesk, findMade, findMessages } from './class-office.ts';
import type { Sql } from './database.ts';
import { findEnrolList } from './enrol-lists.ts';
import { findFigures } from './figures.ts';
import { findIdea, ideasOf, ideasOfUnits } from './ideas.ts';
import { interestsOf } from './interests.ts';
import { findLetterHead, findLetterScope } from './letter-drafts.ts';
import { linkReads } from './links.ts';
import { notedDates } from './noted-dates.ts';
import { findInvitation } from './officers.ts';
import { findCalls } from './owner-calls.ts';
import { receivedBy } from './received.ts';
import { findRegistryFile } from './registry-files.ts';
import { findOffering, findRoll, offeringsOfUnits, openOfferings, seatsOf, standingOf } from './seats.ts';
import { findSuiting, ownProgress } from './self-checks.ts';

type Snapshots = Required<Awaited<ReturnType<TurnTx['snapshot']>>>;
type Query = Parameters<TurnTx['lookup']>[0];
type Found = Awaited<ReturnType<TurnTx['lookup']>>;

type Who = Pick<TurnState, 'contact' | 'officer'> & { readonly at: Instant };
type Loaders = { readonly [N in keyof Snapshots]: (sql: Sql, who: Who) => Promise<Snapshots[N]> };

export const snapshots: Loaders = {
  myIdeas: (sql, { contact }) => ideasOf(sql, contact.id),
  unitIdeas: (sql, { officer }) => ideasOfUnits(sql, officer),
  accounts: (sql, { contact }) => linkReads(sql).accountsOf(contact.id),
  twin: (sql, { contact }) => linkReads(sql).twinOf(contact.id),
  openOfferings: (sql, { contact }) => openOfferings(sql, contact.id),
  mySeats: (sql, { contact }) => seatsOf(sql, contact.id),
  standing: (sql, { contact }) => standingOf(sql, contact.id),
  unitOfferings: (sql, { contact, officer }) =>
    officer === null ? Promise.resolve([]) : offeringsOfUnits(sql, contact.id),
  myCertificates: (sql, { contact }) => myCertificates(sql, contact.id),
  notedDates: (sql, { contact }) => notedDates(sql, contact.id),
  interests: (sql, { contact }) => interestsOf(sql, contact.id),
  heldOfferings: (sql, { contact, officer, at }) =>
    officer === null ? Promise.resolve([]) : heldOfferings(sql, contact.id, at),
  ownProgress: (sql, { contact }) => ownProgress(sql, contact.id),
  unitAnnouncements: (sql, { officer }) => unitAnnouncements(sql, officer),
  openQuestions: (sql, { officer }) => openQuestions(sql, officer),
  lastWord: (sql, { contact, at }) => lastWord(sql, contact, at),
  received: (sql, { contact, at }) => receivedBy(sql, contact.id, at),
  unitCertificates: (sql, { officer, at }) => unitCertificates(sql, officer, at),
};

/** Who asks, and when. */
interface Asking {
  readonly asker: ContactView;
  readonly at: Instant;
}

type QueryOf<K extends Query['kind']> = Extract<Query, { readonly kind: K }>;
type Finders = {
  readonly [K in Query['kind']]: (sql: Sql, query: QueryOf<K>, asking: Asking) => Promise<Found>;
};

const finders: Finders = {
  certificateByText: (sql, { text }, { asker }) => findByText(sql, text, asker),
  certificateById: (sql, { id }) => findCertificate(sql, id),
  claimById: (sql, { id }) => findClaim(sql, id),
  registryFile: async (sql, { id }) => ({ kind: 'registryFile', file: await findRegistryFile(sql, id) }),
  noticeCoverage: (sql, _query, { asker, at }) => findCoverage(sql, asker, at),
  certificatesInState: (sql, query, { asker, at }) => findInState(sql, query, asker, at),
  announcement: (sql, { id }, { at }) => findAnnouncement(sql, id, at),
  announcementPeople: (sql, query) => findPeople(sql, query),
  announcementAnswers: (sql, query) => findAnswers(sql, query),
  receivedAnnouncement: (sql, { id }, { asker }) => findReceived(sql, id, asker),
  question: (sql, { id }) => findQuestion(sql, id),
  offeringByCode: (sql, { code }, { asker }) => findOffering(sql, code, asker.id),
  suitingOfferings: (sql, _query, { asker }) => findSuiting(sql, asker.id),
  rollByCode: (sql, { code }, { asker }) => findRoll(sql, code, asker.id),
  classDesk: (sql, { code, text }, { asker }) => findDesk(sql, code, { officer: asker.id, text }),
  classMessages: (sql, { code }, { asker }) => findMessages(sql, code, asker.id),
  classMade: (sql, _query, { asker }) => findMade(sql, asker.id),
  classRating: (sql, { code }, { asker }) => findRating(sql, code, asker.id),
  enrolList: async (sql, { id }) => ({ kind: 'enrolList', list: await findEnrolList(sql, id) }),
  attendedClass: (sql, { code }, { asker }) => findAttended(sql, code, asker.id),
  ownerCalls: async (sql, { id }, { asker }) => ({
    kind: 'ownerCalls',
    calls: await findCalls(sql, asker.id, id),
  }),
  letterHead: async (sql, { unit }, { asker }) => ({
    kind: 'letterHead',
    seen: await findLetterHead(sql, unit, asker.id),
  }),
  letterScope: async (sql, _query, { asker, at }) => ({
    kind: 'letterScope',
    scope: await findLetterScope(sql, asker.id, at),
  }),
  figures: async (sql, asked, { asker, at }) => ({
    kind: 'figures',
    ...(await findFigures(sql, asker.id, asked, dayOf(at))),
  }),
  ideaByCode: (sql, { code }) => findIdea(sql, code),
  invitation: (sql, { code }, { at }) => findInvitation(sql, code, at),
  linkCode: async (sql, { code }, { asker, at }) => ({
    kind: 'link',
    ...(await linkReads(sql).linkByCode(code, asker.id, at)),
  }),
  linkRequest: async (sql, { id }, { asker, at }) => ({
    kind: 'link',
    ...(await linkReads(sql).linkRequest(id, asker.id, at)),
  }),
};

/** What a flow asks about before it is answered; rows an action may change are locked. */
export function runQuery<K extends Query['kind']>(
  sql: Sql,
  query: QueryOf<K>,
  asking: Asking,
): Promise<Found> {
  const find = finders[query.kind as K];
  return find(sql, query, asking);
}
