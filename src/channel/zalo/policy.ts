/**
 * Pure: Zalo's windows, quiet hours, quotas and prices (reference §2.9, §4.3). The ladder is: ordinary message, template
 * to the account, template to the phone number, somebody's call. Prices come from the operator; none is guessed.
 */
import { dayOf, startOf } from '../../core/calendar.ts';
import type { Instant, ParcelClass } from '../../core/model.ts';
import { scatter } from '../../core/scatter.ts';
import type { Permit } from '../../ports/permit.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Free and unlimited so long after the last interaction. */
export const freeMs = 48 * hourMs;
/** Charged, but allowed, so long; afterwards refused with -230. */
export const openMs = 7 * dayMs;
/** 22:00 to 06:00, by the text of -234; the time zone is Vietnam's. */
const nightFromHour = 22;
const nightToHour = 6;
/** Not everybody at 06:00 sharp. */
const releaseSpreadMs = 10 * 60_000;

/** A registered template that may carry what has no window any more. */
export interface TemplateOffer {
  /** Đồng per message; `null`: unknown. */
  readonly priceVnd: number | null;
  /** Messages left today or in the package; `null`: unknown. */
  readonly left: number | null;
}

export interface PolicyFacts {
  readonly class: ParcelClass;
  readonly now: Instant;
  /** When the person last did something with our account; `null`: never. */
  readonly lastInteractionAt: Instant | null;
  /** Spreads the release after a night; any text that differs from person to person. */
  readonly address: string;
  readonly charged: {
    /** Đồng for a message between 48 hours and 7 days; `null`: unknown. */
    readonly priceVnd: number | null;
    /** Messages left in the account's packages, which cost nothing more; `null`: unknown. */
    readonly allowanceLeft: number | null;
    /** Zalo has said that neither package nor wallet has anything left; ask again then. */
    readonly usedUpUntil: Instant | null;
  };
  /** Configured and taken by Zalo for this class; `null`: not. */
  readonly template: TemplateOffer | null;
  /** Configured, and the person gave a number and agreed to be written to at it; `null`: not. */
  readonly phone: TemplateOffer | null;
}

export type WindowState = 'free' | 'charged' | 'closed';

/** In which window a person is; a moment in the future counts as now. */
export function windowOf(lastInteractionAt: Instant | null, now: Instant): WindowState {
  if (lastInteractionAt === null) return 'closed';
  const silenceMs = now - lastInteractionAt;
  if (silenceMs <= freeMs) return 'free';
  return silenceMs <= openMs ? 'charged' : 'closed';
}

/** Decides; total for any facts. */
export function permit(facts: PolicyFacts): Permit {
  const window = windowOf(facts.lastInteractionAt, facts.now);
  if (window === 'free') return { ok: true, way: 'message', costVnd: 0 };
  const charged = window === 'charged' ? permitCharged(facts) : null;
  if (charged?.ok === true) return charged;
  const refused: Permit[] = charged === null ? [] : [charged];
  for (const way of ['template', 'phone'] as const) {
    const offered = permitTemplate(facts, way);
    if (offered?.ok === true) return offered;
    if (offered !== null) refused.push(offered);
  }
  return soonest(refused) ?? { ok: false, why: 'out_of_window', notBefore: null };
}

function permitCharged({ charged, now }: PolicyFacts): Permit {
  const { priceVnd, allowanceLeft, usedUpUntil } = charged;
  if (usedUpUntil !== null && usedUpUntil > now) return { ok: false, why: 'quota', notBefore: usedUpUntil };
  const costVnd = allowanceLeft !== null && allowanceLeft > 0 ? 0 : priceVnd;
  return { ok: true, way: 'message', costVnd };
}

/** Advertising rests at night; other templates arrive, on the account without a sound. */
function permitTemplate(facts: PolicyFacts, way: 'template' | 'phone'): Permit | null {
  const offer = facts[way];
  if (offer === null) return null;
  const night = nightEnd(facts.now);
  if (night !== null && facts.class === 'promotional')
    return { ok: false, why: 'quiet_hours', notBefore: releaseAt(facts.address, facts.now) };
  if (offer.left !== null && offer.left <= 0)
    return { ok: false, why: 'quota', notBefore: startOfNextDay(facts.now) };
  const silent = night !== null && way === 'template' ? { silent: true as const } : {};
  return { ok: true, way, costVnd: offer.priceVnd, ...silent };
}

type Refusal = Extract<Permit, { ok: false }>;

/** Of several reasons to wait the one that ends first. */
function soonest(permits: readonly Permit[]): Refusal | null {
  const waits = permits.filter((one): one is Refusal => !one.ok && one.notBefore !== null);
  return waits.toSorted((a, b) => (a.notBefore ?? 0) - (b.notBefore ?? 0))[0] ?? null;
}

/** When the night that `now` lies in ends; `null` by day. */
export function nightEnd(now: Instant): Instant | null {
  const midnight = startOf(dayOf(now));
  if (now < midnight + nightToHour * hourMs) return midnight + nightToHour * hourMs;
  return now >= midnight + nightFromHour * hourMs ? midnight + dayMs + nightToHour * hourMs : null;
}

/** When what waits for the end of the night goes out to this person; an hour from now if by our clock it is day. */
export function releaseAt(address: string, now: Instant): Instant {
  return (nightEnd(now) ?? now + hourMs) + scatter(address, releaseSpreadMs);
}

const startOfNextDay = (now: Instant): Instant => startOf(dayOf(now)) + dayMs;
