/**
 * The Zalo channel: our SDK speaks the wire, this translates to and from the neutral words and keeps the promises of
 * `Channel` (nothing lost, nothing doubled, every failure named).
 */
import { ConfigError } from '../../core/error.ts';
import type { Channel, Log } from '../../ports.ts';
import { createAllowance } from './allowance.ts';
import { fetchFile } from './fetch-file.ts';
import type { GrantKeeper } from './grant-keeper.ts';
import { createLayout } from './layout.ts';
import { createMay } from './may.ts';
import { textLimit } from './outgoing.ts';
import { parseEvent } from './parse.ts';
import { createProbe } from './probe.ts';
import { createZaloClient, limits, type ZaloClient, type ZaloRoots } from './sdk/mod.ts';
import { createSend, createSendTemplate, type FileLink } from './send.ts';
import { createTemplates, type TemplateRules } from './template.ts';
import { createWebhookReader } from './webhook.ts';

export interface ZaloChannelOptions {
  readonly appId: string;
  /** Id of our Official Account. */
  readonly account: string;
  /** OA Secret Keys, which sign webhooks: two while one is being replaced. */
  readonly oaSecrets: readonly string[];
  readonly keeper: GrantKeeper;
  /** Zalo's servers, unless they are the official ones. */
  readonly roots?: Partial<ZaloRoots>;
  /** False: this account has no buttons, choices are numbered text. */
  readonly buttons: boolean;
  /** How long Zalo's refusal of buttons is believed; a day unless set. */
  readonly refusalMs?: number;
  /** File servers from which media may be fetched, see `fetch-file.ts`. */
  readonly mediaHosts: readonly string[];
  /** Picture of the card that asks for a phone number; `null`: no card. */
  readonly cardImageUrl: string | null;
  /** Đồng for a message between 48 hours and 7 days after the last interaction; absent: unknown. */
  readonly priceVnd?: number | null;
  /** Makes a link to a document that Zalo does not take; absent: only its name is said. */
  readonly fileLink?: FileLink | null;
  /** Templates for people whose window is closed, by class. */
  readonly templates?: TemplateRules;
  /** Whether a button's payload leads anywhere in our flows; others are just text. */
  readonly isKnown?: (payload: string) => boolean;
  readonly log: Log;
  readonly now?: () => number;
  readonly timeoutMs?: number;
  /** Added to the wait for the next minute, so that processes do not start together; usually up to 2 s. */
  readonly jitterMs?: () => number;
}

interface Clock {
  readonly now: () => number;
  readonly timeoutMs: number;
}

/** Zalo waits 2 s for the answer to a webhook (reference §5.1). */
const answerWithinMs = 1800;
const usualTimeoutMs = 10_000;

/** Builds the channel; nothing goes over the network before `start` or `send`. */
export function createZaloChannel(options: ZaloChannelOptions): Channel {
  const { account, keeper, log, now = Date.now, timeoutMs = usualTimeoutMs, cardImageUrl } = options;
  const layout = createLayout(options.buttons, now, options.refusalMs);
  const allowance = createAllowance(now);
  const client = clientOf(options, { now, timeoutMs });
  const templates = createTemplates({ client, rules: options.templates ?? {}, now, log });
  const fileLink = options.fileLink ?? null;
  const sending = { client, layout, allowance, cardImageUrl, fileLink, lost: keeper.lost, now, log };
  const probe = createProbe({ client, account, lost: keeper.lost, log });
  const read = createWebhookReader(options);
  const rules = { account, now, isKnown: options.isKnown ?? (() => true) };
  return {
    name: 'zalo',
    limits: {
      text: textLimit,
      get buttons() {
        return layout.hasButtons() ? limits.BUTTONS_MAX : 0;
      },
    },
    answerWithinMs,
    receive(headers, rawBody) {
      const event = read(headers, rawBody);
      return event === null ? { inbounds: [], receipts: [] } : parseEvent(event, rules);
    },
    start() {
      keeper.start();
      probe.start();
      return Promise.resolve();
    },
    stop() {
      probe.stop();
      return keeper.stop();
    },
    send: createSend(sending),
    sendTemplate: createSendTemplate(sending, templates),
    may: createMay({ client, allowance, priceVnd: options.priceVnd ?? null, templates, log }),
    health: () => healthOf(keeper),
    fetchFile: (file, maxBytes) => fetchFile(file, maxBytes, { hosts: options.mediaHosts, timeoutMs }),
  };
}

/** Tokens that cannot be read are as good as none. */
async function healthOf(keeper: GrantKeeper) {
  const grant = await keeper.grant().catch((error: unknown) => {
    if (error instanceof ConfigError) return null;
    throw error;
  });
  return grant === null ? 'not_connected' : grant.state;
}

function clientOf({ keeper, roots, jitterMs }: ZaloChannelOptions, clock: Clock): ZaloClient {
  return createZaloClient({
    tokens: keeper,
    ...clock,
    ...(roots === undefined ? {} : { roots }),
    ...(jitterMs === undefined ? {} : { jitterMs }),
  });
}
