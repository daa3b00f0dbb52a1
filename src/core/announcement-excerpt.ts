/** Pure: the beginning of an announcement, to say which one is meant; nobody's name in it. */
import { compile, fill } from './announcement-text.ts';

/** At most so many characters, on one line, cut between words. */
export function excerptOf(text: string, atMost = 120): string {
  const blank = { name: '…', commune: '…', province: '…', hamlet: '…', code: '…' };
  const plain = fill(compile(text), blank).replaceAll(/\s+/gu, ' ').trim();
  if (plain.length <= atMost) return plain;
  const cut = plain.slice(0, atMost + 1);
  const end = cut.lastIndexOf(' ');
  return `${cut.slice(0, end < atMost / 2 ? atMost : end).replace(/[\s,;:.]+$/u, '')}…`;
}
