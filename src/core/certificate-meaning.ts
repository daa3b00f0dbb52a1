/** Pure: what a certificate's standing means for its owner today; each meaning is a text `certificates.meaning.<name>`. */
import { type Certificate, renewalPhases, standingOf } from './certificate.ts';
import type { TextRef } from './event.ts';
import type { Day } from './model.ts';

export const meanings = [
  ...renewalPhases,
  'over_computed',
  'said',
  'filed',
  'forwarded',
  'renewed',
  'revoked',
  'declined',
  'declined_late',
  'stopped',
] as const;
export type Meaning = (typeof meanings)[number];

/** Tells what to say of a certificate today. Expiry by a computed day is never stated as a fact. */
export function meaningOf(certificate: Certificate, today: Day): Meaning {
  const { status, phase } = standingOf(certificate, today);
  if (status === 'revoked' || status === 'renewed') return status;
  if (certificate.stoppedOn !== null) return 'stopped';
  if (status === 'forwarded') return status;
  if (status === 'renewal_filed') return 'filed';
  if (status === 'expired') return certificate.validComputed ? 'over_computed' : 'over';
  if (certificate.filing?.state === 'said') return 'said';
  if (certificate.declinedOn === null) return phase;
  return phase === 'missed' ? 'declined_late' : 'declined';
}

/** Whether the owner may now say that the dossier is handed in: not before the window opens, never twice. */
export function maySayFiled(certificate: Certificate, today: Day): boolean {
  const meaning = meaningOf(certificate, today);
  return (['open', 'last_days', 'missed', 'over', 'over_computed'] as readonly Meaning[]).includes(meaning);
}

/** Whether there is still something to decline or to put off. */
export function mayDecline(certificate: Certificate, today: Day): boolean {
  const meaning = meaningOf(certificate, today);
  return (['early', 'prepare', 'open', 'last_days', 'missed'] as readonly Meaning[]).includes(meaning);
}

/** What says more in a list than the bare status. */
const namedByMeaning: readonly Meaning[] = ['said', 'declined', 'stopped', 'missed', 'over_computed'];

/** Names a certificate's state in a list; each is a text `certificates.status.<name>`. */
export function stateOf(certificate: Certificate, today: Day): string {
  const meaning = meaningOf(certificate, today);
  if (meaning === 'declined_late') return 'declined';
  return namedByMeaning.includes(meaning) ? meaning : standingOf(certificate, today).status;
}

/** Reasons offered for not renewing; anything else is in the owner's own words. */
export const declineReasons = ['stopped', 'noNeed', 'tooHard'] as const;

/** The reason as it is read. */
export function declineReasonText(reason: string): TextRef | string {
  const known = declineReasons.some((one) => one === reason);
  return known ? { key: `certificates.declineWhy.${reason}` } : reason;
}
