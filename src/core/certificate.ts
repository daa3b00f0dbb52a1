/**
 * Pure: certificates of recognised products and where each stands (QĐ 26/2026/QĐ-TTg articles 4, 7, 8; domain reference
 * §8). The status is never stored: it follows from dates and filings alone, so a clock set back or a late import heals
 * by itself.
 */
import { addDays, addMonths, daysBetween } from './calendar.ts';
import type { ContactId, Day, ProducerType, UnitCode } from './model.ts';

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };
export type ProducerId = Id<'ProducerId'>;
export type ProductId = Id<'ProductId'>;
export type CertificateId = Id<'CertificateId'>;
export type ClaimId = Id<'ClaimId'>;
export type FilingId = Id<'FilingId'>;

/** Only these are recognised with a certificate (article 4). */
export const stars = [3, 4, 5] as const;
export type Star = (typeof stars)[number];

export const evaluationTypes = ['first', 'upgrade', 'renewal'] as const;
export type EvaluationType = (typeof evaluationTypes)[number];

export const certificateStatuses = [
  'valid',
  'renewal_window',
  'renewal_filed',
  'forwarded',
  'renewed',
  'expired',
  'revoked',
] as const;
export type CertificateStatus = (typeof certificateStatuses)[number];

/** `said` by the owner; `confirmed`: received by the commune; `refused`: the officer knows of no dossier. */
export const filingStates = ['said', 'confirmed', 'refused', 'forwarded', 'granted', 'denied'] as const;
export type FilingState = (typeof filingStates)[number];

export interface Filing {
  readonly id: FilingId;
  readonly state: FilingState;
  /** Day the commune received the dossier; both clocks run from here. */
  readonly filedOn: Day | null;
  readonly forwardedOn: Day | null;
  readonly decidedOn: Day | null;
  readonly reason: string | null;
  readonly version: number;
}

/** A certificate with its product and producer, as flows see it. */
export interface Certificate {
  readonly id: CertificateId;
  /** As printed; older certificates may be known by decision only. */
  readonly number: string | null;
  readonly product: string;
  /** Id of domain reference §5; `null` when the file named a group only. */
  readonly productSet: string | null;
  readonly producerId: ProducerId;
  readonly producer: string;
  readonly producerType: ProducerType | null;
  readonly unit: UnitCode;
  readonly star: Star;
  readonly kind: EvaluationType;
  readonly decision: string | null;
  /** Who issued it, in words: may be a district or province that is no more. */
  readonly authority: string | null;
  readonly issuedOn: Day | null;
  /** Last day of validity: as printed, else computed (`validComputed`). */
  readonly validUntil: Day;
  readonly validComputed: boolean;
  readonly revokedOn: Day | null;
  /** A ground of article 8, or words. */
  readonly revokeReason: string | null;
  /** Number of the decision that revoked it. */
  readonly revokeDecision: string | null;
  /** The commune confirmed that the product is no longer made. */
  readonly stoppedOn: Day | null;
  /** A later certificate of the same product is there. */
  readonly renewed: boolean;
  /** The filing that counts: the latest. */
  readonly filing: Filing | null;
  /** The owner does not want to renew. */
  readonly declinedOn: Day | null;
  readonly declineReason: string | null;
  readonly version: number;
}

export interface Claim {
  readonly id: ClaimId;
  readonly certificate: Certificate;
  readonly contactId: ContactId;
  readonly person: string | null;
  readonly phone: string | null;
  /** The verified number is the producer's: speaks for the claim, proves nothing. */
  readonly phoneMatches: boolean;
  readonly state: 'open' | 'confirmed' | 'refused' | 'withdrawn';
  readonly reason: string | null;
}

/** Validity of a certificate in months from the day of issue (article 4). */
export const validMonths = 36;
/** The dossier is filed not earlier and not later than so many days before expiry, both days included (article 7(6)a). */
export const windowDays = { opens: 180, closes: 120 } as const;
/** How long a filed request can carry an expired certificate at most (article 12(3); whether it lasts is unclear, §14). */
export const carriedDays = 180;

