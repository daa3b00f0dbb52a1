/**
 * Keep-alive agent that tells "never connected" from "connected and then lost". node-fetch keeps only an error's code,
 * so an error before the connection stood gets its code prefixed: the request surely did not leave.
 */
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

export const unsentPrefix = 'UNSENT_';

export interface AgentRules {
  readonly connectTimeoutMs: number;
  /** Longest silence on a connection, in a call or between calls. */
  readonly silenceMs: number;
}

/**
 * Makes the agent for `apiRoot`'s protocol. Time limits live on the socket, not in an AbortSignal per call, which costs
 * as much as the rest of a send.
 */
export function createWatchingAgent(apiRoot: URL, { connectTimeoutMs, silenceMs }: AgentRules): http.Agent {
  const secure = apiRoot.protocol === 'https:';
  const options = { keepAlive: true, keepAliveMsecs: 10_000, timeout: silenceMs, maxSockets: 128 };
  const agent = secure ? new https.Agent(options) : new http.Agent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...args: Parameters<typeof connect>) => {
    const socket = connect(...args);
    if (socket) watchConnecting(socket, secure ? 'secureConnect' : 'connect', connectTimeoutMs);
    return socket;
  };
  return agent;
}

const late = (words: string) => Object.assign(new Error(words), { code: 'ETIMEDOUT' });

function watchConnecting(socket: Duplex, ready: 'connect' | 'secureConnect', timeoutMs: number): void {
  socket.on('timeout', () => socket.destroy(late('no answer in time')));
  const mark = (error: Error & { code?: string }) => {
    error.code = `${unsentPrefix}${error.code ?? 'ERROR'}`;
  };
  const timer = setTimeout(() => socket.destroy(late('no connection in time')), timeoutMs);
  socket.prependListener('error', mark);
  socket.once('close', () => clearTimeout(timer));
  socket.once(ready, () => {
    clearTimeout(timer);
    socket.off('error', mark);
  });
}
