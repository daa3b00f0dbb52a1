/**
 * Reads the plain kind of YAML that `content/` is written in, some twenty times faster than the library: a line holds
 * one scalar or flow collection; no block scalars or escapes, anchors only inside flow collections. Anything else is
 * declined, for the library to read. Never read differently than the library does: `test/content/plain-yaml.test.ts` compares the two.
 */

interface Line {
  readonly indent: number;
  readonly text: string;
}
/** Lines still to be read, and how far we are. */
interface Cursor {
  readonly lines: Line[];
  readonly anchors: Anchors;
  at: number;
}
/** A flow collection being read, and how far we are in it. */
interface Flow {
  readonly text: string;
  readonly anchors: Anchors;
  at: number;
}
/** Collections that have a name, to be said again by it. */
type Anchors = Record<string, unknown>;

/** The text is not of the plain kind; never leaves this file. */
class Declined extends Error {}

/** Gives the value, or `undefined` when the text is not plain enough to be read here. */
export function parsePlainYaml(text: string): unknown {
  try {
    const cursor = { lines: linesOf(text), anchors: {}, at: 0 };
    const value = block(cursor, 0);
    return cursor.at === cursor.lines.length ? value : undefined;
  } catch (error) {
    if (error instanceof Declined) return undefined;
    throw error;
  }
}

function linesOf(text: string): Line[] {
  if (/[^\S \n]/.test(text)) throw new Declined();
  const lines: Line[] = [];
  for (const line of text.split('\n')) {
    const bare = line.trim();
    if (bare === '' || bare.startsWith('#')) continue;
    if (/^(?:---|\.\.\.|%)/.test(line)) throw new Declined();
    lines.push({ indent: line.length - line.trimStart().length, text: bare });
  }
  return lines;
}

function block(cursor: Cursor, indent: number): unknown {
  const line = cursor.lines[cursor.at];
  if (line?.indent !== indent) throw new Declined();
  return line.text.startsWith('- ') ? sequence(cursor, indent) : mapping(cursor, indent);
}

function sequence(cursor: Cursor, indent: number): unknown[] {
  const items: unknown[] = [];
  for (let line = cursor.lines[cursor.at]; line?.indent === indent; line = cursor.lines[cursor.at]) {
    const [, dash = '', rest = ''] = /^(- +)(.+)$/.exec(line.text) ?? [];
    if (rest === '' || /^[-?] /.test(rest)) throw new Declined();
    if (entry.test(rest)) {
      const inner = indent + dash.length;
      cursor.lines[cursor.at] = { indent: inner, text: rest };
      items.push(mapping(cursor, inner));
    } else {
      cursor.at += 1;
      items.push(inline(rest, cursor.anchors));
    }
  }
  return items;
}

