/** Copies any value into plain JSON values for the log: errors by what they say, bytes by their number, circles cut. */

export interface PlainRules {
  text(text: string): string;
  /** What to show instead of this field; undefined: show it. */
  hide(key: string, value: unknown): string | null | undefined;
}

/** Deeper than any of our records; also ends circles. */
const deepest = 6;

type Shape = readonly [
  (value: object) => boolean,
  (value: object, rules: PlainRules, depth: number) => unknown,
];

/** Builds one line of the table below with the value's type kept. */
const shape = <T extends object>(
  is: (value: object) => value is T,
  show: (value: T, rules: PlainRules, depth: number) => unknown,
): Shape => [is, (value, rules, depth) => (is(value) ? show(value, rules, depth) : undefined)];

/** How each kind of object is shown; the first that fits. */
const shapes: readonly Shape[] = [
  shape(
    (v) => v instanceof Error,
    (error, rules, depth) => plainCopy(describeError(error), rules, depth),
  ),
  shape(
    (v) => v instanceof Date,
    (date) => (Number.isNaN(date.getTime()) ? null : date.toISOString()),
  ),
  shape(
    (v) => v instanceof URL,
    (url, rules) => rules.text(url.href),
  ),
  shape(
    (v) => ArrayBuffer.isView(v),
    (bytes) => `[${bytes.byteLength} bytes]`,
  ),
  shape(Array.isArray, (list, rules, depth) => list.map((item: unknown) => copyValue(item, rules, depth))),
  shape(
    (v) => v instanceof Map || v instanceof Set,
    (entries) => `[${entries.size} entries]`,
  ),
  shape(hasToJson, (value, rules, depth) => copyValue(value.toJSON(), rules, depth)),
];

/** Copies an object field by field. */
export function plainCopy(value: object, rules: PlainRules, depth = 0): Readonly<Record<string, unknown>> {
  const entries: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, field]) => [
      rules.text(key),
      rules.hide(key, field) ?? copyValue(field, rules, depth),
    ]),
  );
}

function copyValue(value: unknown, rules: PlainRules, depth: number): unknown {
  if (typeof value === 'object' && value !== null) return copyObject(value, rules, depth + 1);
  if (typeof value === 'string') return rules.text(value);
  if (typeof value === 'bigint') return rules.text(String(value));
  if (typeof value === 'number') return copyNumber(value, rules);
  return typeof value === 'boolean' || value === null ? value : undefined;
}

/** A phone number may come as a number; all others stay as they are. */
function copyNumber(value: number, rules: PlainRules): number | string {
  const shown = rules.text(String(value));
  return Number.isInteger(value) && shown !== String(value) ? shown : value;
}

function copyObject(value: object, rules: PlainRules, depth: number): unknown {
  if (depth > deepest) return '[deeper]';
  const fitting = shapes.find(([is]) => is(value));
  return fitting === undefined ? plainCopy(value, rules, depth) : fitting[1](value, rules, depth);
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** Only what errors say on purpose: libraries hang requests, responses and row values on them. */
function describeError(error: Error): object {
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return { name, message, code, stack, cause };
}
