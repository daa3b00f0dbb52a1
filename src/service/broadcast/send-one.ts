/** One row: is it still right to send it, what does it say, what did the channel answer, what follows from that. */
import {
  type Caps,
  decideSend,
  type Hours,
  lawfulHours,
  usualCaps,
  usualHours,
} from '../../core/announcement-policy.ts';
import { SendError, type SendFault, StoreUnavailable } from '../../core/error.ts';
import { scatter } from '../../core/scatter.ts';
import type { BulkOutcome, BulkParcel } from '../../ports/bulk.ts';
import type { ParcelPlan } from '../../ports.ts';
import type { Deps } from '../deps.ts';
import { faultOf, heed } from '../fault.ts';
import { handByLadder } from '../ladder.ts';
import { outcomeOfFault } from '../outcome.ts';
import type { Pauses } from '../pauses.ts';
import type { Wording, Wordings } from './wordings.ts';

export interface SendRules {
  readonly hours: Hours;
  readonly caps: Caps;
}
export const usualRules: SendRules = { hours: usualHours, caps: usualCaps };

export type SendingDeps = Pick<Deps, 'store' | 'channels' | 'clock' | 'media' | 'log'>;

export interface OneSender {
  /** Sends it, or says why not. Never throws. */
  send(
    parcel: BulkParcel,
  ): Promise<{ readonly outcome: BulkOutcome; readonly fault: SendFault['kind'] | null }>;
}

export function createOneSender(
  deps: SendingDeps,
  wordings: Wordings,
  pauses: Pauses,
  rules: SendRules = usualRules,
): OneSender {
  return {
    async send(parcel) {
      try {
        const wording = await wordings.of(parcel);
        return { outcome: await attempt(deps, parcel, wording, rules), fault: null };
      } catch (error) {
        // The database went away between the claim and the send: nothing left, so it may simply go again.
        if (error instanceof StoreUnavailable) return { outcome: notBegun(deps.clock.now()), fault: null };
        const fault = faultOf(error);
        const { announcement, channel } = parcel;
        const about = { announcement, channel, fault: fault.kind, error };
        deps.log.warn(about, 'row of an announcement not handed over');
        await heed(fault, parcel, deps, pauses);
        return { outcome: afterFault(fault, parcel, deps.clock.now()), fault: fault.kind };
      }
    },
  };
}

/** @throws SendError, StoreUnavailable */
async function attempt(
  deps: SendingDeps,
  parcel: BulkParcel,
  wording: Wording | null,
  rules: SendRules,
): Promise<BulkOutcome> {
  const channel = deps.channels[parcel.channel];
  if (wording === null || channel === undefined)
    throw new SendError({ kind: 'config' }, `channel ${parcel.channel} is not running here`);
  const refused = refusal(parcel, wording, deps.clock.now(), rules);
  if (refused !== null) return refused;
  const { id, contactId, class: kind, address } = parcel;
  const plan: ParcelPlan = {
    ...{ id, contactId, class: kind, address },
    cause: { kind: 'event', id: parcel.announcement },
    channel: parcel.channel,
    bubbles: [wording.compose(parcel, channel.limits)],
  };
  const outcome = await handByLadder(deps, plan, [], parcel);
  // No way is left on this channel: perhaps on the person's other account.
  return outcome.state === 'failed' ? { ...outcome, state: 'elsewhere' } : outcome;
}

/** What the rules say at this very moment. */
function refusal(
  parcel: BulkParcel,
  { facts }: Wording,
  now: number,
  { hours, caps }: SendRules,
): BulkOutcome | null {
  const decision = decideSend({
    class: parcel.class,
    kind: facts.kind,
    contact: parcel,
    now,
    hours: facts.isUrgent ? lawfulHours : hours,
    spread: spreadOf(parcel.address),
    skipAfter: facts.skipAfter,
    caps,
    recent: parcel.recent,
  });
  if (decision.go) return null;
  if (decision.notBefore === null) return { state: 'suppressed', reason: decision.why };
  const { why: reason, notBefore } = decision;
  return { state: 'planned', reason, notBefore, counts: false, externalIds: [] };
}

const storeAwayMs = 2_000;

const notBegun = (now: number): BulkOutcome => ({
  state: 'planned',
  reason: 'unreachable',
  notBefore: now + storeAwayMs,
  counts: false,
  externalIds: [],
});

/** As for any parcel, but whom this channel cannot reach is tried on the other one. */
function afterFault(fault: SendFault, parcel: BulkParcel, now: number): BulkOutcome {
  if (fault.kind === 'blocked' || fault.kind === 'out_of_window')
    return { state: 'elsewhere', reason: fault.kind, externalIds: [] };
  return outcomeOfFault(fault, { attempts: parcel.attempts, isReply: false }, [], now);
}

const spreads = 10_007;

/** 0–1, the same for the same address every time. */
const spreadOf = (address: string): number => scatter(address, spreads) / spreads;
