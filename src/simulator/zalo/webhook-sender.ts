/** The webhook side of Zalo: registration, what is sent in which order, and mischief on request. */
import type { Json } from './reply.ts';
import {
  type CourierOptions,
  createCourier,
  type Delivery,
  type Outgoing,
  type Registration,
  type WebhookHabits,
} from './webhook-courier.ts';
import { postEvent } from './webhook-post.ts';
import { createStreams } from './webhook-streams.ts';
import { signEvent, type WrittenEvent } from './webhook-writer.ts';

export interface WebhookSender {
  register(url: string, events?: 'all' | readonly string[]): void;
  setHabits(change: Partial<WebhookHabits>): void;
  /** Resolves when the first attempt is over, whatever came of it. */
  emit(event: Json, how: { stream: string; zns?: boolean }): Promise<void>;
  /** Emits from `work` once the reply that is being made has left; `idle` waits for all of it. */
  later(work: () => Promise<void>): void;
  /** The console's check of the address: a body without signature. Gives the HTTP status. */
  probe(): Promise<number | null>;
  /** The event, signed with another secret. */
  forge(event: Json): Promise<number | null>;
  /** The last delivery once more, byte for byte. */
  replay(): Promise<number | null>;
  /** What `emit` would send; for benches. */
  write(event: Json): WrittenEvent;
  state(): Readonly<Registration>;
  /** The last deliveries, oldest first. */
  deliveries(): readonly Delivery[];
  /** Resolves when nothing is on its way; retries that wait for their time do not count. */
  idle(): Promise<void>;
  close(): void;
}

export interface WebhookSenderOptions extends CourierOptions {
  readonly appId: string;
  readonly oaSecret: string;
}

const KEPT = 500;

export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const registration = newRegistration();
  const log: Delivery[] = [];
  const told = (delivery: Delivery): void => {
    log.push(delivery);
    if (log.length > KEPT) log.shift();
    options.told(delivery);
  };
  const emitter = createEmitter({ ...options, told }, registration);
  return {
    ...emitter,
    ...createMischief(options, registration, log),
    register: (url, events = 'all') => {
      Object.assign(registration, { url, events, active: true });
    },
    setHabits: (change) => {
      registration.habits = { ...registration.habits, ...change };
    },
    state: () => ({ ...registration }),
    deliveries: () => log,
    close: () => {
      registration.active = false;
    },
  };
}

const newRegistration = (): Registration => ({
  url: null,
  active: false,
  events: 'all',
  habits: {
    json: 'compact',
    numericTimestamp: false,
    duplicate: false,
    reorder: false,
    onlyHashTexts: false,
  },
  waitingForRetry: 0,
});

const keysOf = (options: WebhookSenderOptions) => ({ appId: options.appId, secret: options.oaSecret });

function createEmitter(
  options: WebhookSenderOptions,
  registration: Registration,
): Pick<WebhookSender, 'emit' | 'later' | 'idle' | 'write'> {
  const bring = createCourier(options, registration);
  const streams = createStreams();
  let held: { outgoing: Outgoing; stream: string } | null = null;

  const queue = (outgoing: Outgoing, stream: string): Promise<void> =>
    streams.run(stream, async () => {
      await bring(outgoing);
      if (registration.habits.duplicate) await bring(outgoing);
    });
  const releaseHeld = async (): Promise<void> => {
    const late = held;
    held = null;
    if (late) await queue(late.outgoing, late.stream);
  };

  return {
    async emit(event, { stream, zns = false }) {
      if (!isWanted(registration, event)) return;
      const server = zns ? 'ZNS' : 'OA OpenAPI';
      const outgoing = { event, written: signEvent(event, registration.habits, keysOf(options), server) };
      if (registration.habits.reorder && held === null) {
        held = { outgoing, stream };
        return;
      }
      await queue(outgoing, stream);
      await releaseHeld();
    },
    later: streams.later,
    async idle() {
      await releaseHeld();
      await streams.idle();
    },
    write: (event) => signEvent(event, registration.habits, keysOf(options)),
  };
}

const PROBE: WrittenEvent = {
  body: '{}',
  headers: { 'content-type': 'application/json', 'user-agent': 'ZaloWebhook' },
};

/** Deliveries that no honest event explains. */
function createMischief(
  options: WebhookSenderOptions,
  registration: Registration,
  log: readonly Delivery[],
): Pick<WebhookSender, 'probe' | 'forge' | 'replay'> {
  const post = async (written: WrittenEvent): Promise<number | null> =>
    (await postEvent(registration.url ?? '', written, options.timeoutMs)).status;
  return {
    probe: () => post(PROBE),
    forge: (event) => {
      const keys = keysOf(options);
      return post(signEvent(event, registration.habits, { ...keys, secret: `${keys.secret}?` }));
    },
    replay: async () => {
      const last = log.at(-1);
      return last ? post(last.written) : null;
    },
  };
}

function isWanted(registration: Registration, event: Json): boolean {
  const name = String(event.event_name);
  const { active, events, habits } = registration;
  if (!active || (events !== 'all' && !events.includes(name))) return false;
  if (!habits.onlyHashTexts || name !== 'user_send_text') return true;
  const message = event.message as Json | undefined;
  return String(message?.text).startsWith('#');
}
