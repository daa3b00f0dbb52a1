/**
 * Reads and writes `content/intent-model.txt`, the weights learnt from the example sentences (`npm run teach`):
 * two lines of head, then one feature a line with the places of its meanings and what it adds.
 */
import { ConfigError } from '../core/error.ts';
import type { IntentModelData, Weights } from '../core/intent-model.ts';
import { readText } from './yaml-file.ts';

/** Weights are kept as whole numbers of this part. */
const part = 100;

export interface IntentModelFile {
  readonly data: IntentModelData;
  /** Print of the sentences it was learnt from (`printOf`). */
  readonly learntFrom: string;
}

/** Reads the weights. @throws ConfigError naming file and line of what is no weight */
export function readIntentModel(path: string): IntentModelFile {
  const [head = '', meaningLine = '', ...lines] = readText(path).trimEnd().split('\n');
  const learntFrom = /^# learnt from ([0-9a-f]{16})/.exec(head)?.[1];
  const meanings = meaningLine.split(' ').filter((name) => name !== '');
  if (learntFrom === undefined || meanings.length < 2)
    throw new ConfigError([`${path}:1: is no intent model; run npm run teach`]);
  const features = new Map<string, string>();
  for (const [at, line] of lines.entries()) {
    const tab = line.indexOf('\t');
    const weights = line.slice(tab + 1);
    if (tab < 1 || !shape.test(weights))
      throw new ConfigError([`${path}:${at + 3}: is no feature with its weights; run npm run teach`]);
    features.set(line.slice(0, tab), weights);
  }
  return { data: { meanings, features: whenAsked(features) }, learntFrom };
}

/** Places and what is added there, in turns. */
const shape = /^\d+ -?\d+(?: \d+ -?\d+)*$/;

/** Few features are ever asked for; each is read when it is first. */
function whenAsked(lines: ReadonlyMap<string, string>): IntentModelData['features'] {
  const known = new Map<string, Weights>();
  return {
    has: (name) => lines.has(name),
    keys: () => lines.keys(),
    get(name) {
      const line = lines.get(name);
      if (line === undefined) return undefined;
      const weights = known.get(name) ?? weightsOf(line);
      known.set(name, weights);
      return weights;
    },
  };
}

/** `3 12 7 -5`: at place 3 add 0.12, at place 7 take 0.05 away. */
function weightsOf(text: string): Weights {
  const numbers = text.split(' ');
  const size = numbers.length >> 1;
  const at = new Int16Array(size);
  const add = new Float32Array(size);
  for (let one = 0; one < size; one += 1) {
    at[one] = Number(numbers[2 * one]);
    add[one] = Number(numbers[2 * one + 1]) / part;
  }
  return { at, add };
}

/** The text of the file. */
export function writeIntentModel({ data, learntFrom }: IntentModelFile): string {
  const lines = [...data.features.keys()].flatMap((name) => {
    const weights = data.features.get(name);
    const pairs = [...(weights?.at ?? [])].flatMap((place, one) => {
      const weight = Math.round((weights?.add[one] ?? 0) * part);
      return weight === 0 ? [] : [`${place} ${weight}`];
    });
    return pairs.length === 0 ? [] : [`${name}\t${pairs.join(' ')}`];
  });
  return `${[`# learnt from ${learntFrom} by npm run teach`, data.meanings.join(' '), ...lines].join('\n')}\n`;
}
