/** Pure: what each sign of a text is for its words, for the signs that our content and most messages are made of. */

/** What a sign is to a text: part of a word, between clauses, something else; `unusual` ones are not known here. */
export const sign = { other: 0, ofWord: 1, divider: 2, unusual: 3 } as const;

const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  const text = String.fromCharCode(code);
  if (/[A-Za-z0-9]/.test(text)) return sign.ofWord;
  return /[,;.:()!?]/.test(text) ? sign.divider : sign.other;
});

/** Tells what the sign of this code is. */
export function signOf(code: number): number {
  if (code < 128) return ascii[code] ?? sign.other;
  // Latin letters, without the signs of multiplication and division among them.
  if ((code >= 0xc0 && code <= 0x24f) || (code >= 0x1ea0 && code <= 0x1ef9))
    return code === 0xd7 || code === 0xf7 ? sign.other : sign.ofWord;
  // Dashes, curly quotes, dots.
  return code >= 0x2010 && code <= 0x2027 ? sign.other : sign.unusual;
}
