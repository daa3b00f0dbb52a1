/** Pure: when a seat that became free may be offered, and until when it is held. SQL twin: `seat_answer_by`. */
import { dayOf, startOf } from './calendar.ts';
import type { Instant } from './model.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Offers go out, and end, by day only (domain reference §12: 08:00–20:00). */
export const offerHours = { from: 8, to: 20 } as const;
const longestMs = 24 * hourMs;
const shortestMs = hourMs;
/** An offer lasts this part of the time left until the start. */
const shareOfRest = 6;
/** Later than this before the start a seat is not offered any more. */
const lastCallMs = 15 * minuteMs;

const sinceMidnight = (at: Instant): number => at - startOf(dayOf(at));
const isByDay = (at: Instant): boolean =>
  sinceMidnight(at) >= offerHours.from * hourMs && sinceMidnight(at) < offerHours.to * hourMs;

/** Tells whether a free seat may be offered now. */
export function mayOffer(startsAt: Instant, at: Instant): boolean {
  return isByDay(at) && startsAt - at > lastCallMs;
}

/** The first instant from now on at which a seat may be offered; `null` when there is none before the start. */
export function nextOfferAt(startsAt: Instant, at: Instant): Instant | null {
  const midnight = startOf(dayOf(at));
  const morning = midnight + offerHours.from * hourMs;
  const from = isByDay(at) ? at : at < morning ? morning : morning + 24 * hourMs;
  return mayOffer(startsAt, from) ? from : null;
}

/**
 * Until when an offer made now is held: a sixth of the time left, at least an hour and at most a day. One that would end
 * at night ends at nine the next morning; none outlasts the start.
 */
export function answerBy(startsAt: Instant, at: Instant): Instant {
  const left = startsAt - at;
  const held = Math.min(longestMs, Math.max(shortestMs, Math.floor(left / shareOfRest)));
  const due = at + held;
  return Math.min(isByDay(due) ? due : nextMorning(due), startsAt);
}

function nextMorning(at: Instant): Instant {
  const nine = startOf(dayOf(at)) + (offerHours.from + 1) * hourMs;
  return at < nine ? nine : nine + 24 * hourMs;
}
