/** The clock of seats: ends offers nobody answered, makes those that waited for the morning, reminds, and tells people. */
import type { SeatReminderRule } from '../core/seat-reminder.ts';
import type { Deps } from './deps.ts';
import { renderCall } from './seat-call.ts';
import { renderNotice } from './seat-notice.ts';
import { createTicker } from './ticker.ts';

const everyMs = 2_000;
const remindEveryMs = 60_000;
const poolsAtOnce = 100;
const noticesAtOnce = 500;

export interface SeatClock {
  /** One pass: everything that is due now. */
  run(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

type Needs = Pick<Deps, 'store' | 'clock' | 'log' | 'jobs' | 'texts' | 'channels' | 'codes'>;

/** `rules`: when people are reminded of their seats. */
export function createSeatClock(deps: Needs, rules: readonly SeatReminderRule[]): SeatClock {
  let remindedAt = Number.NEGATIVE_INFINITY;

  const pass = async (remind: boolean): Promise<void> => {
    const at = deps.clock.now();
    await deps.store.settleSeats(at, poolsAtOnce);
    if (remind) {
      await deps.store.planReminders(rules, at);
      await deps.store.finishPast(at);
      remindedAt = at;
    }
    await tellOfficers(deps);
    for (let told = noticesAtOnce; told === noticesAtOnce; ) told = await tell(deps);
  };
  const ticker = createTicker(
    async () => {
      await pass(deps.clock.now() - remindedAt >= remindEveryMs).catch((error: unknown) =>
        deps.log.warn({ error }, 'the clock of seats skipped a pass'),
      );
    },
    { everyMs, firstMs: everyMs },
  );
  return {
    run: () => pass(true),
    start: ticker.start,
    stop: ticker.stop,
  };
}

/** Plans the parcels of waiting notices and hints at them. Gives how many there were. */
async function tell(deps: Needs): Promise<number> {
  const plans = await deps.store.tellNotices(noticesAtOnce, deps.clock.now(), (notice) =>
    renderNotice(deps, notice),
  );
  for (const { id } of plans) await deps.jobs.add('deliver', { parcelId: id });
  return plans.length;
}

/** Before the others: whoever is told of by an officer is not left out as somebody without an account. */
async function tellOfficers(deps: Needs): Promise<void> {
  const plans = await deps.store.tellOfficers(deps.clock.now(), (call) => renderCall(deps, call));
  for (const { id } of plans) await deps.jobs.add('deliver', { parcelId: id });
}
