/** Brings one event to the bot and repeats it on virtual time; after the last failure the webhook goes off. */
import type { VirtualClock } from './clock.ts';
import type { Json } from './reply.ts';
import { type Posted, postEvent } from './webhook-post.ts';
import type { WebhookStyle, WrittenEvent } from './webhook-writer.ts';

export interface WebhookHabits extends WebhookStyle {
  /** Send every event twice. */
  readonly duplicate: boolean;
  /** Hold one event back and send it after the next. */
  readonly reorder: boolean;
  /** The console's filter: texts that do not begin with # are not sent. */
  readonly onlyHashTexts: boolean;
}

export interface Registration {
  url: string | null;
  /** False after Zalo gave up. */
  active: boolean;
  events: 'all' | readonly string[];
  habits: WebhookHabits;
  waitingForRetry: number;
}

export interface Delivery {
  readonly name: string;
  /** 0 first, then 1 to 5. */
  readonly attempt: number;
  readonly at: number;
  /** `null` when no answer came in time. */
  readonly status: number | null;
  readonly event: Json;
  readonly written: WrittenEvent;
}

export interface Outgoing {
  readonly event: Json;
  readonly written: WrittenEvent;
}

export interface CourierOptions {
  readonly clock: VirtualClock;
  readonly timeoutMs: number;
  readonly retryOn: () => 'any_failure' | 'no_connection';
  readonly told: (delivery: Delivery) => void;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** After 30 s, 5 min, 15 min, 30 min and 1 h. */
const RETRY_AFTER_MS = [30 * SECOND_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 30 * MINUTE_MS, 60 * MINUTE_MS];

/** Gives the function that makes one attempt and plans the next; it never throws. */
export function createCourier(options: CourierOptions, registration: Registration) {
  async function post({ event, written }: Outgoing, attempt: number): Promise<Posted> {
    const headers = attempt === 0 ? written.headers : { ...written.headers, num_retry: String(attempt) };
    const sent = { ...written, headers };
    const posted = await postEvent(registration.url ?? '', sent, options.timeoutMs);
    const { status } = posted;
    const name = String(event.event_name);
    options.told({ name, attempt, at: options.clock.now(), status, event, written: sent });
    return posted;
  }

  return async function bring(outgoing: Outgoing, attempt = 0): Promise<void> {
    if (!registration.active) return;
    const posted = await post(outgoing, attempt);
    if (posted.status === 200) return;
    if (posted.connected && options.retryOn() === 'no_connection') return;
    const wait = RETRY_AFTER_MS[attempt];
    if (wait === undefined) {
      registration.active = false;
      return;
    }
    registration.waitingForRetry += 1;
    options.clock.after(wait, () => {
      registration.waitingForRetry -= 1;
      return bring(outgoing, attempt + 1);
    });
  };
}
