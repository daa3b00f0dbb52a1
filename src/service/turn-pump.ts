/**
 * Works turns: one contact's in order, different contacts' at the same time. Contacts that wait at the same moment
 * share a transaction; when that fails, each is run again in its own.
 */
import { Bug, Conflict, StoreUnavailable } from '../core/error.ts';
import type { ContactId } from '../core/model.ts';
import { type TurnResult, takeTurns } from './converse.ts';
import type { Deps } from './deps.ts';

/** Transactions open at once: fewer than the pool has connections, so that taking in never waits for turns. */
const groupsAtOnce = 3;
const groupAtMost = 12;
const conflictsAtMost = 3;
/** The last resort after the sorry text could not be written either: the inbound is put aside with its error code. */
const giveUpAt = 5;

/** A contact that is being worked; `again` when more came meanwhile. */
interface Lane {
  again: boolean;
  conflicts: number;
  inboundId: string;
}

export interface TurnPump {
  /** Works everything that waits for a contact. */
  work(contactId: ContactId): void;
  /** Resolves when no turn is running and every reply was handed over or put back. */
  idle(): Promise<void>;
}

/** Creates the pump; `after` gets each finished turn and runs before the contact's next one. */
export function createTurnPump(deps: Deps, after: (result: TurnResult) => Promise<void>): TurnPump {
  const lanes = new Map<ContactId, Lane>();
  const queue: ContactId[] = [];
  const idlers: (() => void)[] = [];
  let groups = 0;

  const work = (contactId: ContactId): void => {
    const lane = lanes.get(contactId);
    if (lane !== undefined) {
      lane.again = true;
      return;
    }
    lanes.set(contactId, { again: false, conflicts: 0, inboundId: '' });
    enqueue(contactId);
  };
  const enqueue = (contactId: ContactId): void => {
    queue.push(contactId);
    pump();
  };
  const pump = (): void => {
    while (groups < groupsAtOnce && queue.length > 0) {
      groups += 1;
      void runGroup(queue.splice(0, groupAtMost)).finally(() => {
        groups -= 1;
        pump();
      });
    }
  };
  const leave = (contactId: ContactId, lane: Lane): void => {
    if (lane.again) {
      lane.again = false;
      enqueue(contactId);
      return;
    }
    lanes.delete(contactId);
    if (lanes.size > 0) return;
    for (const resolve of idlers.splice(0)) resolve();
  };
  const note = (contactId: ContactId, inboundId: string): void => {
    const lane = lanes.get(contactId);
    if (lane !== undefined) lane.inboundId = inboundId;
  };
  const runGroup = async (contactIds: readonly ContactId[]): Promise<void> => {
    try {
      const results = await takeTurns(deps, contactIds, note);
      for (const contactId of contactIds) void finish(contactId, results.get(contactId) ?? null);
      // Messages of an erased person are worked as those of the new contact they belong to.
      const moved = [...results].filter(([contactId]) => !contactIds.includes(contactId));
      for (const [, result] of moved) void followUp(result);
    } catch (error) {
      await groupFailed(contactIds, error);
    }
  };
  const groupFailed = async (contactIds: readonly ContactId[], error: unknown): Promise<void> => {
    const apart = contactIds.length > 1 && !(error instanceof StoreUnavailable);
    for (const contactId of contactIds) await (apart ? runGroup([contactId]) : failed(contactId, error));
  };
  const followUp = (result: TurnResult): Promise<void> =>
    after(result).catch((error: unknown) => deps.log.error({ error }, 'a finished turn was not followed up'));
  const finish = async (contactId: ContactId, result: TurnResult | null): Promise<void> => {
    const lane = lanes.get(contactId);
    if (lane === undefined) return;
    if (result !== null) await followUp(result);
    lane.conflicts = 0;
    if (result !== null && (result.kind === 'fetch' || result.more)) return enqueue(contactId);
    leave(contactId, lane);
  };
  const failed = async (contactId: ContactId, error: unknown): Promise<void> => {
    const lane = lanes.get(contactId);
    if (lane === undefined) return;
    const again = await settleFailure(deps, lane, error);
    if (again) enqueue(contactId);
    else leave(contactId, { ...lane, again: false });
  };
  return {
    work,
    idle: () => (lanes.size === 0 ? Promise.resolve() : new Promise((resolve) => idlers.push(resolve))),
  };
}

/** Counts a failure against the inbound; says whether to try again now. Without a database the sweep tries later. */
async function settleFailure(deps: Deps, lane: Lane, error: unknown): Promise<boolean> {
  lane.conflicts += 1;
  if (error instanceof StoreUnavailable || lane.inboundId === '') {
    deps.log.warn({ error }, 'turn put off; the sweep takes it up');
    return false;
  }
  if (error instanceof Conflict && lane.conflicts < conflictsAtMost) return true;
  const code = error instanceof Bug ? error.code : 'turn.failed';
  try {
    const fate = await deps.store.turnFailed(lane.inboundId, code, giveUpAt, deps.clock.now());
    deps.log.error({ error, inbound: lane.inboundId, code, fate }, 'turn failed');
    return true;
  } catch (lost) {
    deps.log.warn({ error: lost }, 'a failed turn could not be counted; the sweep takes it up');
    return false;
  }
}
