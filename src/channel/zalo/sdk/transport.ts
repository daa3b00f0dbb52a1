/**
 * One HTTP exchange with a time limit. Works on node:http and not on fetch because it must know whether the line
 * to Zalo ever stood: only then can a request have arrived. (It also costs a fifth of the processor time.)
 */
import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type CallName, type TransportFault, ZaloTransportError } from './error.ts';

export interface Exchange {
  readonly call: CallName;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface RawReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** @throws ZaloTransportError `connect`, `timeout`, `aborted` or `dropped` */
export type Exchanger = (request: Exchange) => Promise<RawReply>;

// Idle lines are closed before usual servers close them at 5 s: a send on a line just closed has an unknown outcome.
const AGENT_OPTIONS = { keepAlive: true, timeout: 4000, scheduling: 'lifo', maxSockets: 100 } as const;
const httpAgent = new HttpAgent(AGENT_OPTIONS);
const httpsAgent = new HttpsAgent(AGENT_OPTIONS);

/** Sends one request and reads the whole reply. Redirects are not followed: the token would travel along. */
export const exchange: Exchanger = async (request) => {
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), request.timeoutMs);
  const signal = request.signal ? AbortSignal.any([timer.signal, request.signal]) : timer.signal;
  const line = { stood: false };
  try {
    return await talk(request, signal, line);
  } catch (cause) {
    const stopped = timer.signal.aborted ? 'timeout' : request.signal?.aborted ? 'aborted' : null;
    const fault: TransportFault = stopped ?? (line.stood ? 'dropped' : 'connect');
    throw new ZaloTransportError(fault, request.call, { arrived: line.stood, cause });
  } finally {
    clearTimeout(timeout);
  }
};

function talk(request: Exchange, signal: AbortSignal, line: { stood: boolean }): Promise<RawReply> {
  const secure = request.url.startsWith('https:');
  const options = { method: request.call.method, headers: { ...request.headers }, signal };
  return new Promise((resolve, reject) => {
    const sending = secure
      ? httpsRequest(request.url, { ...options, agent: httpsAgent })
      : httpRequest(request.url, { ...options, agent: httpAgent });
    watchLine(sending, secure ? 'secureConnect' : 'connect', line);
    sending.on('error', reject);
    sending.on('response', (response) => readAll(response).then(resolve, reject));
    sending.end(request.body);
  });
}

/** Node writes nothing to a line before it stands, so until then nothing can have arrived. */
function watchLine(sending: ClientRequest, event: string, line: { stood: boolean }): void {
  sending.once('socket', (socket) => {
    if (sending.reusedSocket) line.stood = true;
    else {
      socket.once(event, () => {
        line.stood = true;
      });
    }
  });
}

async function readAll(response: IncomingMessage): Promise<RawReply> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { statusCode: status = 0, headers } = response;
  return { status, headers, text: Buffer.concat(chunks).toString('utf8') };
}
