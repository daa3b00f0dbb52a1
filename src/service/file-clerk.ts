/**
 * What clerks have in common who read the files that officers sent in chat, one after the other: as a trial first, then in
 * earnest when they said so. The answer goes through the ledger.
 */
import type { Bubble } from '../core/message.ts';
import type { ChannelName, ContactId, Language, ParcelId } from '../core/model.ts';
import type { ParcelPlan } from '../ports.ts';
import type { Deps } from './deps.ts';
import type { Rendering } from './render.ts';
import { createTicker } from './ticker.ts';

const everyMs = 2_000;
/** Longer than the largest file takes. */
export const leaseMs = 10 * 60_000;

export interface FileClerk {
  /** Reads everything that waits; gives how many files that were. */
  run(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

/** @param what names the files in the log */
export function createFileClerk<F>(
  what: string,
  log: Deps['log'],
  work: { readonly next: () => Promise<F | null>; readonly read: (file: F) => Promise<void> },
): FileClerk {
  const run = async (): Promise<number> => {
    let count = 0;
    for (let file = await work.next(); file !== null; file = await work.next()) {
      await work.read(file);
      count += 1;
    }
    return count;
  };
  const ticker = createTicker(
    async () => {
      await run().catch((error: unknown) => log.warn({ error }, `a ${what} was not read; tried again later`));
    },
    { everyMs },
  );
  return { run, start: ticker.start, stop: ticker.stop };
}

/** Several clerks as one. */
export const allClerks = (clerks: readonly FileClerk[]): FileClerk => ({
  run: async () => {
    let count = 0;
    for (const clerk of clerks) count += await clerk.run();
    return count;
  },
  start: () => {
    for (const clerk of clerks) clerk.start();
  },
  stop: async () => {
    await Promise.all(clerks.map((clerk) => clerk.stop()));
  },
});

/** Who sent a file, and where to answer. */
export interface Sender {
  readonly contactId: ContactId;
  readonly language: Language;
  readonly channel: ChannelName | null;
  readonly address: string | null;
}

/** How the sender is spoken to. */
export const speakingTo = (
  { texts, channels }: Pick<Deps, 'texts' | 'channels'>,
  { language, channel }: Sender,
): Rendering => {
  const limits = (channel === null ? undefined : channels[channel]?.limits) ?? { text: 2000, buttons: 0 };
  return { texts, language, limits, slots: {} };
};

/** The answer as a parcel, the same however often the file is read; `null` when nothing reaches the sender. */
export function answerTo(
  { contactId, channel, address }: Sender,
  cause: string,
  bubbles: readonly Bubble[],
): ParcelPlan | null {
  if (channel === null || address === null) return null;
  return {
    id: `n:${cause}` as ParcelId,
    contactId,
    class: 'transactional',
    cause: { kind: 'event', id: cause },
    channel,
    address,
    bubbles,
  };
}
