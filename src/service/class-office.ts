/** What officers do with classes and events: make, change, cut, cancel. People are told of what concerns them by the clock of seats. */
import { dayOf } from '../core/calendar.ts';
import { beginsAt, type Offering } from '../core/class.ts';
import { type ClassDraft, draftFaults, offeringOf, seriesOf } from '../core/class-draft.ts';
import { ok, type Result, refuse } from '../core/error.ts';
import { overbooked } from '../core/seat-act.ts';
import { type CutRule, type Seated, whoToUnseat } from '../core/seat-cut.ts';
import type { Claim, PersonKey } from '../core/seats.ts';
import type { OfferingView } from '../flow/needs/seats.ts';
import type { RosterRow } from '../ports/roster.ts';
import type { Deps } from './deps.ts';

type Office = Pick<Deps, 'store' | 'clock'>;

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
  const now = await store.findOffering(view.offering.code);
  if (now === null || now.offering.version !== view.offering.version) return refuse('class.changedMeanwhile');
  const changed: Offering = { ...now.offering, ...change };
  const startsAt = beginsAt(changed);
  const closesAt = Math.min(now.rules.closesAt, startsAt);
  await store.saveOffering(changed, { ...now.rules, startsAt, closesAt }, at);
  await store.noteChange(changed.id, changed.version + 1, at);
  return ok({ ...changed, version: changed.version + 1 });
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
  const guests = await store.claimants(offering.id, ['taken', 'offered', 'waiting']);
  await store.cancelOffering(offering.id, reason, at);
  await store.actOnSeats(offering.id, { kind: 'cancel' }, at);
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

const claimOf = ({ no, person, producer, seats, state, isConfirmed }: RosterRow): Seated & Claim => ({
  ...{ no, person, producer, seats, state, isConfirmed },
  answerBy: null,
});

const noRules = {
  ...{ perProducer: null, atOnce: 1, hasWaitingList: true, isCancelled: false },
  ...{ opensAt: 0, closesAt: 0, startsAt: 0 },
};
