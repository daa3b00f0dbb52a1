/** Plans parcels to people beside the one who wrote: each in their own language, on their own channel. */
import type { SaidLine } from '../core/event.ts';
import type { ParcelId } from '../core/model.ts';
import type { Recipient } from '../ports.ts';
import type { Applying } from './apply-events.ts';
import { renderLines } from './render.ts';

/** Adds one parcel per recipient. Its id is derived from the inbound, so a repeated turn plans nothing twice. */
export function notify(
  turn: Applying,
  recipients: readonly Recipient[],
  about: string,
  lines: readonly SaidLine[],
): void {
  for (const { contactId, language, channel, address } of recipients) {
    const limits = turn.deps.channels[channel]?.limits ?? { text: 2000, buttons: 0 };
    turn.plans.push({
      id: `n:${turn.inbound.id}:${about}:${contactId}` as ParcelId,
      contactId,
      class: 'transactional',
      cause: { kind: 'event', id: `${turn.inbound.id}:${about}` },
      channel,
      address,
      bubbles: renderLines(lines, { texts: turn.deps.texts, language, limits, slots: turn.slots }),
    });
  }
}
