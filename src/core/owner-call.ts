/** Pure: calls an officer makes to owners whom no message reached, and the letters that follow when nobody answers. */
import type { CertificateId, Star } from './certificate.ts';
import type { Day, UnitCode } from './model.ts';

/** An owner to be called, and why. */
export interface OwnerCall {
  readonly certificateId: CertificateId;
  readonly product: string;
  readonly star: Star;
  readonly producer: string;
  readonly phone: string | null;
  readonly representative: string | null;
  readonly unit: UnitCode;
  readonly validUntil: Day;
  readonly computed: boolean;
  /** The reminder that reached nobody. */
  readonly rule: string;
  /** Why: no_owner, no_consent, opted_out, blocked, snoozed, or what the channel said. */
  readonly reason: string;
  /** Day of the last call that nobody took. */
  readonly triedOn: Day | null;
}

export const callResults = ['called', 'not_met'] as const;
export type CallResult = (typeof callResults)[number];

export type OwnerCallEvent = {
  /** Written into the register of notices. */
  readonly type: 'owner_called';
  readonly certificate: CertificateId;
  readonly rule: string;
  readonly result: CallResult;
};

/** Reasons that have words of their own; any other is one the channel gave. */
export const knownReasons: readonly string[] = [
  'no_owner',
  'no_consent',
  'opted_out',
  'blocked',
  'snoozed',
  'erased',
];
