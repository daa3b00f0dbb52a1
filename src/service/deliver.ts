/** Hands parcels to their channel and decides from what the channel says what becomes of them. */
import type { ChannelName, Instant, ParcelId } from '../core/model.ts';
import type { Parcel, ParcelOutcome, ParcelPlan } from '../ports.ts';
import type { Deps } from './deps.ts';
import { faultOf, heed } from './fault.ts';
import { handByLadder } from './ladder.ts';
import { outcomeOf } from './outcome.ts';
import { createPauses } from './pauses.ts';
import type { Settler } from './settle.ts';

/** A claimed parcel that nobody settled for this long was lost in a crash. Longer than any send may take. */
export const leaseMs = 60_000;

export interface Deliverer {
  /** Sends a parcel this process has claimed. Never throws. */
  send(parcel: ParcelPlan | Parcel): Promise<void>;
  /** Claims and sends a planned parcel; does nothing when it is not to be sent now. A claim older than `lostMs` is taken over. */
  deliver(id: ParcelId, lostMs?: number): Promise<void>;
}

/** Has a message wait for its turn while announcements go out on the channel. */
export interface ReplyPace {
  reply(channel: ChannelName): Promise<void>;
}

const nameOf = ({ id, channel }: ParcelPlan | Parcel) => ({ parcel: id, channel });

export function createDeliverer(
  deps: Pick<Deps, 'store' | 'channels' | 'jobs' | 'clock' | 'media' | 'log'>,
  settler: Settler,
  pace?: ReplyPace,
): Deliverer {
  const pauses = createPauses(deps);
  const settle = (parcel: ParcelPlan | Parcel, outcome: ParcelOutcome): void => {
    settler.add(parcel, outcome);
    if (outcome.state !== 'planned') return;
    const delay = Math.max(0, outcome.notBefore - deps.clock.now());
    void settler.flush().then(() => deps.jobs.add('deliver', { parcelId: parcel.id }, delay));
  };
  const attempt = async (parcel: ParcelPlan | Parcel, handed: string[]): Promise<ParcelOutcome> => {
    const pausedUntil = await pauses.until(parcel.channel);
    if (pausedUntil > deps.clock.now()) return waitFor(pausedUntil, handed);
    try {
      await pace?.reply(parcel.channel);
      return await handByLadder(deps, parcel, handed);
    } catch (error) {
      const fault = faultOf(error);
      deps.log.warn({ ...nameOf(parcel), fault: fault.kind, error }, 'parcel not handed over');
      await heed(fault, parcel, deps, pauses);
      return outcomeOf(fault, parcel, handed, deps.clock.now());
    }
  };
  const send = async (parcel: ParcelPlan | Parcel): Promise<void> =>
    settle(parcel, await attempt(parcel, 'handed' in parcel ? [...parcel.handed] : []));
  return {
    send,
    async deliver(id, lostMs = leaseMs) {
      const parcel = await deps.store.claim(id, lostMs, deps.clock.now());
      if (parcel === null) return;
      // It may have gone out already, and nobody is to be reminded twice: a receipt or an officer settles it.
      if (parcel.interrupted && parcel.cause.kind === 'reminder')
        settle(parcel, { state: 'unknown', reason: 'interrupted', externalIds: parcel.handed });
      else await send(parcel);
    },
  };
}

const waitFor = (notBefore: Instant, externalIds: readonly string[]): ParcelOutcome => ({
  state: 'planned',
  reason: 'throttled',
  notBefore,
  counts: false,
  externalIds,
});
