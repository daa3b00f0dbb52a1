/** Reading JSON from Zalo without losing digits: ids are longer than a JavaScript number can hold. */

export type JsonObject = Readonly<Record<string, unknown>>;

export interface ExactJson {
  readonly value: unknown;
  /** Integers of 16 digits or more that stood in the text as numbers; in `value` they are strings. */
  readonly longNumbers: ReadonlySet<string>;
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Parses JSON, keeping long integers as strings of their digits. Gives `null` when the text is not JSON. */
export function parseExactJson(text: string): ExactJson | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!/\d{16}/.test(text)) return { value, longNumbers: new Set() };
    const longNumbers = new Set<string>();
    const quoted = text.replace(STRING_OR_NUMBER, (token) => {
      if (!LONG_INTEGER.test(token)) return token;
      longNumbers.add(token);
      return `"${token}"`;
    });
    return { value: longNumbers.size > 0 ? JSON.parse(quoted) : value, longNumbers };
  } catch {
    return null;
  }
}

/** The value of a top-level key exactly as it is written in valid JSON text; the last one wins, as in JSON.parse. */
export function literalOf(text: string, key: string): string | null {
  let depth = 0;
  let previous = '';
  let lastString = '';
  let wanted = false;
  let found: string | null = null;
  for (const [token] of text.matchAll(TOKEN)) {
    if (wanted && depth === 1) found = token;
    wanted = token === ':' && depth === 1 && previous === lastString && JSON.parse(lastString) === key;
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (token.startsWith('"')) lastString = token;
    previous = token;
  }
  return found;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text, or a number written as text; `null` for everything else and for the empty string. */
export function asText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

/** A number, also when Zalo sends it as a string (it does both, depending on the endpoint). */
export function asNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
}

export function asBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  return value === 'false' ? false : null;
}
