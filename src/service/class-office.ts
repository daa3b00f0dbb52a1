/** What officers do with classes and events: make, change, cut, cancel. People are told of what concerns them by the clock of seats. */
import { dayOf } from '../core/calendar.ts';
import { beginsAt, type Offering } from '../core/class.ts';
import { type ClassDraft, draftFaults, offeringOf, seriesOf } from '../core/class-draft.ts';
import { ok, type Result, refuse } from '../core/error.ts';
import type { Instant } from '../core/model.ts';
import { overbooked } from '../core/seat-act.ts';
import { type CutRule, type Seated, stillToUnseat, whoToUnseat } from '../core/seat-cut.ts';
import type { Claim, PersonKey } from '../core/seats.ts';
import type { OfferingView } from '../flow/needs/seats.ts';
import type { ClassOffice } from '../ports/class-office.ts';
import type { RosterRow } from '../ports/roster.ts';
import type { Clock } from '../ports.ts';

/** The store itself, or a turn's transaction. */
export interface Office {
  readonly store: ClassOffice;
  readonly clock: Clock;
}

/** Makes the class, or all of a series. Refuses with every fault at once; makes nothing then. */
export async function createClasses(
  { store, clock }: Office,
  draft: ClassDraft,
): Promise<{ readonly made: readonly Offering[] } | { readonly faults: ReturnType<typeof draftFaults> }> {
  const at = clock.now();
  const faults = draftFaults(draft, dayOf(at));
  if (faults.length > 0) return { faults };
  const made: Offering[] = [];
  const drafts = seriesOf(draft);
  for (const one of drafts) {
    const code = await store.nextOfferingCode(one.kind);
    const series = drafts.length > 1 ? (made[0]?.code ?? code) : undefined;
    const { offering, rules } = offeringOf(one, code, series);
    await store.saveOffering(offering, rules, at);
    made.push(offering);
  }
  return { made };
}

/** Changes words, days or places; whoever has a seat or waits is told once. Refuses when somebody was faster. */
export async function changeClass(
  { store, clock }: Office,
  view: OfferingView,
  change: Partial<Pick<Offering, 'title' | 'description' | 'sessions' | 'materials' | 'organiser'>>,
): Promise<Result<Offering>> {
  const at = clock.now();
  const { version: seen } = view.offering;
  const offering: Offering = { ...view.offering, ...change };
  const startsAt = beginsAt(offering);
  const rules = { ...view.rules, startsAt, closesAt: Math.min(view.rules.closesAt, startsAt) };
  if (!(await store.reviseOffering({ seen, offering, rules }, at))) return refuse('class.changedMeanwhile');
  await store.noteChange(offering.id, seen + 1, at);
  return ok({ ...offering, version: seen + 1 });
}

/** What people read or watch; nobody is told by itself. Refuses when somebody was faster. */
export async function setMaterials(
  { store, clock }: Office,
  { offering, rules }: OfferingView,
  materials: Offering['materials'],
): Promise<Result<number>> {
  const changed = { seen: offering.version, offering: { ...offering, materials }, rules };
  const done = await store.reviseOffering(changed, clock.now());
  return done ? ok(materials.length) : refuse('class.changedMeanwhile');
}

/** Closes enrolment now, or keeps it open until an instant before the start. Nobody's seat changes, so nobody is told. */
export async function setEnrolment(
  { store, clock }: Office,
  { offering, rules }: OfferingView,
  until: Instant,
): Promise<Result<Instant>> {
  const at = clock.now();
  const closesAt = Math.min(Math.max(until, at), rules.startsAt);
  const changed = { ...rules, opensAt: Math.min(rules.opensAt, at), closesAt };
  const done = await store.reviseOffering({ seen: offering.version, offering, rules: changed }, at);
  return done ? ok(closesAt) : refuse('class.changedMeanwhile');
}

/**
 * Cancels a class: all are told, and the next similar one, if there is one, offers them its seats first, in their order.
 * Gives that one's code.
 */
export async function cancelClass(
  { store, clock }: Office,
  { offering }: Pick<OfferingView, 'offering'>,
  reason: string,
): Promise<string | null> {
  const at = clock.now();
  await store.actOnSeats(offering.id, { kind: 'cancel', reason }, at);
  const guests = await store.claimants(offering.id, ['cancelled']);
  const [code] = await store.similarTo(offering.id, at);
  const next = code === undefined ? null : await store.findOffering(code);
  if (next === null || guests.length === 0) return null;
  await store.actOnSeats(next.offering.id, { kind: 'invite', guests }, at);
  return next.offering.code;
}

/** How many seats too many are given after a cut, and whom each rule would take. Nobody loses a seat by this. */
export interface Cut {
  readonly over: number;
  readonly proposed: readonly RosterRow[];
}

/** Gives a class more seats, or fewer: then the officer is shown whose seats a rule would take back. */
export async function resizeClass(
  { store, clock }: Office,
  { offering }: Pick<OfferingView, 'offering'>,
  capacity: number,
  rule: CutRule,
): Promise<Cut> {
  await store.actOnSeats(offering.id, { kind: 'resize', capacity }, clock.now());
  const rows = await store.roster(offering.id);
  const over = overbooked({ ...noRules, capacity, claims: rows.map(claimOf) });
  const people = whoToUnseat(rows.map(claimOf), over, rule);
  return { over, proposed: rows.filter(({ person }) => people.includes(person)) };
}

/** Takes seats back as the officer decided: to their own place in the waiting list, or out. They are told. */
export async function unseat(
  { store, clock }: Office,
  { offering }: Pick<OfferingView, 'offering'>,
  people: readonly PersonKey[],
  keepsPlace: boolean,
): Promise<void> {
  await store.actOnSeats(offering.id, { kind: 'unseat', people, keepsPlace }, clock.now());
}

/**
 * Gives a class fewer seats and takes back those the officer chose, in that order, as long as any are too many: whoever left
 * meanwhile spares another. Gives how many are too many still.
 */
export async function cutClass(
  { store, clock }: Office,
  { offering }: Pick<OfferingView, 'offering'>,
  cut: { readonly capacity: number; readonly claims: readonly string[]; readonly keepsPlace: boolean },
): Promise<{ readonly unseated: number; readonly over: number }> {
  const { capacity, claims, keepsPlace } = cut;
  await store.actOnSeats(offering.id, { kind: 'resize', capacity }, clock.now());
  const rows = await store.roster(offering.id);
  const over = overbooked({ ...noRules, capacity, claims: rows.map(claimOf) });
  const chosen = claims.flatMap((claim) => rows.find((row) => row.claim === claim) ?? []);
  const people = stillToUnseat(chosen.map(claimOf), over);
  if (people.length > 0)
    await unseat(
      { store, clock },
      { offering },
      people.map(({ person }) => person),
      keepsPlace,
    );
  return {
    unseated: people.length,
    over: Math.max(0, over - people.reduce((sum, { seats }) => sum + seats, 0)),
  };
}

const claimOf = ({ no, person, producer, seats, state, isConfirmed }: RosterRow): Seated & Claim => ({
  ...{ no, person, producer, seats, state, isConfirmed },
  answerBy: null,
});

const noRules = {
  ...{ perProducer: null, atOnce: 1, hasWaitingList: true, isCancelled: false },
  ...{ opensAt: 0, closesAt: 0, startsAt: 0 },
};
