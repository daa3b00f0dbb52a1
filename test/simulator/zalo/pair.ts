/** A stand-in with the SDK in front of it and, if wanted, a bot behind it. Everybody in it is made up. */
import {
  createZaloClient,
  createZaloOAuth,
  fixedToken,
  type ZaloClient,
  type ZaloOAuth,
} from '../../../src/channel/zalo/sdk/mod.ts';
import type { StandInOptions } from '../../../src/simulator/zalo/options.ts';
import { createZaloStandIn, type ZaloStandIn } from '../../../src/simulator/zalo/stand-in.ts';
import { startBot, type TestBot } from './bot.ts';

/** 10:00 in Vietnam on 21 November 2026. */
export const START = Date.UTC(2026, 10, 21, 3);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const { app, oa } = {
  app: { id: '360846524940903967', secret: 'AppSecretForTests' },
  oa: { id: '388613280878808645', secret: 'OaSecretForTests', name: 'Xã thử nghiệm' },
};

export interface Pair {
  readonly standIn: ZaloStandIn;
  readonly client: ZaloClient;
  readonly oauth: ZaloOAuth;
  clientWith(accessToken: string, timeoutMs?: number): ZaloClient;
  /** A person who wrote just now. */
  an: string;
  /** Somebody who never interacted. */
  binh: string;
  close(): Promise<void>;
}

const PEOPLE = [
  { name: 'An (bịa)', phone: '84987654321', follower: true, lastInteractionMsAgo: 0 },
  { name: 'Bình (bịa)', phone: '84912345678' },
];

export async function startPair(options: StandInOptions = {}): Promise<Pair> {
  const standIn = await createZaloStandIn({
    ...{ app, oa, people: PEOPLE, clock: { startAt: START, ticking: false } },
    ...options,
  });
  const roots = { openapi: standIn.url, business: standIn.url };
  const clientWith = (accessToken: string, timeoutMs = 10_000) =>
    createZaloClient({
      tokens: fixedToken(accessToken),
      roots,
      timeoutMs,
      now: standIn.clock.now,
      jitterMs: () => 0,
      capabilities: { csList: true },
    });
  const people = standIn.view().people.map((person) => person.id);
  return {
    standIn,
    clientWith,
    client: clientWith(standIn.tokens.grant().accessToken),
    oauth: createZaloOAuth({
      appId: app.id,
      appSecret: app.secret,
      root: standIn.url,
      now: standIn.clock.now,
    }),
    an: people[0] ?? '',
    binh: people[1] ?? '',
    close: () => standIn.close(),
  };
}

export interface PairWithBot extends Pair {
  readonly bot: TestBot;
}

export async function startPairWithBot(
  options: StandInOptions & { webhookTimeoutMs?: number } = {},
): Promise<PairWithBot> {
  const bot = await startBot({ appId: app.id, oaId: oa.id, oaSecret: oa.secret });
  const switches = { seenAfterMs: null, receipts: 'after_reply', ...options.switches } as const;
  const pair = await startPair({
    webhook: { url: bot.url, timeoutMs: options.webhookTimeoutMs ?? 10_000 },
    ...options,
    switches,
  });
  return {
    ...pair,
    bot,
    close: async () => {
      await pair.standIn.webhook.idle();
      await pair.close();
      await bot.close();
    },
  };
}

/** The error a promise fails with. */
export const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );
