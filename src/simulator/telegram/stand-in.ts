/**
 * A Telegram Bot API server to run without Telegram: real HTTP, the documented rules, and faults on order. Everything
 * is kept in memory and bounded.
 */
import type { AddressInfo } from 'node:net';
import type { Kept } from './chat-book.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { ShelfFile } from './file-shelf.ts';
import { stopWebhook } from './method/updates.ts';
import { type PaceLimits, usualLimits } from './pace.ts';
import { type Act, type Acted, act, type PersonInput } from './person.ts';
import { createStandInServer } from './server.ts';
import type { WebhookRules } from './webhook-sender.ts';
import type { ReplyKeyboard } from './wire.ts';
import { createWorld, type StandInEvent, type World, type WorldOptions } from './world.ts';

export interface StandInOptions {
  /** 0 = any free port. */
  readonly port?: number;
  readonly host?: string;
  readonly token?: string;
  readonly botName?: string;
  /** `null` lifts the sending limits, for benches. */
  readonly limits?: PaceLimits | null;
  readonly bounds?: Partial<WorldOptions['bounds']>;
  readonly webhookRules?: Partial<WebhookRules>;
  readonly now?: () => number;
  /** People known from an earlier run: the bot may write first to those this names. */
  readonly adopt?: WorldOptions['adopt'];
}

export interface ChatView {
  readonly name: string;
  readonly state: 'open' | 'blocked' | 'deactivated';
  readonly kept: readonly Kept[];
  readonly keyboard: ReplyKeyboard | null;
}

export interface TelegramStandIn {
  /** What goes into `TELEGRAM_API_ROOT`. */
  readonly apiRoot: string;
  readonly token: string;
  readonly botName: string;
  /** Lets a person do something. @throws ActRefused */
  act(person: PersonInput, deed: Act): Acted;
  chat(id: number): ChatView | undefined;
  file(id: string): ShelfFile | undefined;
  readonly faults: FaultPlan;
  /** Other orders of the control API, in process. */
  readonly world: World;
  /** Tells everything that happens; gives the way to stop listening. */
  watch(listener: (event: StandInEvent) => void): () => void;
  close(): Promise<void>;
}

/** Made up, of the shape of a real token, and good for nothing else. */
export const standInToken = '1000000001:SIMULATED-TOKEN-OF-THE-STAND-IN-only';

const usualBounds = { chats: 20_000, messagesPerChat: 300, fileBytes: 64 * 1024 * 1024 };
const usualWebhookRules: WebhookRules = { backoffFirstMs: 1000, backoffMostMs: 60_000, timeoutMs: 60_000 };

/** Starts the server. Rejects when the port is taken. */
export async function createTelegramStandIn(options: StandInOptions = {}): Promise<TelegramStandIn> {
  const { token = standInToken, botName = 'ocop_simulated_bot', host = '127.0.0.1' } = options;
  const world = createWorld({
    token,
    botName,
    limits: options.limits === undefined ? usualLimits : options.limits,
    bounds: { ...usualBounds, ...options.bounds },
    webhookRules: { ...usualWebhookRules, ...options.webhookRules },
    now: options.now ?? Date.now,
    adopt: options.adopt ?? (() => null),
  });
  const server = createStandInServer(world);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    apiRoot: `http://${host}:${port}`,
    token,
    botName,
    act: (person, deed) => act(world, person, deed),
    chat: (id) => viewOf(world, id),
    file: (id) => world.files.byId(id),
    faults: world.faults,
    world,
    watch: world.watch,
    close: async () => {
      stopWebhook(world);
      world.updates.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function viewOf(world: World, id: number): ChatView | undefined {
  const chat = world.chats.get(id);
  return chat && { name: chat.user.first_name, state: chat.state, kept: chat.kept, keyboard: chat.keyboard };
}
