/** Makes calls to openapi and business: headers, query form, token repeat, rate. The only place that does. */
import { type ApiRefusal, ZaloApiError } from './error.ts';
import type { ApiHost } from './fault-table.ts';
import { completeRoots, type ZaloRoots } from './host.ts';
import type { JsonObject } from './json.ts';
import { appSecretProof } from './proof.ts';
import { msToNextMinute, type RateState, readRate } from './rate.ts';
import { type Reply, settleReply } from './reply.ts';
import { requireToken, type TokenSource } from './token.ts';
import { type Exchange, type Exchanger, exchange } from './transport.ts';

export interface CallerOptions {
  readonly tokens: TokenSource;
  readonly roots?: Partial<ZaloRoots>;
  /** Sends `appsecret_proof` with every call. Whether Zalo demands it on these hosts is unproven. */
  readonly proveWith?: { readonly appSecret: string };
  /** Of one HTTP exchange; default 10,000. */
  readonly timeoutMs?: number;
  /** Another way to make HTTP exchanges, for proxies and tests. */
  readonly exchange?: Exchanger;
  readonly now?: () => number;
  /** Added to the wait after -32, so that processes do not start together; default 0 to 2,000 ms. */
  readonly jitterMs?: () => number;
  /** Told after every reply that carries the rate headers. */
  readonly onRate?: (host: ApiHost, rate: RateState) => void;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export interface ApiRequest {
  readonly host: ApiHost;
  readonly path: string;
  /** GET only: on openapi the value of `data=`, on business plain parameters. */
  readonly query?: JsonObject;
  /** POST only. */
  readonly json?: JsonObject;
  /** POST only; made anew for the repeat. */
  readonly form?: () => FormData;
}

export interface Caller {
  get(host: ApiHost, path: string, query: JsonObject | null, options?: CallOptions): Promise<Reply>;
  post(host: ApiHost, path: string, json: JsonObject, options?: CallOptions): Promise<Reply>;
  upload(path: string, form: () => FormData, options?: CallOptions): Promise<Reply>;
  /** The rate headers last seen on a host. */
  rate(host: ApiHost): RateState | null;
}

const JITTER_MAX_MS = 2000;

export function createCaller(options: CallerOptions): Caller {
  const rates = new Map<ApiHost, RateState>();
  const once = createSender(options, (host, rate) => {
    rates.set(host, rate);
    options.onRate?.(host, rate);
  });

  async function make(request: ApiRequest, how: CallOptions = {}): Promise<Reply> {
    const token = requireToken(await options.tokens.get());
    try {
      return await once(request, token, how);
    } catch (error) {
      if (!(error instanceof ZaloApiError) || error.fault.class !== 'refresh') throw error;
      const next = await options.tokens.onTokenRefused(token);
      if (next === null || next === token) throw error;
      return once(request, requireToken(next), how).catch(asReconnect);
    }
  }

  return {
    get: (host, path, query, how) => make({ host, path, ...(query ? { query } : {}) }, how),
    post: (host, path, json, how) => make({ host, path, json }, how),
    upload: (path, form, how) => make({ host: 'openapi', path, form }, how),
    rate: (host) => rates.get(host) ?? null,
  };
}

type Sender = (request: ApiRequest, token: string, how: CallOptions) => Promise<Reply>;

/** One exchange with one token. */
function createSender(options: CallerOptions, noteRate: (host: ApiHost, rate: RateState) => void): Sender {
  const roots = completeRoots(options.roots);
  const now = options.now ?? Date.now;
  const jitterMs = options.jitterMs ?? (() => Math.floor(Math.random() * JITTER_MAX_MS));
  const send = options.exchange ?? exchange;
  return async (request, token, how) => {
    const call = nameOf(request);
    const timeoutMs = how.timeoutMs ?? options.timeoutMs ?? 10_000;
    const wire = await wireOf(roots, request, token, options.proveWith);
    const raw = await send({ call, ...wire, timeoutMs, signal: how.signal });
    const at = now();
    const rate = readRate(raw.headers, at);
    if (rate) noteRate(request.host, rate);
    return settleReply(call, raw, { rate, waitMs: () => msToNextMinute(at) + jitterMs() });
  };
}

const nameOf = (request: ApiRequest): ApiRefusal['call'] => ({
  host: request.host,
  method: request.json || request.form ? 'POST' : 'GET',
  path: request.path,
});

/** A token that is refused again right after a refresh means that the grant itself is gone. */
function asReconnect(error: unknown): never {
  if (error instanceof ZaloApiError && error.fault.class === 'refresh') {
    throw new ZaloApiError({
      ...error,
      message: error.zaloMessage,
      fault: { ...error.fault, class: 'reconnect' },
    });
  }
  throw error;
}

async function wireOf(
  roots: ZaloRoots,
  request: ApiRequest,
  token: string,
  prove: CallerOptions['proveWith'],
): Promise<Pick<Exchange, 'url' | 'headers' | 'body'>> {
  const headers: Record<string, string> = { access_token: token };
  if (prove) headers.appsecret_proof = appSecretProof(prove.appSecret, token);
  const url = `${roots[request.host]}${request.path}`;
  if (request.form) {
    const { type, bytes } = await encodeForm(request.form());
    return { url, headers: { ...headers, 'content-type': type }, body: bytes };
  }
  if (!request.json) return { url: url + queryOf(request), headers };
  return {
    url,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(request.json),
  };
}

/** Multipart with a boundary of its own. */
async function encodeForm(form: FormData): Promise<{ type: string; bytes: Uint8Array }> {
  const encoded = new Response(form);
  const type = encoded.headers.get('content-type') ?? '';
  return { type, bytes: new Uint8Array(await encoded.arrayBuffer()) };
}

function queryOf({ host, query }: ApiRequest): string {
  if (!query) return '';
  if (host === 'openapi') return `?data=${encodeURIComponent(JSON.stringify(query))}`;
  return `?${new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]))}`;
}
