/** Reads fields of a webhook body by path, and notes ids that came as numbers instead of strings. */
import { asList, asNumber, asText, isObject, type JsonObject } from './json.ts';

export interface Fields {
  /** An id as text; a numeric one is noted in `numericIds`. `null` when missing or empty. */
  id(path: string): string | null;
  ids(path: string): readonly string[];
  text(path: string): string | null;
  number(path: string): number | null;
  list(path: string): readonly unknown[];
  has(path: string): boolean;
  /** Paths of ids that arrived as JSON numbers: a sender that lost their last digits looks the same. */
  readonly numericIds: readonly string[];
}

export function createFields(body: JsonObject, longNumbers: ReadonlySet<string>): Fields {
  const numericIds: string[] = [];
  const idOf = (value: unknown, path: string): string | null => {
    const text = asText(value);
    const numeric = typeof value === 'number' || (text !== null && longNumbers.has(text));
    if (numeric && !numericIds.includes(path)) numericIds.push(path);
    return text;
  };
  return {
    id: (path) => idOf(at(body, path), path),
    ids: (path) => asList(at(body, path)).flatMap((value) => idOf(value, path) ?? []),
    text: (path) => asText(at(body, path)),
    number: (path) => asNumber(at(body, path)),
    list: (path) => asList(at(body, path)),
    has: (path) => at(body, path) !== undefined,
    numericIds,
  };
}

function at(body: JsonObject, path: string): unknown {
  let value: unknown = body;
  for (const key of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}
