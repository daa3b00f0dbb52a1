/** Names a message by its words, so that the echo of a send whose outcome is unknown can be told from others. */
import { createHash } from 'node:crypto';

/** The same for what we sent and what Zalo says it took, whatever it does with blanks; `null` for a message without words. */
export function traceOf(text: string | null): string | null {
  const words = (text ?? '').normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  return words === '' ? null : createHash('sha256').update(words).digest('base64url');
}
