/** Just enough XML for office files: elements out of a stream of pieces, attributes, and text as it is meant. */

/** No row or string of an honest file is longer; a hostile one is not collected for ever. */
const longestElement = 4_000_000;

/**
 * Gives every element of a name, whole, as the pieces come in. Elements of that name must not lie inside each other.
 * @throws Error when one is longer than any honest file's
 */
export async function* elements(pieces: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  const whole = new RegExp(`<(?:\\w+:)?${name}\\b(?:[^>]*/>|[^>]*>[\\s\\S]*?</(?:\\w+:)?${name}>)`, 'g');
  let rest = '';
  for await (const piece of pieces) {
    rest += piece;
    let end = 0;
    for (const found of rest.matchAll(whole)) {
      yield found[0];
      end = found.index + found[0].length;
    }
    rest = rest.slice(end);
    // Text before the first element is of no use, but the mark may be cut in two.
    const start = rest.search(new RegExp(`<(?:\\w+:)?${name}\\b`));
    if (start > 0 || rest.length > 200) rest = rest.slice(start >= 0 ? start : -200);
    if (rest.length > longestElement) throw new Error(`an endless ${name}`);
  }
}

/** An attribute's value out of a tag. */
export function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|[\\s:])${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescapeXml(value);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const sign = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** Reads `&amp;`, `&#225;`, `&#xE1;` and Excel's own `_x000D_`. */
export function unescapeXml(text: string): string {
  const plain = text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, code?: string, name = '') => {
        if (hex !== undefined) return sign(Number.parseInt(hex, 16));
        return code === undefined ? (entities[String(name)] ?? whole) : sign(Number(code));
      })
    : text;
  return plain.includes('_x')
    ? plain.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => sign(Number.parseInt(hex, 16)))
    : plain;
}

/** Signs that XML may not hold at all, and those that mean something in it. */
export function escapeXml(text: string): string {
  return [...text.normalize('NFC')].map(escapeSign).join('');
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeSign(one: string): string {
  const code = one.codePointAt(0) ?? 0;
  const allowed =
    code >= 32
      ? code < 0xd800 || (code > 0xdfff && code < 0xfffe) || code > 0xffff
      : code === 9 || code === 10;
  return allowed ? (escapes[one] ?? one) : '';
}
