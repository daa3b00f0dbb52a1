/** Papers of a class, made when they are sent: list, poster, name tags. Who may have them was asked when they were offered. */
import { dayOf, formatDay, weekdayOf } from '../core/calendar.ts';
import type { Offering, Session } from '../core/class.ts';
import type { Vars } from '../core/event.ts';
import type { AdminUnit, Language } from '../core/model.ts';
import { unitTitle } from '../core/unit.ts';
import { splitOfficialName } from '../core/unit-address.ts';
import { fold } from '../core/vietnamese.ts';
import { audienceText } from '../flow/flows/make-class-scene.ts';
import { shownInstant } from '../flow/flows/offering-card.ts';
import type { Documents } from '../ports/document.ts';
import type { PublicPages } from '../ports/pages.ts';
import type { NameTags, Poster, Roster } from '../ports/paper.ts';
import type { RosterRow } from '../ports/roster.ts';
import type { OfferingView } from '../ports/seats.ts';
import type { Clock, Library, Store, Texts } from '../ports.ts';
import type { PaperMaker } from './made-media.ts';
import { renderText } from './render.ts';

export interface ClassPaperDeps {
  readonly store: Pick<
    Store,
    'findOffering' | 'roster' | 'marksOf' | 'producerNames' | 'attendanceProof' | 'attendanceProofs'
  >;
  readonly library: Pick<Library, 'units'>;
  readonly texts: Texts;
  readonly clock: Clock;
  readonly documents: () => Promise<Documents>;
  /** Absent: papers carry no links. */
  readonly pages?: PublicPages;
}

export type Say = (key: string, vars?: Vars) => string;

/** One class as a paper speaks of it. */
interface Subject {
  readonly deps: ClassPaperDeps;
  readonly view: OfferingView;
  readonly language: Language;
  readonly say: Say;
}

export const sayerOf =
  ({ texts }: Pick<ClassPaperDeps, 'texts'>, language: Language): Say =>
  (key, vars = {}) =>
    renderText({ key: `classPapers.paper.${key}`, vars }, { texts, language, slots: {} });

export const pdf = (bytes: Uint8Array) => ({ bytes, mime: 'application/pdf' });
export const mimes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Makers by the kind that stands in the id; the id is the class's short code. */
export function classPapers(deps: ClassPaperDeps): Readonly<Record<string, PaperMaker>> {
  const about =
    (make: (subject: Subject) => ReturnType<PaperMaker>): PaperMaker =>
    async (code, language) => {
      const view = await deps.store.findOffering(code);
      return view === null ? null : make({ deps, view, language, say: sayerOf(deps, language) });
    };
  const roster = (form: keyof typeof mimes) =>
    about(async (subject) => {
      const bytes = await (await deps.documents()).roster(await rosterOf(subject), form, subject.language);
      return { bytes, mime: mimes[form] };
    });
  const poster = (size: 'A4' | 'A3') =>
    about(async (subject) =>
      pdf(await (await deps.documents()).poster(await posterOf(subject), size, subject.language)),
    );
  return {
    'roster-docx': roster('docx'),
    'roster-pdf': roster('pdf'),
    'roster-xlsx': roster('xlsx'),
    'poster-a4': poster('A4'),
    'poster-a3': poster('A3'),
    tags: about(async (subject) => pdf(await (await deps.documents()).nameTags(await tagsOf(subject)))),
  };
}

const placeOf = ({ venue, address }: Session): string =>
  address === undefined ? venue : `${venue}, ${address}`;

const sessionLine = ({ say }: Subject, session: Session): string =>
  say('detail', {
    day: { day: session.day },
    from: session.from,
    to: session.to,
    venue: placeOf(session),
  });

/** Those who have a seat, and whoever came without one. */
async function peopleOf({ deps, view }: Subject): Promise<readonly RosterRow[]> {
  const rows = await deps.store.roster(view.offering.id);
  return rows.filter(({ state }) => state === 'taken' || state === 'walk_in');
}

/** What an officer should know of somebody: came without a seat, comes for another, cannot be written to, shares a number. */
function noteOf(
  { state, isSubstitute, contactId, phone }: RosterRow,
  all: readonly RosterRow[],
  say: Say,
): string {
  if (state === 'walk_in') return say('walkIn');
  const isShared = phone !== null && all.filter((one) => one.phone === phone).length > 1;
  return [
    ...(isSubstitute ? [say('substitute')] : []),
    ...(contactId === null ? [say('noAccount')] : []),
    ...(isShared ? [say('samePhone')] : []),
  ].join(', ');
}

