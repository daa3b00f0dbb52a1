/**
 * telegraf's Bot API client with what it lacks: sensible time limits, keep-alive that tells whether a request left,
 * failures as SendError, and no token in any of them.
 */
import { Telegram } from 'telegraf';
import type { Telegram as Api, Opts } from 'telegraf/types';
import { type AgentRules, createWatchingAgent } from './agent.ts';
import { toSendError } from './fault.ts';
import { createRedactor } from './redact.ts';

type Method = keyof Api;
export type Result<M extends Method> = ReturnType<Api[M]>;

export interface TelegramClient {
  /** Calls a Bot API method. @throws SendError */
  call<M extends Method>(method: M, payload: Opts<M>, signal?: AbortSignal): Promise<Result<M>>;
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
  return {
    async call(method, payload, signal) {
      try {
        const options = signal === undefined ? {} : { signal: signal as TelegrafSignal };
        return (await telegram.callApi(method, payload, options)) as Result<typeof method>;
      } catch (error) {
        throw toSendError(error, redact);
      }
    },
    fileUrl(path) {
      const base = new URL(`file/bot${token}/`, root);
      const url = new URL(path, base);
      return url.href.startsWith(base.href) ? url : null;
    },
  };
}

/** telegraf names the type of an old polyfill; node-fetch takes the platform's own signal. */
type TelegrafSignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;
