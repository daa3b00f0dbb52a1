/** Hands parcels to their channel and decides from what the channel says what becomes of them. */
import { SendError, type SendFault } from '../core/error.ts';
import type { Instant, ParcelId } from '../core/model.ts';
import type { Permit } from '../ports/permit.ts';
import type { Parcel, ParcelOutcome, ParcelPlan } from '../ports.ts';
import type { Deps } from './deps.ts';
import { configPauseMs, outcomeOf, outcomeOfRefusal } from './outcome.ts';
import { createPauses, type Pauses } from './pauses.ts';
import type { Settler } from './settle.ts';

/** A claimed parcel that nobody settled for this long was lost in a crash. Longer than any send may take. */
export const leaseMs = 60_000;

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
      const permit = await askPermit(deps, parcel);
      if (!permit.ok) return outcomeOfRefusal(permit, handed);
      await handOver(deps, parcel, handed);
      return { state: 'handed', externalIds: handed };
    } catch (error) {
      const fault = faultOf(error);
      const about = { parcel: parcel.id, channel: parcel.channel, fault: fault.kind, error };
      deps.log.warn(about, 'parcel not handed over');
      await sideEffects(deps, parcel, fault, pauses);
      return outcomeOf(fault, parcel, handed, deps.clock.now());
    }
  };
  const send = async (parcel: ParcelPlan | Parcel): Promise<void> =>
    settle(parcel, await attempt(parcel, 'handed' in parcel ? [...parcel.handed] : []));

  return {
    send,
    async deliver(id, lostMs = leaseMs) {
      const parcel = await deps.store.claim(id, lostMs, deps.clock.now());
      if (parcel !== null) await send(parcel);
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

/** An answer to what somebody just wrote always may go; for the rest the channel is asked, at the moment of sending. */
async function askPermit(
  { store, channels, clock }: Pick<Deps, 'store' | 'channels' | 'clock'>,
  { cause, channel, address, class: parcelClass }: ParcelPlan,
): Promise<Permit> {
  const may = channels[channel]?.may;
  const anyway: Permit = { ok: true, way: 'message', costVnd: null };
  if (may === undefined || cause.kind === 'inbound') return anyway;
  // While the store does not answer, the channel itself decides: it refuses what it does not want.
  const lastUsedAt = await store.addressUsedAt(channel, address).catch(() => undefined);
  if (lastUsedAt === undefined) return anyway;
  return may({ class: parcelClass, address, lastUsedAt, now: clock.now() });
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
  pauses: Pauses,
): Promise<void> {
  try {
    if (fault.kind === 'blocked') await store.markAddress(parcel.channel, parcel.address, 'blocked');
    const pauseMs = fault.kind === 'throttled' ? fault.afterMs : fault.kind === 'config' ? configPauseMs : 0;
    if (pauseMs === 0) return;
    await pauses.pause(parcel.channel, clock.now() + pauseMs, fault.kind);
  } catch (error) {
    log.warn({ error, channel: parcel.channel }, 'channel state could not be written');
  }
}
