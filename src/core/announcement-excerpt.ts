/** Pure: the beginning of an announcement, to say which one is meant; nobody's name in it. */
import { compile, fill } from './announcement-text.ts';

const atMost = 120;

/** At most 120 characters, on one line. */
export function excerptOf(text: string): string {
  const blank = { name: '…', commune: '…', province: '…', hamlet: '…', code: '…' };
  const plain = fill(compile(text), blank).replaceAll(/\s+/gu, ' ').trim();
  return plain.length <= atMost ? plain : `${plain.slice(0, atMost).trimEnd()}…`;
}