async function rosterOf(subject: Subject): Promise<Roster> {
  const { deps, view, say } = subject;
  const { offering } = view;
  const people = await peopleOf(subject);
  const producers = await deps.store.producerNames(people.flatMap(({ producer }) => producer ?? []));
  const several = offering.sessions.length > 1;
  return {
    issuer: [offering.organiser],
    title: offering.title,
    details: offering.sessions.map((session) => sessionLine(subject, session)),
    people: people.map((row) => ({
      name: row.name ?? '',
      phone: row.phone,
      unit: row.unit === null ? '' : (deps.library.units.byCode(row.unit)?.name ?? ''),
      producer: producers[row.producer ?? ''] ?? row.from ?? '',
      note: noteOf(row, people, say),
    })),
    ...(several
      ? {
          sessions: offering.sessions.map(({ day }, at) =>
            say('session', { no: at + 1, day: formatDay(day).slice(0, 5) }),
          ),
        }
      : {}),
    signer: { office: say('office'), name: '' },
    place: placeOfDate(deps, offering),
    date: null,
  };
}

/** Place before a date, as official papers write it: without the kind of unit. */
export const placeOfDate = ({ library }: ClassPaperDeps, { unit }: Offering): string =>
  splitOfficialName(library.units.byCode(unit)?.name ?? '').rest;

async function posterOf(subject: Subject): Promise<Poster> {
  const { deps, view, say } = subject;
  const { offering, rules } = view;
  const unit = deps.library.units.byCode(offering.unit);
  const links = (await deps.pages?.chatLinks(offering.code)) ?? [];
  const fee = offering.feeVnd === 0 ? [{ label: say('fee'), value: say('free') }] : [];
  return {
    issuer: [offering.organiser, ...(unit === undefined || names(offering, unit) ? [] : [unitTitle(unit)])],
    kicker: say('kicker'),
    title: offering.title,
    facts: [
      { label: say('time'), value: offering.sessions.map((one) => timeOf(subject, one)).join('\n') },
      { label: say('place'), value: [...new Set(offering.sessions.map(placeOf))].join('; ') },
      { label: say('for'), value: say('audience', { audience: audienceText(offering.audience) }) },
      { label: say('closes'), value: renderIn(subject, shownInstant(rules.closesAt)) },
      { label: say('room'), value: say('seats', { count: rules.capacity }) },
      ...fee,
    ],
    codes: links.map(({ channel, link, opensClass }) => ({
      channel,
      link,
      caption: opensClass ? say('opens') : say('types', { code: offering.code }),
    })),
    shortCode: offering.code,
    hotline: deps.pages?.hotline ?? null,
    footer: say('footer'),
  };
}

/** People think of days of the week. */
const timeOf = ({ say }: Subject, { day, from, to }: Session): string =>
  say('dated', { weekday: { key: `classes.weekday.${weekdayOf(day)}` }, day: { day }, from, to });

/** Whether the organiser's name says already whose it is. */
const names = ({ organiser }: Offering, unit: AdminUnit): boolean =>
  fold(organiser).includes(fold(unit.name));

const renderIn = ({ deps, language }: Subject, ref: Parameters<typeof renderText>[0]): string =>
  renderText(ref, { texts: deps.texts, language, slots: {} });

async function tagsOf(subject: Subject): Promise<NameTags> {
  const { deps, view } = subject;
  const people = await peopleOf(subject);
  const producers = await deps.store.producerNames(people.flatMap(({ producer }) => producer ?? []));
  const [first] = view.offering.sessions;
  return {
    title: view.offering.title,
    subtitle: first === undefined ? dayOf(deps.clock.now()) : `${formatDay(first.day)} · ${first.venue}`,
    people: people.map(({ name, unit, producer, claim }) => ({
      name: name ?? '',
      line: producers[producer ?? ''] ?? (unit === null ? '' : (deps.library.units.byCode(unit)?.name ?? '')),
      ...(deps.pages === undefined ? {} : { qr: deps.pages.personalCode(claim) }),
    })),
  };
}
