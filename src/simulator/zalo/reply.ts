/** Requests and replies inside the stand-in, and Zalo's envelope around data and errors. */

export interface SimRequest {
  readonly method: string;
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface SimReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export type Json = Readonly<Record<string, unknown>>;

const JSON_HEADERS = { 'content-type': 'application/json;charset=utf-8' };

export const jsonReply = (value: unknown, status = 200): SimReply => ({
  status,
  headers: JSON_HEADERS,
  body: JSON.stringify(value),
});

export const success = (data?: unknown): SimReply =>
  jsonReply({ ...(data === undefined ? {} : { data }), error: 0, message: 'Success' });

/** Errors come with HTTP 200 and no data. */
export const refusal = (code: number, message: string): SimReply => jsonReply({ error: code, message });

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const record = (value: unknown): Json => (isRecord(value) ? value : {});

/** The JSON object in a text; `null` when there is none. */
export function parseRecord(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** The `data=` parameter of a GET on the OA host. */
export const dataOf = (query: string): Json =>
  parseRecord(new URLSearchParams(query).get('data') ?? '{}') ?? {};

export function header(request: SimRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}
