/**
 * Pure: learns the weights of the intent model from example sentences: a linear classifier corrected by the smallest
 * step that puts the right meaning ahead (passive-aggressive), averaged over all steps. What few sentences have in common
 * counts for more than what stands in many. The same examples always give the same weights.
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
/** How far the right meaning must be ahead of the next before a sentence moves nothing. */
const ahead = 0.5;
/** How much more the rare counts than the frequent: its inverse frequency's logarithm, to this power. */
const rarityCounts = 1.4;
/** What occurs in one sentence only, in whatever form, tells nothing in general. */
const occurrencesAtLeast = 7;
/** Weights smaller than this are left out, and so are features none of whose weights tells more. */
const weightAtLeast = 0.02;
const heaviestAtLeast = 0.04;

interface Sample {
  readonly features: Int32Array;
  /** How much each feature counts here; the squares sum to 1. */
  readonly counts: Float32Array;
  readonly meaning: number;
}

/** Learns from the examples. Give every sentence in each form it may be typed in. */
export function trainIntentModel(examples: readonly IntentExample[]): IntentModelData {
  const meanings = [...new Set(examples.map(({ meaning }) => meaning))].sort((a, b) => (a < b ? -1 : 1));
  const counted = examples.map(({ text }) => featuresOf(messageWords(text), endsAsking(text)));
  const frequencies = frequent(counted);
  const names = [...frequencies.keys()];
  const rarities = [...frequencies.values()].map((sentences) => rarityOf(sentences, examples.length));
  const places = new Map(names.map((name, at) => [name, at]));
  const samples = examples.map(({ meaning }, at) => {
    const features = Int32Array.from((counted[at] ?? []).flatMap((name) => places.get(name) ?? []));
    return sampleOf(features, meanings.indexOf(meaning), rarities);
  });
  const weights = learn(samples, names.length, meanings.length);
  const usual = usualOf(samples, rarities);
  const features = names.flatMap((name, at) => {
    const counts = (rarities[at] ?? 0) / usual;
    const row = weights.subarray(at * meanings.length, (at + 1) * meanings.length);
    const kept = heavy(row.map((weight) => weight * counts));
    return kept.at.length === 0 ? [] : [[name, kept] as const];
  });
  return { meanings, features: new Map(features) };
}

/** The features that occur often enough, and in how many sentences. */
function frequent(counted: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const names of counted) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count >= occurrencesAtLeast));
}

const rarityOf = (sentences: number, all: number): number =>
  (Math.log((1 + all) / (1 + sentences)) + 1) ** rarityCounts;

function sampleOf(features: Int32Array, meaning: number, rarities: readonly number[]): Sample {
  const counts = Float32Array.from(features, (feature) => rarities[feature] ?? 0);
  const length = Math.hypot(...counts);
  return { features, counts: counts.map((count) => count / length), meaning };
}

/** How rare what stands in a sentence usually is: weights are kept as if this were 1. */
function usualOf(samples: readonly Sample[], rarities: readonly number[]): number {
  let squares = 0;
  let size = 0;
  for (const { features } of samples)
    for (const feature of features) {
      squares += (rarities[feature] ?? 0) ** 2;
      size += 1;
    }
  return Math.sqrt(squares / Math.max(1, size));
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

function correct(sample: Sample, { weights, late, scores, steps }: Lesson): void {
  const { features, counts, meaning } = sample;
  const size = scores.length;
  weigh(sample, weights, scores);
  const rival = rivalOf(scores, meaning);
  const loss = ahead - (scores[meaning] ?? 0) + (scores[rival] ?? 0);
  if (loss <= 0) return;
  const step = Math.min(stepAtMost, loss / 2);
  const add = (place: number, by: number): void => {
    weights[place] = (weights[place] ?? 0) + by;
    late[place] = (late[place] ?? 0) + by * steps;
  };
  for (const [at, feature] of features.entries()) {
    const by = step * (counts[at] ?? 0);
    add(feature * size + meaning, by);
    add(feature * size + rival, -by);
  }
}

function weigh({ features, counts }: Sample, weights: Float32Array, scores: Float64Array): void {
  const size = scores.length;
  scores.fill(0);
  for (const [at, feature] of features.entries()) {
    const count = counts[at] ?? 0;
    for (let one = 0; one < size; one += 1)
      scores[one] = (scores[one] ?? 0) + (weights[feature * size + one] ?? 0) * count;
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