/** `key: value`, the key plain or in quotes. */
const entry = /^(?:([A-Za-z0-9][A-Za-z0-9_.-]*)|(['"])([A-Za-z0-9_. -]+)\2):(?: +(.+))?$/;

function mapping(cursor: Cursor, indent: number): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (let line = cursor.lines[cursor.at]; line?.indent === indent; line = cursor.lines[cursor.at]) {
    const [whole, plain, , quoted, rest] = entry.exec(line.text) ?? [];
    if (whole === undefined) throw new Declined();
    cursor.at += 1;
    const under = cursor.lines[cursor.at]?.indent ?? 0;
    if (rest === undefined && under <= indent) throw new Declined();
    put(
      map,
      plain === undefined ? quoted : keyOf(plain),
      rest === undefined ? block(cursor, under) : inline(rest, cursor.anchors),
    );
  }
  return map;
}

/** A plain key: words and whole numbers only, since `1.10` or `0x1` would be read as numbers. */
function keyOf(text: string): string {
  if (!/^([A-Za-z][A-Za-z0-9_-]*|0|[1-9]\d{0,8})$/.test(text) || /^(true|false|null|y|n|yes|no)$/i.test(text))
    throw new Declined();
  return text;
}

function put(map: Record<string, unknown>, key: string | undefined, value: unknown): void {
  if (key === undefined || key === '__proto__' || Object.hasOwn(map, key)) throw new Declined();
  map[key] = value;
}

function inline(text: string, anchors: Anchors): unknown {
  if (!/^['"[{]/.test(text)) return scalar(text.includes(' #') ? text.replace(/ +#.*$/, '') : text, onLine);
  const flow = { text, anchors, at: 0 };
  const value = flowValue(flow);
  if (!/^( +#.*)?$/.test(text.slice(flow.at))) throw new Declined();
  return value;
}

/** Up to what ends a value inside a flow collection. */
const plainInFlow = /([^,[\]{}]*)/y;
/** Make of an unquoted value something else: inside a flow collection, and on a line of its own. */
const inFlow = /[:#]/;
const onLine = /: |:$/;

function flowValue(flow: Flow): unknown {
  const start = flow.text[flow.at];
  if (start === "'") return quotedText(flow);
  if (start === '"') return verbatim(flow);
  if (start === '[') return flowList(flow);
  if (start === '{') return flowMap(flow);
  if (start === '&') return named(flow);
  if (start === '*') return again(flow);
  const [, text = ''] = take(flow, plainInFlow);
  return scalar(text.trim(), inFlow);
}

/** `&name [one, two]` */
function named(flow: Flow): unknown {
  const [, name] = take(flow, /&([A-Za-z]+) +(?=[[{])/y);
  const value = flowValue(flow);
  put(flow.anchors, name, value);
  return value;
}

/** `*name`, the collection of that name. */
function again(flow: Flow): unknown {
  const [, name = ''] = take(flow, /\*([A-Za-z]+)(?= *[,\]}])/y);
  if (!Object.hasOwn(flow.anchors, name)) throw new Declined();
  return flow.anchors[name];
}

const nextInList = / *(?:, *(?!\])|(?=\]))/y;

function flowList(flow: Flow): unknown[] {
  const items: unknown[] = [];
  take(flow, /\[ */y);
  while (flow.text[flow.at] !== ']') {
    items.push(flowValue(flow));
    take(flow, nextInList);
  }
  flow.at += 1;
  return items;
}

const nextInMap = / *(?:, *(?!\})|(?=\}))/y;
const keyInMap = /(?:([A-Za-z0-9_-]+)|'([A-Za-z0-9_. -]+)'): +/y;

function flowMap(flow: Flow): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  take(flow, /\{ */y);
  while (flow.text[flow.at] !== '}') {
    const [, plain, quoted] = take(flow, keyInMap);
    put(map, plain === undefined ? quoted : keyOf(plain), flowValue(flow));
    take(flow, nextInMap);
  }
  flow.at += 1;
  return map;
}

function quotedText(flow: Flow): string {
  const [, text = ''] = take(flow, /'((?:[^']|'')*)'/y);
  return text.replaceAll("''", "'");
}

/** Between double quotes, as it stands: a backslash would change what it says. */
function verbatim(flow: Flow): string {
  const [, text = ''] = take(flow, /"([^"\\]*)"/y);
  return text;
}

/** Reads the next piece of a flow collection; the expression must be sticky. */
function take(flow: Flow, piece: RegExp): readonly string[] {
  piece.lastIndex = flow.at;
  const match = piece.exec(flow.text);
  if (match === null) throw new Declined();
  flow.at = piece.lastIndex;
  return match;
}

/** Begins like a word and is longer than any word with a meaning of its own (`false`). */
const surelyText = /^[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9].{5}/;

/** An unquoted value; numbers only when whole, so that nothing is guessed about `1.10`, `0o7` or `1e3`. */
function scalar(text: string, forbidden: RegExp): unknown {
  if (surelyText.test(text) && !forbidden.test(text)) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  if (/^(0|-?[1-9]\d{0,14})$/.test(text)) return Number(text);
  const looksOdd = /^$|^[-?:,[\]{}#&*!|>'"%@`~<.+]|^=$|^\d[\d._]*([eExo]|$)|^(null|true|false)$/i.test(text);
  if (looksOdd || forbidden.test(text)) throw new Declined();
  return text;
}
