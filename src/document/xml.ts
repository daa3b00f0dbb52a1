/** Just enough XML for office files: elements out of a stream of pieces, attributes, and text as it is meant. */

/** An element with what stands in its tag and between its tags. */
export interface Element {
  readonly attributes: string;
  readonly inner: string;
}

interface Place extends Element {
  readonly end: number;
}

const openings = new Map<string, RegExp>();

/** The opening tag of a name, with any prefix; `<c` is not `<cols`. */
function openingOf(name: string): RegExp {
  const known = openings.get(name) ?? new RegExp(`<(\\w+:)?${name}(?=[\\s/>])`, 'g');
  openings.set(name, known);
  return known;
}

/**
 * Finds the next element from a place on; `at` says from where it is cut off, when its end is not in the text. Plain
 * searching and no pattern for the whole: a hostile file of unclosed tags would take a pattern for ever.
 */
function next(text: string, name: string, from: number): Place | { readonly cutAt: number } | null {
  const opening = openingOf(name);
  opening.lastIndex = from;
  const found = opening.exec(text);
  if (found === null) return null;
  const start = found.index + found[0].length;
  const tagEnd = text.indexOf('>', start);
  if (tagEnd < 0) return { cutAt: found.index };
  if (text[tagEnd - 1] === '/')
    return { attributes: text.slice(start, tagEnd - 1), inner: '', end: tagEnd + 1 };
  const closing = `</${found[1] ?? ''}${name}>`;
  const close = text.indexOf(closing, tagEnd);
  if (close < 0) return { cutAt: found.index };
  const attributes = text.slice(start, tagEnd);
  return { attributes, inner: text.slice(tagEnd + 1, close), end: close + closing.length };
}

/** Gives every element of a name in a text; one that is cut off ends it. */
export function* elementsIn(text: string, name: string): Generator<Element> {
  let from = 0;
  for (let found = next(text, name, from); found && !('cutAt' in found); found = next(text, name, from)) {
    yield found;
    from = found.end;
  }
}

/** No row or string of an honest file is longer; a hostile one is not collected for ever. */
const longestElement = 1_500_000;
/** Longer than the longest opening mark, which two pieces may share. */
const overlap = 60;

/**
 * Gives every element of a name as the pieces come in. Elements of that name must not lie inside each other.
 * @throws Error when one is longer than any honest file's
 */
export async function* elements(pieces: AsyncIterable<string>, name: string): AsyncGenerator<Element> {
  let rest = '';
  for await (const piece of pieces) {
    rest += piece;
    let from = 0;
    let found = next(rest, name, from);
    for (; found && !('cutAt' in found); found = next(rest, name, from)) {
      yield found;
      from = found.end;
    }
    rest = rest.slice(found === null ? Math.max(from, rest.length - overlap) : found.cutAt);
    if (rest.length > longestElement) throw new Error(`an endless ${name}`);
  }
}

const attributePatterns = new Map<string, RegExp>();

function attributePattern(name: string): RegExp {
  const known = attributePatterns.get(name) ?? new RegExp(`(?:^|[\\s:])${name}=(?:"([^"]*)"|'([^']*)')`);
  attributePatterns.set(name, known);
  return known;
}

/** An attribute's value out of a tag. */
export function attribute(tag: string, name: string): string | undefined {
  const found = attributePattern(name).exec(tag);
  return found === null ? undefined : unescapeXml(found[1] ?? found[2] ?? '');
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
