/** The words in which the error tables tell what a Zalo code means to the caller. */

export type FaultClass = keyof typeof FAULT_CLASSES;

/** Every class and what to do about it. */
export const FAULT_CLASSES = {
  rate: 'the call was not executed: wait to the next minute, then send the same again',
  transient: 'a passing trouble: try again, a bounded number of times',
  refresh: 'the access token was refused: refresh once, repeat once; refused again it is `reconnect`',
  reconnect: 'the grant is gone: an administrator must give consent again',
  config: 'the app, the account or its wallet must be fixed by hand: pause this kind of sending',
  request: 'our request is wrong: permanent for this message',
  window: 'not now to this person: keep the person',
  unreachable: 'this person cannot be reached (see scope): clear the mark at their next event',
  recipient: 'this phone number cannot be reached this way: use another channel',
  quota: 'used up: again after the reset, tell the operator',
  asset: 'the uploaded asset is gone: upload again once, send again once',
  defer: 'quiet hours: send after 06:00 with jitter',
  held: 'unknown code: permanent for this message, log the whole body, never loop',
} as const;

export interface Fault {
  readonly class: FaultClass;
  /** Zalo's meaning in a few words. */
  readonly gist: string;
  /** What it concerns, where it is narrower or wider than this one message. */
  readonly scope?: 'app' | 'oa' | 'user' | 'kind' | 'invites' | 'template' | 'number';
  /** At most so many further tries. */
  readonly retries?: number;
  /** When it stops being so. */
  readonly until?: 'next_minute' | 'next_day' | 'next_month' | 'morning' | 'next_inbound';
  /** Money or the account's standing: tell the operator at once. */
  readonly alert?: true;
  /** The person said no; honour it. */
  readonly optOut?: true;
  /** Zalo may have delivered it nevertheless. */
  readonly mayDuplicate?: true;
  /** Known from one source only. */
  readonly weak?: true;
  readonly note?: string;
}

/** A row, with the readings of an overloaded code that message or path tell apart. */
export interface FaultRow extends Fault {
  readonly variants?: readonly {
    readonly messageHas?: string;
    readonly pathHas?: string;
    readonly fault: Fault;
  }[];
}
export type FaultTable = Readonly<Record<string, FaultRow>>;

export const HELD: Fault = { class: 'held', gist: 'unknown code' };
