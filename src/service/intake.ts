/** Takes inbounds in: stores them (many in one statement), then has each contact's turns worked one after the other. */
import type { Inbound } from '../core/message.ts';
import type { ContactId, ParcelId } from '../core/model.ts';
import type { Receipt, Received } from '../ports/receipt.ts';
import type { TurnResult } from './converse.ts';
import type { Deliverer } from './deliver.ts';
import type { Deps } from './deps.ts';
import { gather } from './gather.ts';
import { keepFile } from './keep-file.ts';
import { mergeLink } from './merge-link.ts';
import { createTurnPump } from './turn-pump.ts';

export interface Intake {
  /** Stores inbounds durably; resolves once they are committed. @throws StoreUnavailable */
  accept(inbounds: readonly Inbound[]): Promise<void>;
  /** Stores what a webhook call brought; resolves once it is committed. @throws StoreUnavailable */
  receive(received: Received): Promise<void>;
  /** Works everything that waits for a contact. */
  work(contactId: ContactId): void;
  /** Resolves when no turn is running. */
  idle(): Promise<void>;
}

export function createIntake(deps: Deps, deliverer: Deliverer): Intake {
  const pump = createTurnPump(deps, (result) => after(deps, deliverer, result));
  const accept = gather(async (inbounds: readonly Inbound[]) => {
    for (const { contactId, fresh } of await deps.store.accept(inbounds, deps.clock.now())) {
      if (fresh) pump.work(contactId);
    }
  });
  const record = gather((receipts: readonly Receipt[]) =>
    deps.store.recordReceipts(receipts, deps.clock.now()),
  );
  const receive = async ({ inbounds, receipts }: Received) => {
    if (inbounds.length > 0) await accept(inbounds);
    if (receipts.length > 0) await record(receipts);
  };
  return { accept, receive, work: pump.resume, idle: pump.idle };
}

/** What follows a committed turn: the file it waits for, parcels to others, and its reply. */
async function after(deps: Deps, deliverer: Deliverer, turn: TurnResult): Promise<void> {
  if (turn.kind === 'fetch') {
    await deps.store.attachMedia(turn.inbound.id, await keepFile(deps, turn.inbound));
    return;
  }
  deps.onTurn?.(turn.finished);
  for (const { id } of turn.planned) void tell(deps, id);
  for (const media of turn.orphaned) await deps.media.remove(media);
  for (const link of turn.merges) await mergeLink(deps, link);
  if (turn.reply !== null) await deliverer.send(turn.reply);
}

/** A hint to the workers; when it is lost, the sweep finds the row. */
async function tell({ jobs, log }: Deps, parcelId: ParcelId): Promise<void> {
  try {
    await jobs.add('deliver', { parcelId });
  } catch (error) {
    log.warn({ error, parcel: parcelId }, 'no job for a parcel; the sweep will find it');
  }
}
