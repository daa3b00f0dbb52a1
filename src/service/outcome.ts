/** Pure: what a channel's answer makes of a parcel (design §5). */
import type { SendFault } from '../core/error.ts';
import type { Instant } from '../core/model.ts';
import type { Permit } from '../ports/permit.ts';
import type { Parcel, ParcelOutcome, ParcelPlan } from '../ports.ts';

const attemptsAtMost = 8;
const firstBackOffMs = 2_000;
const longestBackOffMs = 5 * 60_000;
/** A misconfigured account is looked at again after this. */
export const configPauseMs = 60_000;

/** The table of design §5: what a fault makes of a parcel. */
export const outcomeOf = (
  fault: SendFault,
  parcel: ParcelPlan | Parcel,
  handed: readonly string[],
  now: Instant,
): ParcelOutcome =>
  outcomeOfFault(
    fault,
    { attempts: 'attempts' in parcel ? parcel.attempts : 0, isReply: parcel.cause.kind === 'inbound' },
    handed,
    now,
  );

/** The same, for whatever was sent; `attempts` are those before this one. */
export function outcomeOfFault(
  fault: SendFault,
  { attempts, isReply }: { readonly attempts: number; readonly isReply: boolean },
  handed: readonly string[],
  now: Instant,
): ParcelOutcome {
  const again = (afterMs: number, counts: boolean): ParcelOutcome => ({
    state: 'planned',
    reason: fault.kind,
    notBefore: now + afterMs,
    counts,
    externalIds: handed,
    ...traceOf(fault),
  });
  const failed: ParcelOutcome = { state: 'failed', reason: fault.kind, externalIds: handed };
  switch (fault.kind) {
    case 'throttled':
      return again(fault.afterMs, false);
    case 'config':
      return again(configPauseMs, false);
    case 'not_now':
      return again(fault.notBefore - now, false);
    case 'unreachable':
      return attempts + 1 >= attemptsAtMost
        ? failed
        : again(Math.min(firstBackOffMs * 2 ** attempts, longestBackOffMs), true);
    case 'unknown':
      // A reply may come twice but must come; anything else waits for a receipt or an officer.
      return isReply && attempts === 0
        ? again(firstBackOffMs, true)
        : { state: 'unknown', reason: 'no_answer', externalIds: handed, ...traceOf(fault) };
    case 'blocked':
    case 'rejected':
    case 'out_of_window':
      return failed;
  }
}

const traceOf = (fault: SendFault): { trace?: string } =>
  fault.kind === 'unknown' && fault.trace !== undefined ? { trace: fault.trace } : {};

/** Not now: later, when waiting helps; else it ends here and is somebody's to call. */
export function outcomeOfRefusal(
  { why, notBefore }: Extract<Permit, { ok: false }>,
  handed: readonly string[],
): ParcelOutcome {
  if (notBefore === null) return { state: 'failed', reason: why, externalIds: handed };
  return { state: 'planned', reason: why, notBefore, counts: false, externalIds: handed };
}
