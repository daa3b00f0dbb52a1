/**
 * What a failed Bot API call means for the sender. A 5xx other than 504 is taken as "not accepted" (Telegram did not
 * confirm the message and its gateway said so); a 504, a lost connection or a timeout after connecting is unknown.
 */
import { TelegramError } from 'telegraf';
import { SendError, type SendFault } from '../../core/error.ts';
import { unsentPrefix } from './agent.ts';

const unwritable = /chat not found|user is deactivated|peer_id_invalid|user_is_blocked|bot was kicked/iu;

/** Translates anything a call may throw. Never carries the cause along: it holds the message and the address. */
export function toSendError(error: unknown, redact: (text: string) => string): SendError {
  if (error instanceof SendError) return error;
  if (error instanceof TelegramError) {
    return new SendError(
      answeredFault(error),
      redact(`telegram ${error.code} ${error.description ?? ''}`).slice(0, 200),
    );
  }
  return new SendError(brokenFault(error), redact(`telegram ${wordsOf(error)}`).slice(0, 200));
}

function answeredFault(error: TelegramError): SendFault {
  const { code } = error;
  if (code === 429) return { kind: 'throttled', afterMs: (error.parameters?.retry_after ?? 1) * 1000 };
  if (code === 403) return { kind: 'blocked' };
  if (code === 401 || code === 404) return { kind: 'config' };
  // 409: another poller or a webhook took over; only getUpdates meets it.
  if (code === 409) return { kind: 'unreachable' };
  if (code === 504) return { kind: 'unknown' };
  if (code >= 500) return { kind: 'unreachable' };
  return { kind: unwritable.test(error.description ?? '') ? 'blocked' : 'rejected' };
}

function brokenFault(error: unknown): SendFault {
  // A whole answer that is no JSON came from something between us and Telegram.
  if (typeOf(error) === 'invalid-json') return { kind: 'unreachable' };
  return { kind: codeOf(error).startsWith(unsentPrefix) ? 'unreachable' : 'unknown' };
}

/** Names the failure without the address it happened at. */
function wordsOf(error: unknown): string {
  const type = typeOf(error);
  if (type === 'invalid-json') return 'answer is not JSON';
  if (type === 'aborted') return 'no answer in time';
  return codeOf(error) || (error instanceof Error ? error.name : 'failure');
}

const codeOf = (error: unknown): string => textField(error, 'code');
const typeOf = (error: unknown): string => textField(error, 'type');

function textField(error: unknown, name: 'code' | 'type'): string {
  if (typeof error !== 'object' || error === null || !(name in error)) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
}
