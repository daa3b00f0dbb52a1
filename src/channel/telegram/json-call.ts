/**
 * Calls of the Bot API that carry no file, over node:http. telegraf makes them through node-fetch, which costs as much
 * processor time as the rest of a send (DECISIONS.md 46); files keep to telegraf.
 */
import http from 'node:http';
import https from 'node:https';
import { TelegramError } from 'telegraf';

/** @throws TelegramError what the API refused; an Error with a `code` (the line) or a `type` (the answer) otherwise */
export type JsonCall = (method: string, payload: object, signal?: AbortSignal) => Promise<unknown>;

/** `base` is the API root with the token, ending in a slash. */
export function createJsonCall(base: URL, agent: http.Agent): JsonCall {
  const request = base.protocol === 'https:' ? https.request : http.request;
  const { protocol, hostname, port, pathname } = base;
  const fixed = { protocol, hostname, port, agent, method: 'POST' };
  return (method, payload, signal) => {
    const body = Buffer.from(JSON.stringify(payload));
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    return new Promise((resolve, reject) => {
      const options = { ...fixed, path: pathname + method, headers, ...(signal && { signal }) };
      const asking = request(options, (response) => readAnswer(response, resolve, reject));
      asking.on('error', (error) => reject(signal?.aborted ? withType('aborted') : error));
      asking.end(body);
    });
  };
}

function readAnswer(
  response: http.IncomingMessage,
  resolve: (result: unknown) => void,
  reject: (error: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('error', reject);
  response.on('end', () => {
    try {
      resolve(resultOf(response, Buffer.concat(chunks).toString()));
    } catch (error) {
      reject(error);
    }
  });
}

type Answer = { readonly ok: true; readonly result: unknown } | ({ readonly ok: false } & Refusal);
type Refusal = ConstructorParameters<typeof TelegramError>[0];

/** What stands in front of Telegram answers 5xx with words of its own. @throws TelegramError, Error of type invalid-json */
function resultOf({ statusCode = 0, statusMessage = '' }: http.IncomingMessage, text: string): unknown {
  if (statusCode >= 500) throw new TelegramError({ error_code: statusCode, description: statusMessage });
  const answer = parse(text);
  if (answer.ok) return answer.result;
  throw new TelegramError(answer);
}

function parse(text: string): Answer {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && 'ok' in answer) return answer as Answer;
  } catch {
    // Reported below, as an answer that is JSON of another shape.
  }
  throw withType('invalid-json');
}

const withType = (type: 'aborted' | 'invalid-json') => Object.assign(new Error(type), { type });
