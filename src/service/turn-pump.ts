/**
 * Works turns: one contact's in order, different contacts' at the same time. Contacts that wait at the same moment
 * share a transaction; when that fails, each is run again in its own.
 */
import { Bug, Conflict, StoreUnavailable } from '../core/error.ts';
import type { ContactId } from '../core/model.ts';
import { type ArrivalLine, createArrivalLine } from './arrival-line.ts';
import { type TurnResult, takeTurns } from './converse.ts';
import type { Deps } from './deps.ts';
import { createLaneBook, type Lane, type LaneBook } from './lane-book.ts';
import { linger } from './linger.ts';

/** Transactions open at once: fewer than the pool has connections, so that taking in never waits for turns. */
const groupsAtOnce = 2;
/** More would hold the event loop, and acknowledgements of webhooks wait for it. */
const groupAtMost = 32;
const conflictsAtMost = 3;
/** The last resort after the sorry text could not be written either: the inbound is put aside with its error code. */
const giveUpAt = 5;

export interface TurnPump {
  /** Works what just came in of a contact. */
  work(contactId: ContactId): void;
  /** Works everything that waits for a contact, unless that is being done: looking again earns nobody an earlier place. */
  resume(contactId: ContactId): void;
  /** Resolves when no turn is running and every reply was handed over or put back. */
  idle(): Promise<void>;
}

/** What has arrived is taken in and acknowledged before the next turns are worked. */
const afterIntake = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Pump {
  readonly deps: Deps;
  readonly lanes: LaneBook;
  readonly line: ArrivalLine;
  readonly enqueue: (contactId: ContactId, place: number) => void;
  readonly after: (result: TurnResult) => Promise<void>;
}

/** Creates the pump; `after` gets each finished turn and runs before the contact's next one. */
export function createTurnPump(deps: Deps, after: (result: TurnResult) => Promise<void>): TurnPump {
  const lanes = createLaneBook();
  const line = createArrivalLine();
  let groups = 0;
  let busy = false;

  const workNext = async (): Promise<void> => {
    await (busy ? linger() : afterIntake());
    const contactIds = line.take(groupAtMost);
    busy = contactIds.length > 1;
    if (contactIds.length > 0) await runGroup(it, contactIds);
  };
  const pump = (): void => {
    while (groups < groupsAtOnce && !line.isEmpty()) {
      groups += 1;
      void workNext().finally(() => {
        groups -= 1;
        pump();
      });
    }
  };
  const enqueue = (contactId: ContactId, place: number): void => {
    line.put(contactId, place);
    pump();
  };
  const work = (contactId: ContactId): void => {
    const place = line.place();
    if (lanes.enter(contactId, place)) enqueue(contactId, place);
  };
  const it: Pump = { deps, lanes, line, enqueue, after };
  const resume = (contactId: ContactId): void => {
    if (lanes.get(contactId) === undefined) work(contactId);
  };
  return { work, resume, idle: lanes.idle };
}

async function runGroup(pump: Pump, contactIds: readonly ContactId[]): Promise<void> {
  const note = (contactId: ContactId, inboundId: string): void => {
    const lane = pump.lanes.get(contactId);
    if (lane !== undefined) lane.inboundId = inboundId;
  };
  try {
    const results = await takeTurns(pump.deps, contactIds, note);
    for (const contactId of contactIds) void finish(pump, contactId, results.get(contactId) ?? null);
    // Messages of an erased person are worked as those of the new contact they belong to.
    const moved = [...results].filter(([contactId]) => !contactIds.includes(contactId));
    for (const [, result] of moved) void followUp(pump, result);
  } catch (error) {
    const apart = contactIds.length > 1 && !(error instanceof StoreUnavailable);
    for (const contactId of contactIds)
      await (apart ? runGroup(pump, [contactId]) : failed(pump, contactId, error));
  }
}

async function followUp({ after, deps }: Pump, result: TurnResult): Promise<void> {
  try {
    await after(result);
  } catch (error) {
    deps.log.error({ error }, 'a finished turn was not followed up; the sweep goes on');
  }
}

async function finish(pump: Pump, contactId: ContactId, result: TurnResult | null): Promise<void> {
  const lane = pump.lanes.get(contactId);
  if (result !== null) await followUp(pump, result);
  if (lane !== undefined) lane.failures = 0;
  const more = result !== null && (result.kind === 'fetch' || result.more);
  goOn(pump, contactId, more);
}

/** Once more for what came in meanwhile, or for what still waits though nobody told us; else the lane is closed. */
function goOn({ lanes, line, enqueue }: Pump, contactId: ContactId, more: boolean): void {
  const place = more ? (lanes.get(contactId)?.again.shift() ?? line.place()) : lanes.leave(contactId);
  if (place !== null) enqueue(contactId, place);
}

async function failed(pump: Pump, contactId: ContactId, error: unknown): Promise<void> {
  const lane = pump.lanes.get(contactId);
  const again = lane !== undefined && (await countFailure(pump.deps, lane, error));
  goOn(pump, contactId, again);
}

/** Counts a failure against the inbound; says whether to try again now. Without a database the sweep tries later. */
async function countFailure(deps: Deps, lane: Lane, error: unknown): Promise<boolean> {
  lane.failures += 1;
  if (error instanceof StoreUnavailable || lane.inboundId === '') {
    deps.log.warn({ error }, 'turn put off; the sweep takes it up');
    lane.again = [];
    return false;
  }
  if (error instanceof Conflict && lane.failures < conflictsAtMost) return true;
  const code = error instanceof Bug ? error.code : 'turn.failed';
  try {
    const fate = await deps.store.turnFailed(lane.inboundId, code, giveUpAt, deps.clock.now());
    deps.log.error({ error, inbound: lane.inboundId, code, fate }, 'turn failed');
    return true;
  } catch (lost) {
    deps.log.warn({ error: lost }, 'a failed turn could not be counted; the sweep takes it up');
    lane.again = [];
    return false;
  }
}
