/** One HTTP exchange with a time limit. Tells apart what surely never arrived from what may have. */
import type { CallName } from './error.ts';
import { ZaloTransportError } from './error.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Exchange {
  readonly call: CallName;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface RawReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** System errors after which not one byte of the request can have reached Zalo. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Sends one request and reads the whole reply. Redirects are not followed: the token would travel along.
 * @throws ZaloTransportError `connect`, `timeout`, `aborted` or `dropped`
 */
export async function exchange(fetch: Fetch, request: Exchange): Promise<RawReply> {
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([timer.signal, request.signal]) : timer.signal;
  try {
    const response = await fetch(request.url, {
      method: request.call.method,
      headers: { ...request.headers },
      redirect: 'manual',
      signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw transportError(request, error, timer.signal.aborted);
  } finally {
    clearTimeout(timeout);
  }
}

function transportError(request: Exchange, error: unknown, timedOut: boolean): ZaloTransportError {
  if (timedOut) return new ZaloTransportError('timeout', request.call, { cause: error });
  if (request.signal?.aborted) return new ZaloTransportError('aborted', request.call, { cause: error });
  const fault = NOT_SENT.has(causeCode(error)) ? 'connect' : 'dropped';
  return new ZaloTransportError(fault, request.call, { cause: error });
}

function causeCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : '';
}
