/** One POST to the bot's webhook: what came of it, within the time Zalo waits. */
import type { WrittenEvent } from './webhook-writer.ts';

export interface Posted {
  /** HTTP status; `null` when none came in time. */
  readonly status: number | null;
  /** False when the connection could not even be opened. */
  readonly connected: boolean;
}

const NO_CONNECTION: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Never throws. */
export async function postEvent(url: string, event: WrittenEvent, timeoutMs: number): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: event.headers,
      body: event.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return { status: response.status, connected: true };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null;
    return { status: null, connected: !NO_CONNECTION.has(code) };
  }
}
