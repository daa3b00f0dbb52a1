/** Pure: the kinds of failure and what each means to the layers above. Every code is also a text key. */

/** The rules say no. A value, not an exception. */
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly vars?: Readonly<Record<string, string | number>>;
}
export type Result<T> = { readonly ok: true; readonly value: T } | Refusal;

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (code: string, vars?: Refusal['vars']): Refusal =>
  vars ? { ok: false, code, vars } : { ok: false, code };

/** Malformed input at an edge (webhook, form, file): answered 4xx or skipped with its reason, never a crash. */
export class InputError extends Error {
  readonly code: string;
  readonly status: 400 | 401 | 413;
  constructor(code: string, status: 400 | 401 | 413 = 400) {
    super(code);
    this.name = 'InputError';
    this.code = code;
    this.status = status;
  }
}

/** Start-up is impossible; `faults` lists everything wrong at once, in plain words. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Somebody else changed the row first; the turn is run again on fresh data. */
export class Conflict extends Error {
  override name = 'Conflict';
}

/** The database does not answer; whoever called waits or tells the platform to deliver again. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** An invariant of ours broke. The person sees a sorry text with the code; details go to the log only. */
export class Bug extends Error {
  readonly code: string;
  constructor(code: string, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'Bug';
    this.code = code;
  }
}

/** What became of a send, as far as the sender must act on it. Raised by channel adapters only. */
export type SendFault =
  /** The whole channel waits exactly `afterMs`; the attempt does not count. */
  | { readonly kind: 'throttled'; readonly afterMs: number }
  /** The request surely did not arrive: back off and try again. */
  | { readonly kind: 'unreachable' }
  /** The person cannot be written to on this channel any more. */
  | { readonly kind: 'blocked' }
  /** The channel refused this message for good. */
  | { readonly kind: 'rejected' }
  /** Not now to this person (Zalo windows): next rung of the ladder or the officer's call list. */
  | { readonly kind: 'out_of_window' }
  /** Right, but not at this hour: again then. */
  | { readonly kind: 'not_now'; readonly notBefore: number }
  /** Our account is misconfigured: pause the channel, tell the operator. */
  | { readonly kind: 'config' }
  /** The request left and no answer came: it may or may not have arrived. `trace` names the message for its echo. */
  | { readonly kind: 'unknown'; readonly trace?: string };

export class SendError extends Error {
  readonly fault: SendFault;
  /** The platform's own code and wording, without personal data, for the log and the officer. */
  readonly detail: string;
  constructor(fault: SendFault, detail: string, cause?: unknown) {
    super(`${fault.kind}: ${detail}`, cause === undefined ? undefined : { cause });
    this.name = 'SendError';
    this.fault = fault;
    this.detail = detail;
  }
}
