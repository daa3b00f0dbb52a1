/** A stand-in and the real adapter on it, for the tests of this folder. */
import {
  createTelegramChannel,
  type TelegramChannel,
  type TelegramOptions,
} from '../../../src/channel/telegram/adapter.ts';
import type { Inbound } from '../../../src/core/message.ts';
import type { MediaReader } from '../../../src/ports.ts';
import {
  createTelegramStandIn,
  type StandInOptions,
  type TelegramStandIn,
} from '../../../src/simulator/telegram/stand-in.ts';
import { createLogBook, type Logged } from '../log-book.ts';

export const hoa = { id: 5_100_000_017, name: 'Bà Hoa (hư cấu)', language: 'vi' };

/** Collects what is accepted and lets a test wait for it without sleeping. */
export function createInboundBook() {
  const accepted: Inbound[] = [];
  const waiters: { count: number; resolve: () => void }[] = [];
  return {
    accepted,
    async accept(inbounds: readonly Inbound[]): Promise<void> {
      accepted.push(...inbounds);
      for (const waiter of waiters) if (accepted.length >= waiter.count) waiter.resolve();
    },
    async until(count: number): Promise<readonly Inbound[]> {
      if (accepted.length < count) {
        await new Promise<void>((resolve) => waiters.push({ count, resolve }));
      }
      return accepted;
    },
  };
}

export const noMedia: MediaReader = { read: async () => null };

/** Quick to try again, slow to give up: a busy machine must not look like a network that is away. */
export const quick = {
  pollSeconds: 2,
  callTimeoutMs: 20_000,
  connectTimeoutMs: 20_000,
  backoffFirstMs: 5,
  backoffMostMs: 40,
};

export interface Pair {
  readonly standIn: TelegramStandIn;
  readonly channel: TelegramChannel;
  readonly logged: Logged[];
  close(): Promise<void>;
}

export async function createPair(
  standInOptions: StandInOptions = {},
  options: Partial<TelegramOptions> = {},
): Promise<Pair> {
  const standIn = await createTelegramStandIn({ limits: null, ...standInOptions });
  const { log, lines } = createLogBook();
  const { token, apiRoot } = standIn;
  const channel = createTelegramChannel({ token, apiRoot, webhook: null, log, timing: quick, ...options });
  return {
    standIn,
    channel,
    logged: lines,
    async close() {
      await channel.stop();
      await standIn.close();
    },
  };
}