/**
 * Computes the last day of validity where none is printed; to be flagged wherever it is shown. The same day of the 36th
 * month, the last day of a shorter month (issued 29/02/2024 → 28/02/2027): the decision is silent on it (§14).
 */
export function computeValidUntil(issuedOn: Day): Day {
  return addMonths(issuedOn, validMonths);
}

/** First and last day of the renewal window. */
export function renewalWindow(validUntil: Day): { readonly opensOn: Day; readonly closesOn: Day } {
  return {
    opensOn: addDays(validUntil, -windowDays.opens),
    closesOn: addDays(validUntil, -windowDays.closes),
  };
}

type Dated = Pick<Certificate, 'validUntil' | 'revokedOn' | 'renewed' | 'filing'>;

/** Tells where a certificate stands on a day. The SQL function `certificate_status` says the same. */
export function statusOf({ validUntil, revokedOn, renewed, filing }: Dated, today: Day): CertificateStatus {
  if (revokedOn !== null && revokedOn <= today) return 'revoked';
  if (renewed || filing?.state === 'granted') return 'renewed';
  const left = daysBetween(today, validUntil);
  const underWay = filing?.state === 'forwarded' || filing?.state === 'confirmed';
  if (underWay && left >= -carriedDays) return filing.state === 'forwarded' ? 'forwarded' : 'renewal_filed';
  if (left < 0) return 'expired';
  return left <= windowDays.opens && left >= windowDays.closes ? 'renewal_window' : 'valid';
}

/** How a filing may go on; `null`: nobody spoke of one yet. */
const filingMoves: Readonly<Record<FilingState | 'none', readonly FilingState[]>> = {
  none: ['said', 'confirmed'],
  said: ['confirmed', 'refused'],
  confirmed: ['forwarded', 'granted', 'denied'],
  forwarded: ['granted', 'denied'],
  refused: ['said', 'confirmed'],
  granted: [],
  denied: ['said', 'confirmed'],
};

/** Tells whether a filing may go from one state to another; after an ended one a new one begins. */
export function mayMoveFiling(from: FilingState | null, to: FilingState): boolean {
  return filingMoves[from ?? 'none'].includes(to);
}

/** The filing that is under way, if any: nobody can begin a second one. */
export function openFiling({ filing }: Pick<Certificate, 'filing'>): Filing | null {
  return filing !== null && ['said', 'confirmed', 'forwarded'].includes(filing.state) ? filing : null;
}

/** What the day means for an owner who has not filed; names a text. */
export const renewalPhases = ['early', 'prepare', 'open', 'last_days', 'missed', 'over'] as const;
export type RenewalPhase = (typeof renewalPhases)[number];

/** Days before expiry from which papers should be made ready, and the urgent ones (reminder plan, §8). */
export const prepareDays = 240;
const lastDays = 135;

/** Tells what the day means for renewing, apart from any filing. */
export function phaseOf(validUntil: Day, today: Day): RenewalPhase {
  const left = daysBetween(today, validUntil);
  if (left < 0) return 'over';
  if (left < windowDays.closes) return 'missed';
  if (left <= lastDays) return 'last_days';
  if (left <= windowDays.opens) return 'open';
  return left <= prepareDays ? 'prepare' : 'early';
}

export interface Standing {
  readonly status: CertificateStatus;
  readonly phase: RenewalPhase;
  /** Days until the last day of validity; negative after it. */
  readonly daysLeft: number;
  readonly opensOn: Day;
  readonly closesOn: Day;
}

export function standingOf(certificate: Dated, today: Day): Standing {
  const { validUntil } = certificate;
  return {
    status: statusOf(certificate, today),
    phase: phaseOf(validUntil, today),
    daysLeft: daysBetween(today, validUntil),
    ...renewalWindow(validUntil),
  };
}
