/** Hands parcels to their channel and decides from what the channel says what becomes of them. */
import { SendError, type SendFault } from '../core/error.ts';
import type { ChannelName, Instant, ParcelId } from '../core/model.ts';
import type { Parcel, ParcelOutcome, ParcelPlan } from '../ports.ts';
import type { Deps } from './deps.ts';
import type { Settler } from './settle.ts';

/** A claimed parcel that nobody settled for this long was lost in a crash. Longer than any send may take. */
export const leaseMs = 60_000;
const attemptsAtMost = 8;
const firstBackOffMs = 2_000;
const longestBackOffMs = 5 * 60_000;
/** A misconfigured account is looked at again after this. */
const configPauseMs = 60_000;

export interface Deliverer {
  /** Sends a parcel this process has claimed. Never throws. */
  send(parcel: ParcelPlan | Parcel): Promise<void>;
  /** Claims and sends a planned parcel; does nothing when it is not to be sent now. A claim older than `lostMs` is taken over. */
  deliver(id: ParcelId, lostMs?: number): Promise<void>;
}

export function createDeliverer(
  deps: Pick<Deps, 'store' | 'channels' | 'jobs' | 'clock' | 'media' | 'log'>,
  settler: Settler,
): Deliverer {
  const pauses = new Map<ChannelName, Instant>();

  const settle = (parcel: ParcelPlan | Parcel, outcome: ParcelOutcome): void => {
    settler.add(parcel, outcome);
    if (outcome.state !== 'planned') return;
    const delay = Math.max(0, outcome.notBefore - deps.clock.now());
    void settler.flush().then(() => deps.jobs.add('deliver', { parcelId: parcel.id }, delay));
  };

  const send = async (parcel: ParcelPlan | Parcel): Promise<void> => {
    const handed = 'handed' in parcel ? [...parcel.handed] : [];
    const pausedUntil = pauses.get(parcel.channel) ?? 0;
    if (pausedUntil > deps.clock.now()) {
      settle(parcel, {
        state: 'planned',
        reason: 'throttled',
        notBefore: pausedUntil,
        counts: false,
        externalIds: handed,
      });
      return;
    }
    try {
      await handOver(deps, parcel, handed);
      settle(parcel, { state: 'handed', externalIds: handed });
    } catch (error) {
      const fault = faultOf(error);
      deps.log.warn(
        { parcel: parcel.id, channel: parcel.channel, fault: fault.kind, error },
        'parcel not handed over',
      );
      await sideEffects(deps, parcel, fault, pauses);
      settle(parcel, outcomeOf(fault, parcel, handed, deps.clock.now()));
    }
  };

  return {
    send,
    async deliver(id, lostMs = leaseMs) {
      const parcel = await deps.store.claim(id, lostMs, deps.clock.now());
      if (parcel !== null) await send(parcel);
    },
  };
}

/** Sends the bubbles not yet handed, in order; `handed` grows as they go. */
async function handOver(
  { channels, media }: Pick<Deps, 'channels' | 'media'>,
  parcel: ParcelPlan,
  handed: string[],
): Promise<void> {
  const channel = channels[parcel.channel];
  if (channel === undefined)
    throw new SendError({ kind: 'config' }, `channel ${parcel.channel} is not running here`);
  for (const bubble of parcel.bubbles.slice(handed.length)) {
    handed.push((await channel.send(parcel.address, bubble, media)).externalId);
  }
}

const faultOf = (error: unknown): SendFault =>
  error instanceof SendError ? error.fault : { kind: 'rejected' };

/** What a fault means for the whole channel or the person's address. */
async function sideEffects(
  { store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>,
  parcel: ParcelPlan,
  fault: SendFault,
  pauses: Map<ChannelName, Instant>,
): Promise<void> {
  try {
    if (fault.kind === 'blocked') await store.markAddress(parcel.channel, parcel.address, 'blocked');
    const pauseMs = fault.kind === 'throttled' ? fault.afterMs : fault.kind === 'config' ? configPauseMs : 0;
    if (pauseMs === 0) return;
    const until = clock.now() + pauseMs;
    pauses.set(parcel.channel, Math.max(until, pauses.get(parcel.channel) ?? 0));
    await store.pauseChannel(parcel.channel, until, fault.kind);
  } catch (error) {
    log.warn({ error, channel: parcel.channel }, 'channel state could not be written');
  }
}

/** The table of design §5: what a fault makes of a parcel. */
export function outcomeOf(
  fault: SendFault,
  parcel: ParcelPlan | Parcel,
  handed: readonly string[],
  now: Instant,
): ParcelOutcome {
  const attempts = 'attempts' in parcel ? parcel.attempts : 0;
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
    case 'unreachable':
      return attempts + 1 >= attemptsAtMost
        ? failed
        : again(Math.min(firstBackOffMs * 2 ** attempts, longestBackOffMs), true);
    case 'unknown':
      // A reply may come twice but must come; anything else waits for a receipt or an officer.
      return parcel.cause.kind === 'inbound' && attempts === 0
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
