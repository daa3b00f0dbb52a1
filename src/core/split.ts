/** Pure: cuts a long text into messages at paragraph, line, sentence or word ends, never inside a letter. */

/** Ends to cut at, best first; each match ends where the next message begins. */
const ends = [/\n\s*\n\s*/gu, /\n\s*/gu, /[.!?…]["”’)]*\s+/gu, /\s+/gu];
const letters = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Splits into parts of at most `limit` UTF-16 units (the way Telegram counts); white space at a cut is dropped. */
export function splitText(text: string, limit: number): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const at = cutAt(rest, limit);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}

/** The best end in the second half of what fits; a cut earlier would make crumbs. */
function cutAt(text: string, limit: number): number {
  const window = text.slice(0, limit + 1);
  for (const end of ends) {
    const at = lastEnd(window, end, limit);
    if (at >= limit / 2) return at;
  }
  return letterEnd(text, limit);
}

function lastEnd(window: string, end: RegExp, limit: number): number {
  let last = 0;
  for (const match of window.matchAll(end)) {
    if (match[0].trimEnd().length + match.index <= limit)
      last = Math.min(match.index + match[0].length, limit);
  }
  return last;
}

/** The start of the letter (with all its marks and joined parts) that stands at the limit. */
function letterEnd(text: string, limit: number): number {
  const index = letters.segment(text).containing(limit)?.index ?? 0;
  return index > 0 ? index : limit;
}
