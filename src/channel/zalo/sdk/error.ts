/**
 * Everything this SDK throws. The first question about a failed send is answered by `outcome`:
 * may the same message be sent again without the person getting it twice?
 */
import type { Fault } from './fault.ts';
import type { OAuthFault } from './fault-oauth.ts';
import type { ApiHost } from './fault-table.ts';
import type { ZaloHost } from './host.ts';
import type { JsonObject } from './json.ts';
import type { RateState } from './rate.ts';

/**
 * `not_executed` Zalo surely did nothing · `refused` Zalo understood and said no ·
 * `unknown` it may have been done: never send again without asking.
 */
export type Outcome = 'not_executed' | 'refused' | 'unknown';

/** Which call failed, without its contents: those hold personal data. */
export interface CallName {
  readonly host: ZaloHost;
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

export abstract class ZaloError extends Error {
  abstract readonly outcome: Outcome;
}

export type InputFault =
  | 'empty'
  | 'too_long'
  | 'not_a_string'
  | 'bad_url'
  | 'bad_phone'
  | 'bad_token'
  | 'bad_callback'
  | 'out_of_range'
  | 'too_many'
  | 'too_large'
  | 'bad_type'
  | 'capability_off';

/** The arguments break one of Zalo's rules; nothing was sent. */
export class ZaloInputError extends ZaloError {
  readonly outcome = 'not_executed';
  readonly fault: InputFault;
  readonly field: string;
  constructor(fault: InputFault, field: string, detail?: string) {
    super(`Zalo: ${field} is ${fault.replaceAll('_', ' ')}${detail ? ` (${detail})` : ''}`);
    this.name = 'ZaloInputError';
    this.fault = fault;
    this.field = field;
  }
}

/** `connect` no line could be opened · `server` HTTP 5xx · `not_json`, `malformed` an answer that is none. */
export type TransportFault =
  | 'connect'
  | 'timeout'
  | 'aborted'
  | 'dropped'
  | 'server'
  | 'not_json'
  | 'malformed';

/** No usable answer. A GET may be repeated; of a POST `outcome` tells whether it surely did not arrive. */
export class ZaloTransportError extends ZaloError {
  readonly outcome: 'not_executed' | 'unknown';
  readonly fault: TransportFault;
  readonly call: CallName;
  readonly status: number | null;
  constructor(
    fault: TransportFault,
    call: CallName,
    more: { arrived?: boolean; status?: number; cause?: unknown } = {},
  ) {
    const status = more.status === undefined ? '' : ` (HTTP ${more.status})`;
    super(`Zalo: ${call.method} ${call.path}: ${fault}${status}`, { cause: more.cause });
    this.name = 'ZaloTransportError';
    this.outcome = more.arrived === false ? 'not_executed' : 'unknown';
    this.fault = fault;
    this.call = call;
    this.status = more.status ?? null;
  }
}

export interface ApiRefusal {
  readonly call: CallName & { readonly host: ApiHost };
  /** `null` when Zalo gave no number. */
  readonly code: number | null;
  readonly fault: Fault;
  readonly message: string;
  readonly status: number;
  readonly body: JsonObject;
  readonly rate: RateState | null;
  /** Milliseconds to wait before the same call may be made again; only for `rate` faults. */
  readonly retryAfterMs: number | null;
}

/** Zalo answered and said no, mostly with HTTP 200. `fault` comes from the table of its host. */
export class ZaloApiError extends ZaloError {
  readonly outcome: Outcome;
  readonly code: number | null;
  readonly fault: Fault;
  readonly call: ApiRefusal['call'];
  readonly zaloMessage: string;
  readonly status: number;
  /** The whole reply, for the log of unknown codes. */
  readonly body: JsonObject;
  readonly rate: RateState | null;
  readonly retryAfterMs: number | null;
  constructor(refusal: ApiRefusal) {
    const { call, code, fault, message } = refusal;
    super(
      `Zalo: ${call.method} ${call.path}: ${code ?? 'no code'} ${message} [${fault.class}: ${fault.gist}]`,
    );
    this.name = 'ZaloApiError';
    this.outcome = outcomeOf(fault);
    this.code = code;
    this.fault = fault;
    this.call = call;
    this.zaloMessage = message;
    this.status = refusal.status;
    this.body = refusal.body;
    this.rate = refusal.rate;
    this.retryAfterMs = refusal.retryAfterMs;
  }
}

function outcomeOf(fault: Fault): Outcome {
  if (fault.mayDuplicate) return 'unknown';
  return fault.class === 'rate' || fault.class === 'refresh' ? 'not_executed' : 'refused';
}

/** The token endpoint said no. `body` has its tokens masked. */
export class ZaloOAuthError extends ZaloError {
  readonly outcome = 'refused';
  readonly code: number | null;
  readonly fault: OAuthFault;
  readonly errorName: string;
  readonly body: JsonObject;
  constructor(code: number | null, fault: OAuthFault, errorName: string, body: JsonObject) {
    super(`Zalo OAuth: ${code ?? 'no code'} ${errorName} [${fault.class}: ${fault.gist}]`);
    this.name = 'ZaloOAuthError';
    this.code = code;
    this.fault = fault;
    this.errorName = errorName;
    this.body = body;
  }
}

/** Codes with which Zalo may refuse buttons or a list; then send the same as numbered text. */
const LAYOUT_CODES: ReadonlySet<number | null> = new Set([-201, -210, -233]);

/** Whether a send of buttons or a list should be repeated as numbered text. */
export const isLayoutRefused = (error: unknown): error is ZaloApiError =>
  error instanceof ZaloApiError && LAYOUT_CODES.has(error.code);
