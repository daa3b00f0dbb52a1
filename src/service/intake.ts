/** Takes inbounds in: stores them (many in one statement), then works each contact's turns one after the other. */
import { Bug, Conflict, StoreUnavailable } from '../core/error.ts';
import type { Inbound, StoredInbound } from '../core/message.ts';
import type { ContactId, ParcelId } from '../core/model.ts';
import type { ParcelPlan } from '../ports.ts';
import { takeTurn } from './converse.ts';
import type { Deliverer } from './deliver.ts';
import type { Deps } from './deps.ts';
import { gather } from './gather.ts';
import { keepFile } from './keep-file.ts';
import { createSlots } from './slots.ts';

/** The last resort after the sorry text could not be written either: the inbound is put aside with its error code. */
const giveUpAt = 5;
const conflictsAtMost = 3;
/** Turns with an open transaction at once: fewer than the pool has connections, so that taking in never waits for them. */
const turnsAtOnce = 6;

type Slots = ReturnType<typeof createSlots>;

export interface Intake {
  /** Stores inbounds durably; resolves once they are committed. @throws StoreUnavailable */
  accept(inbounds: readonly Inbound[]): Promise<void>;
  /** Works everything that waits for a contact; several calls at once run one after the other. */
  work(contactId: ContactId): Promise<void>;
  /** Resolves when no turn is running. */
  idle(): Promise<void>;
}

export function createIntake(deps: Deps, deliverer: Deliverer): Intake {
  const inSlot = createSlots(turnsAtOnce);
  const running = new Map<ContactId, { again: boolean; done: Promise<void> }>();

  const work = (contactId: ContactId): Promise<void> => {
    const now = running.get(contactId);
    if (now !== undefined) {
      now.again = true;
      return now.done;
    }
    const state = { again: false, done: Promise.resolve() };
    running.set(contactId, state);
    state.done = (async () => {
      do {
        state.again = false;
        await drain(deps, deliverer, contactId, inSlot);
      } while (state.again);
    })()
      .catch((error: unknown) => deps.log.error({ error }, 'turns of a contact stopped; the sweep goes on'))
      .finally(() => running.delete(contactId));
    return state.done;
  };

  const accept = gather(async (inbounds: readonly Inbound[]) => {
    const accepted = await deps.store.accept(inbounds, deps.clock.now());
    for (const contactId of new Set(accepted.filter(({ fresh }) => fresh).map((one) => one.contactId)))
      void work(contactId);
  });

  return {
    accept,
    work,
    async idle() {
      while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}

/** Works turns until nothing waits; replies go out in order, outside the transaction. */
async function drain(deps: Deps, deliverer: Deliverer, contactId: ContactId, inSlot: Slots): Promise<void> {
  for (let conflicts = 0; ; ) {
    const at = { inboundId: '' };
    try {
      const note = (id: string) => {
        at.inboundId = id;
      };
      const result = await inSlot(() => takeTurn(deps, contactId, note));
      if (result === null) return;
      if (result.kind === 'fetch') await fetchMedia(deps, result.inbound);
      else await after(deps, deliverer, result);
      if (result.kind === 'done' && !result.more) return;
    } catch (error) {
      if (error instanceof StoreUnavailable) return;
      conflicts += 1;
      if (error instanceof Conflict && conflicts < conflictsAtMost) continue;
      if (at.inboundId === '') throw error;
      await failed(deps, at.inboundId, error);
    }
  }
}

async function after(
  deps: Deps,
  deliverer: Deliverer,
  turn: Extract<Awaited<ReturnType<typeof takeTurn>>, { kind: 'done' }>,
): Promise<void> {
  deps.onTurn?.(turn.finished);
  for (const { id } of turn.planned) void tell(deps, id);
  for (const media of turn.orphaned) await deps.media.remove(media);
  if (turn.reply !== null) await deliverer.send(turn.reply satisfies ParcelPlan);
}

/** A hint to the workers; when it is lost, the sweep finds the row. */
async function tell({ jobs, log }: Deps, parcelId: ParcelId): Promise<void> {
  try {
    await jobs.add('deliver', { parcelId });
  } catch (error) {
    log.warn({ error, parcel: parcelId }, 'no job for a parcel; the sweep will find it');
  }
}

async function fetchMedia(deps: Deps, inbound: StoredInbound): Promise<void> {
  await deps.store.attachMedia(inbound.id, await keepFile(deps, inbound));
}

async function failed(deps: Deps, inboundId: string, error: unknown): Promise<void> {
  const code = error instanceof Bug ? error.code : 'turn.failed';
  const fate = await deps.store.turnFailed(inboundId, code, giveUpAt, deps.clock.now());
  deps.log.error({ error, inbound: inboundId, code, fate }, 'turn failed');
}
