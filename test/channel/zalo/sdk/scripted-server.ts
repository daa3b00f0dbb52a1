/** A loopback HTTP server that answers from a script and keeps every request exactly as it came. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export type Act =
  | { readonly json: unknown; readonly status?: number; readonly headers?: Record<string, string> }
  | { readonly text: string; readonly status?: number; readonly headers?: Record<string, string> }
  | { readonly drop: 'at_once' | 'after_body' | 'in_reply' }
  | { readonly hang: true };

export interface ScriptedServer {
  readonly url: string;
  readonly seen: Seen[];
  /** Answers for the next requests, in order; a request beyond the script gets HTTP 599. */
  script(...acts: readonly Act[]): void;
  /** Called once, when the next request has arrived. */
  onSeen(listener: () => void): void;
  close(): Promise<void>;
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const acts: Act[] = [];
  const seen: Seen[] = [];
  let told = (): void => {};
  const server = createServer((request, response) => {
    const act = acts.shift() ?? { text: 'nothing scripted', status: 599 };
    if ('drop' in act && act.drop === 'at_once') return request.socket.destroy();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push(seenOf(request, Buffer.concat(chunks)));
      answer(act, response);
      told();
      told = () => {};
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    onSeen: (listener) => {
      told = listener;
    },
    script: (...more) => {
      acts.splice(0, acts.length, ...more);
      seen.splice(0);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(act: Act, response: ServerResponse): void {
  if ('hang' in act) return;
  if ('drop' in act) {
    if (act.drop === 'in_reply') response.writeHead(200, { 'content-length': '100' }).write('{"data":');
    // Lets the first bytes leave before the line is cut.
    setImmediate(() => response.socket?.destroy());
    return;
  }
  const text = 'text' in act ? act.text : JSON.stringify(act.json);
  response.writeHead(act.status ?? 200, { 'content-type': 'application/json', ...act.headers });
  response.end(text);
}

const seenOf = (request: IncomingMessage, body: Buffer): Seen => ({
  method: request.method ?? '',
  url: request.url ?? '',
  headers: request.headers,
  body: body.toString('latin1'),
});

export const success = (data: unknown): Act => ({ json: { data, error: 0, message: 'Success' } });
export const refusal = (code: number, message = 'no'): Act => ({ json: { error: code, message } });
