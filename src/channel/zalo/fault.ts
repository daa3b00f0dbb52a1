/** What a failed send means for the sender: Zalo's error classes (reference §6) in the words every channel uses. */
import { ConfigError, SendError, type SendFault, StoreUnavailable } from '../../core/error.ts';
import type { Instant } from '../../core/model.ts';
import { GrantTrouble } from './grant-trouble.ts';
import { releaseAt } from './policy.ts';
import { type FaultClass, ZaloApiError, ZaloError } from './sdk/mod.ts';

/** To whom, and when: the hours of the night end at a different moment for everybody. */
export interface Attempt {
  readonly address: string;
  readonly now: Instant;
}

type Reading = (error: ZaloApiError, attempt: Attempt) => SendFault;

const config: Reading = () => ({ kind: 'config' });
const rejected: Reading = () => ({ kind: 'rejected' });
const outOfWindow: Reading = () => ({ kind: 'out_of_window' });

/** No quota or no money for messages outside the free window; replies within it go on, so the channel must not pause. */
const wallet = new Set<number | null>([-320, -321]);
const minuteMs = 60_000;

const readings: Readonly<Record<FaultClass, Reading>> = {
  rate: ({ retryAfterMs }) => ({ kind: 'throttled', afterMs: retryAfterMs ?? minuteMs }),
  transient: ({ outcome }) => ({ kind: outcome === 'unknown' ? 'unknown' : 'unreachable' }),
  refresh: config,
  reconnect: config,
  config: ({ code }) => ({ kind: wallet.has(code) ? 'out_of_window' : 'config' }),
  request: rejected,
  window: outOfWindow,
  // -217 is about invitations to groups only; what is refused of one kind is all we send.
  unreachable: ({ fault }) => ({ kind: fault.scope === 'invites' ? 'rejected' : 'blocked' }),
  recipient: rejected,
  quota: outOfWindow,
  asset: rejected,
  defer: (_, { address, now }) => ({ kind: 'not_now', notBefore: releaseAt(address, now) }),
  held: rejected,
};

/** Translates anything a send may throw; never carries the cause along, as it may hold what was sent. */
export function toSendError(error: unknown, attempt: Attempt): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof ZaloError)
    return new SendError(readZaloError(error, attempt), error.message.slice(0, 200));
  if (error instanceof GrantTrouble) return new SendError(readTrouble(error), error.message.slice(0, 200));
  if (error instanceof StoreUnavailable) return new SendError({ kind: 'unreachable' }, 'tokens: no database');
  if (error instanceof ConfigError) return new SendError({ kind: 'config' }, error.message.slice(0, 200));
  return new SendError({ kind: 'rejected' }, error instanceof Error ? error.name : 'failure');
}

function readZaloError(error: ZaloError, attempt: Attempt): SendFault {
  if (error instanceof ZaloApiError) return readings[error.fault.class](error, attempt);
  if (error.name === 'ZaloInputError') return { kind: 'rejected' };
  return { kind: error.outcome === 'unknown' ? 'unknown' : 'unreachable' };
}

function readTrouble({ kind, afterMs }: GrantTrouble): SendFault {
  // Nothing can be sent without a token, so the whole channel waits and no attempt is counted.
  return kind === 'later' ? { kind: 'throttled', afterMs: afterMs ?? minuteMs } : { kind: 'config' };
}
