/** Sending in bulk as one piece: the feeder that looks after rows, the senders that jobs set to work, the shared pace. */
import type { ChannelName } from '../../core/model.ts';
import type { JobHandlers } from '../../ports.ts';
import { bulkJobs, createFeeder, type Feeder, type FeederDeps } from './feeder.ts';
import type { Pace } from './pace.ts';
import type { SendRules } from './send-one.ts';
import { createBulkSender, type SenderDeps } from './sender.ts';

export interface Broadcast {
  readonly feeder: Feeder;
  readonly handlers: JobHandlers;
  /** Begins to look after the rows; a process that only answers people keeps an eye on the pace alone. */
  start(answersOnly: boolean): void;
  /** Sends on a channel what is due, without the queue (terminal, tests); gives how many rows were taken. */
  drain(channel: ChannelName): Promise<number>;
  /** Lets what is in flight come to its end. */
  close(): Promise<void>;
}

const lookMs = 1_000;

export function createBroadcast(deps: FeederDeps & SenderDeps, pace: Pace, rules?: SendRules): Broadcast {
  const feeder = createFeeder(deps, pace);
  const sender = createBulkSender(deps, pace, rules);
  const handle =
    (channel: ChannelName) =>
    async ({ rows }: { readonly rows: number }): Promise<void> => {
      const taken = await sender.run(channel, rows);
      if (taken === rows) feeder.nudge();
    };
  const handlers = Object.fromEntries(
    (Object.entries(bulkJobs) as [ChannelName, keyof JobHandlers][]).map(([channel, name]) => [
      name,
      handle(channel),
    ]),
  );
  let watching: NodeJS.Timeout | undefined;
  return {
    feeder,
    start(answersOnly) {
      if (!answersOnly) return feeder.start();
      watching = setInterval(() => void pace.look().catch(() => undefined), lookMs);
    },
    handlers,
    drain: (channel) => sender.run(channel, Number.MAX_SAFE_INTEGER),
    async close() {
      clearInterval(watching);
      await feeder.stop();
      await sender.stop();
    },
  };
}
