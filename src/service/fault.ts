/** What a failed send means beside its parcel: for the whole channel, and for the person's address. */
import { SendError, type SendFault } from '../core/error.ts';
import type { ParcelPlan } from '../ports.ts';
import type { Deps } from './deps.ts';
import { configPauseMs } from './outcome.ts';
import type { Pauses } from './pauses.ts';

/** The fault behind whatever a send threw. */
export const faultOf = (error: unknown): SendFault =>
  error instanceof SendError ? error.fault : { kind: 'rejected' };

/** Marks a blocked address, and pauses a channel that must wait. Never throws. */
export async function heed(
  fault: SendFault,
  { channel, address }: Pick<ParcelPlan, 'channel' | 'address'>,
  { store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>,
  pauses: Pauses,
): Promise<void> {
  try {
    if (fault.kind === 'blocked') await store.markAddress(channel, address, 'blocked');
    const pauseMs = fault.kind === 'throttled' ? fault.afterMs : fault.kind === 'config' ? configPauseMs : 0;
    if (pauseMs > 0) await pauses.pause(channel, clock.now() + pauseMs, fault.kind);
  } catch (error) {
    log.warn({ error, channel }, 'channel state could not be written');
  }
}
