/**
 * Reads and writes `content/intent-model.txt`, the weights learnt from the example sentences (`npm run teach`): two
 * lines of head, then one feature a line with the letters of its meanings and what it adds, in the order of their bytes.
 * The sum in the head vouches for every line, so that a start reads none of them: a feature is looked up when asked for.
 */
import { createHash } from 'node:crypto';
import { ConfigError } from '../core/error.ts';
import type { IntentModelData, Weights } from '../core/intent-model.ts';
import { readBytes } from './yaml-file.ts';

/** Weights are kept as whole numbers of this part. */
const part = 100;
/** The sign of the first meaning; the others have those after it, none of which stands in a number. */
const firstSign = 'A'.charCodeAt(0);

export interface IntentModelFile {
  readonly data: IntentModelData;
  /** Print of the sentences it was learnt from (`printOf`). */
  readonly learntFrom: string;
}

/**
 * Reads the weights.
 * @throws ConfigError naming the file that is cut or changed, and the line of what is no weight
 */
export function readIntentModel(path: string): IntentModelFile {
  const bytes = readBytes(path);
  const below = bytes.indexOf('\n') + 1;
  const [, learntFrom, sum] = head.exec(bytes.toString('latin1', 0, below)) ?? [];
  const text = bytes.toString('latin1', below);
  const end = text.indexOf('\n');
  const meanings = text.slice(0, end).split(' ');
  if (learntFrom === undefined || end < 0 || meanings.length < 2)
    throw new ConfigError([`${path}:1: is no intent model; run npm run teach`]);
  if (sum !== sumOf(bytes.subarray(below))) throw new ConfigError([faultOf(path, text)]);
  return { data: { meanings, features: whenAsked(text, end + 1) }, learntFrom };
}

const head = /^# learnt from ([0-9a-f]{16}) by npm run teach, sum ([0-9a-f]{16})\n$/;

const sumOf = (rest: string | Buffer): string => createHash('sha256').update(rest).digest('hex').slice(0, 16);

/** A feature, then the signs of meanings and what is added there, in turns. */
const shape = /^[^\t]+\t(?:[A-~]-?\d+)+$/;

/** Where the lines are not those that were written. */
function faultOf(path: string, text: string): string {
  const at = text
    .split('\n')
    .slice(1, -1)
    .findIndex((line) => !shape.test(line));
  return at < 0
    ? `${path}: is cut or was changed by hand; run npm run teach`
    : `${path}:${at + 3}: is no feature with its weights; run npm run teach`;
}

/** A text as its bytes, a character each: the order of lines, and half the memory of text with diacritics. */
const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');
const textOf = (bytes: string): string => Buffer.from(bytes, 'latin1').toString();

/** Few features are ever asked for; each is read when it is first. `text` is the file as bytes, its lines begin at `from`. */
function whenAsked(text: string, from: number): IntentModelData['features'] {
  const known = new Map<string, Weights>();
  let lines: Uint32Array | undefined;
  const find = (name: string): number => {
    lines ??= beginnings(text, from);
    return search(text, lines, `${bytesOf(name)}\t`);
  };
  return {
    has: (name) => find(name) >= 0,
    keys: () => namesIn(text.slice(from)).values(),
    get(name) {
      const kept = known.get(name);
      if (kept !== undefined) return kept;
      const at = find(name);
      if (at < 0) return undefined;
      const weights = weightsOf(text.slice(text.indexOf('\t', at) + 1, text.indexOf('\n', at)));
      known.set(name, weights);
      return weights;
    },
  };
}

/** What stands before the tabs, all at once: one by one would take longer than all else at the first message. */
const namesIn = (lines: string): readonly string[] =>
  textOf(lines.replace(/\t.*\n?/g, '\n'))
    .split('\n')
    .slice(0, -1);

/** Where each line begins. */
function beginnings(text: string, from: number): Uint32Array {
  const places: number[] = [];
  for (let at = from; at < text.length; at = text.indexOf('\n', at) + 1) places.push(at);
  return Uint32Array.from(places);
}

/** Where the line begins that begins with these bytes, or -1. A tab is less than any sign of a feature. */
function search(text: string, lines: Uint32Array, wanted: string): number {
  let low = 0;
  let high = lines.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = lines[middle] ?? 0;
    const found = text.slice(at, at + wanted.length);
    if (found === wanted) return at;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** `D12H-5`: to the fourth meaning add 0.24, from the eighth take 0.1 away. */
function weightsOf(text: string): Weights {
  const signs = text.match(/[A-~]/g) ?? [];
  const numbers = text.match(/-?\d+/g) ?? [];
  return {
    at: Int16Array.from(signs, (sign) => sign.charCodeAt(0) - firstSign),
    add: Float32Array.from(numbers, (number) => Number(number) / part),
  };
}

/** The text of the file. */
export function writeIntentModel({ data, learntFrom }: IntentModelFile): string {
  const lines = [...data.features.keys()].flatMap((name) => {
    const weights = data.features.get(name);
    const pairs = [...(weights?.at ?? [])].flatMap((place, one) => {
      const weight = Math.round((weights?.add[one] ?? 0) * part);
      return weight === 0 ? [] : [`${String.fromCharCode(firstSign + place)}${weight}`];
    });
    return pairs.length === 0 ? [] : [bytesOf(`${name}\t${pairs.join('')}\n`)];
  });
  const rest = `${data.meanings.join(' ')}\n${textOf(lines.sort().join(''))}`;
  return `# learnt from ${learntFrom} by npm run teach, sum ${sumOf(rest)}\n${rest}`;
}
