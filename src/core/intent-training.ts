/**
 * Pure: learns the weights of the intent model from example sentences: a linear classifier corrected by the smallest
 * step that puts the right meaning ahead (passive-aggressive), averaged over all steps. The same examples always give
 * the same weights.
 */
import { endsAsking, featuresOf, messageWords } from './intent-feature.ts';
import type { IntentModelData, Weights } from './intent-model.ts';

export interface IntentExample {
  readonly text: string;
  readonly meaning: string;
}

const rounds = 6;
/** How far one sentence may move the weights. */
const stepAtMost = 0.1;
/** What occurs in one sentence only, in whatever form, tells nothing in general. */
const occurrencesAtLeast = 5;
/** Weights smaller than this are left out, and so are features none of whose weights tells more. */
const weightAtLeast = 0.05;
const heaviestAtLeast = 0.08;

interface Sample {
  readonly features: Int32Array;
  readonly meaning: number;
}

/** Learns from the examples. Give every sentence in each form it may be typed in. */
export function trainIntentModel(examples: readonly IntentExample[]): IntentModelData {
  const meanings = [...new Set(examples.map(({ meaning }) => meaning))].sort((a, b) => (a < b ? -1 : 1));
  const counted = examples.map(({ text }) => featuresOf(messageWords(text), endsAsking(text)));
  const names = frequent(counted);
  const places = new Map(names.map((name, at) => [name, at]));
  const samples = examples.map(
    ({ meaning }, at): Sample => ({
      features: Int32Array.from((counted[at] ?? []).flatMap((name) => places.get(name) ?? [])),
      meaning: meanings.indexOf(meaning),
    }),
  );
  const weights = learn(samples, names.length, meanings.length);
  const features = names.flatMap((name, at) => {
    const kept = heavy(weights.subarray(at * meanings.length, (at + 1) * meanings.length));
    return kept.at.length === 0 ? [] : [[name, kept] as const];
  });
  return { meanings, features: new Map(features) };
}

function frequent(counted: readonly (readonly string[])[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const names of counted) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= occurrencesAtLeast).map(([name]) => name);
}

function heavy(row: Float32Array): Weights {
  const tells = row.some((weight) => Math.abs(weight) >= heaviestAtLeast);
  const at = [...row.keys()].filter((place) => tells && Math.abs(row[place] ?? 0) >= weightAtLeast);
  return { at: Int16Array.from(at), add: Float32Array.from(at, (place) => row[place] ?? 0) };
}

function learn(samples: readonly Sample[], features: number, meanings: number): Float32Array {
  const weights = new Float32Array(features * meanings);
  const late = new Float32Array(features * meanings);
  const scores = new Float64Array(meanings);
  const draw = lottery();
  let steps = 1;
  for (let round = 0; round < rounds; round += 1)
    for (const at of shuffled(samples.length, draw)) {
      const sample = samples[at];
      if (sample === undefined || sample.features.length === 0) continue;
      steps += 1;
      correct(sample, { weights, late, scores, steps });
    }
  return weights.map((weight, at) => weight - (late[at] ?? 0) / steps);
}

interface Lesson {
  readonly weights: Float32Array;
  /** Weights times the step they came in, for the average. */
  readonly late: Float32Array;
  readonly scores: Float64Array;
  readonly steps: number;
}

function correct({ features, meaning }: Sample, { weights, late, scores, steps }: Lesson): void {
  const size = scores.length;
  const share = 1 / Math.sqrt(features.length);
  scores.fill(0);
  for (const feature of features)
    for (let at = 0; at < size; at += 1)
      scores[at] = (scores[at] ?? 0) + (weights[feature * size + at] ?? 0) * share;
  const rival = rivalOf(scores, meaning);
  const loss = 1 - (scores[meaning] ?? 0) + (scores[rival] ?? 0);
  if (loss <= 0) return;
  const step = Math.min(stepAtMost, loss / 2) * share;
  const add = (place: number, by: number): void => {
    weights[place] = (weights[place] ?? 0) + by;
    late[place] = (late[place] ?? 0) + by * steps;
  };
  for (const feature of features) {
    add(feature * size + meaning, step);
    add(feature * size + rival, -step);
  }
}

function rivalOf(scores: Float64Array, meaning: number): number {
  let rival = meaning === 0 ? 1 : 0;
  for (let at = 0; at < scores.length; at += 1)
    if (at !== meaning && (scores[at] ?? 0) > (scores[rival] ?? 0)) rival = at;
  return rival;
}

/** Whole numbers in an order that is always the same. */
function lottery(): (below: number) => number {
  let seed = 7;
  return (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

function shuffled(length: number, draw: (below: number) => number): readonly number[] {
  const order = Array.from({ length }, (_, at) => at);
  for (let at = length - 1; at > 0; at -= 1) {
    const other = draw(at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}
