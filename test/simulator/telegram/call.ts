/** Plain calls of the stand-in over HTTP, as any Bot API client makes them. */
import {
  createTelegramStandIn,
  type StandInOptions,
  type TelegramStandIn,
} from '../../../src/simulator/telegram/stand-in.ts';

export const lan = { id: 700_000_009, name: 'Lan (hư cấu)', language: 'vi' };

/** The fields of results that the tests look at. */
export interface Result {
  readonly message_id: number;
  readonly text: string;
  readonly reply_markup?: unknown;
  readonly file_path: string;
  readonly calls: Readonly<Record<string, number>>;
}

export interface Answer<R = Result> {
  readonly status: number;
  readonly ok: boolean;
  readonly result: R;
  readonly description?: string;
  readonly parameters?: { readonly retry_after: number };
}

export interface Caller extends TelegramStandIn {
  call<R = Result>(method: string, fields?: object, token?: string): Promise<Answer<R>>;
  control(verb: string, path: string, body?: unknown): Promise<Answer>;
}

/** A stand-in where Lan has said hello. */
export async function startStandIn(options: StandInOptions = {}): Promise<Caller> {
  const standIn = await createTelegramStandIn({ limits: null, ...options });
  standIn.act(lan, { kind: 'text', text: '/start' });
  const ask = async <R>(path: string, init: RequestInit): Promise<Answer<R>> => {
    const response = await fetch(`${standIn.apiRoot}${path}`, init);
    return { status: response.status, ...((await response.json()) as Omit<Answer<R>, 'status'>) };
  };
  const json = (method: string, body: unknown): RequestInit => ({
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return {
    ...standIn,
    call: (method, fields = {}, token = standIn.token) => ask(`/bot${token}/${method}`, json('POST', fields)),
    control: (verb, path, body) => ask(`/_control/${path}`, json(verb, body)),
  };
}
