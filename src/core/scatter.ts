/** Pure: spreads people over a span of time, so that not everybody comes at the same moment. */

/** A whole number from 0 to `most` − 1, the same for the same text every time. */
export function scatter(text: string, most: number): number {
  let hash = 0;
  for (const unit of text) hash = (hash * 31 + (unit.codePointAt(0) ?? 0)) % most;
  return hash;
}
