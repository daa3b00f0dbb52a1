/**
 * The Bot API in telegraf's words, with what its client lacks: sensible time limits, keep-alive that tells whether a
 * request left, failures as SendError, and no token in any of them.
 */
import { Telegram } from 'telegraf';
import type { Telegram as Api, Opts } from 'telegraf/types';
import { type AgentRules, createWatchingAgent } from './agent.ts';
import { toSendError } from './fault.ts';
import { createJsonCall } from './json-call.ts';
import { createRedactor } from './redact.ts';

type Method = keyof Api;
export type Result<M extends Method> = ReturnType<Api[M]>;

export interface TelegramClient {
  /** Calls a Bot API method whose payload holds no file. @throws SendError */
  call<M extends Method>(method: M, payload: Opts<M>, signal?: AbortSignal): Promise<Result<M>>;
  /** Calls a method whose payload holds a file's bytes. @throws SendError */
  upload<M extends Method>(method: M, payload: Opts<M>): Promise<Result<M>>;
  /** Address of a file by its `file_path`; `null` when that would lead outside the API root. */
  fileUrl(path: string): URL | null;
}

export interface ClientOptions extends AgentRules {
  readonly token: string;
  readonly apiRoot: string;
}

export function createTelegramClient(options: ClientOptions): TelegramClient {
  const { token } = options;
  const root = new URL(options.apiRoot.endsWith('/') ? options.apiRoot : `${options.apiRoot}/`);
  const agent = createWatchingAgent(root, options);
  const telegram = new Telegram(token, { apiRoot: root.href, agent, webhookReply: false });
  // The constructor drops the agent for http roots.
  telegram.options.agent = agent;
  const redact = createRedactor(token);
  const json = createJsonCall(new URL(`./bot${token}/`, root), agent);
  const inOurWords = async <M extends Method>(calling: Promise<unknown>) => {
    try {
      return (await calling) as Result<M>;
    } catch (error) {
      throw toSendError(error, redact);
    }
  };
  return {
    call: (method, payload, signal) => inOurWords(json(method, payload, signal)),
    upload: (method, payload) => inOurWords(telegram.callApi(method, payload)),
    fileUrl(path) {
      const base = new URL(`file/bot${token}/`, root);
      const url = new URL(path, base);
      return url.href.startsWith(base.href) ? url : null;
    },
  };
}
