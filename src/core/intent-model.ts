/**
 * Pure: what a message most likely asks for, weighed by all its words. The weights are learnt from example sentences
 * (`content/intent-examples`) and kept in `content/intent-model.txt`; see `intent-training.ts`.
 */
import { endsAsking, featuresOf, messageWords } from './intent-feature.ts';
import { createRepair, type Repair } from './retrieval-repair.ts';

/** Weights of one feature: the places of the meanings, and beside each what it adds. */
export interface Weights {
  readonly at: Int16Array;
  readonly add: Float32Array;
}

export interface IntentModelData {
  /** Names of flows, `question`, `other`, or `global-` and a word. */
  readonly meanings: readonly string[];
  readonly features: Pick<ReadonlyMap<string, Weights>, 'get' | 'has' | 'keys'>;
}

export interface Guess {
  readonly meaning: string;
  /** 0–1: how much of the belief is in this meaning. */
  readonly share: number;
}

export interface IntentModel {
  /** The likeliest meanings, best first; none for a text without words. */
  guess(text: string): readonly Guess[];
}

/** How fast belief grows with the score; measured on sentences left out. */
const steepness = 16;
const guessesAtMost = 3;

/** Builds the model from what was learnt; going through all its words waits for the first text. */
export function createIntentModel({ meanings, features }: IntentModelData): IntentModel {
  let repair: Repair | undefined;
  return {
    guess(text) {
      repair ??= repairOf(features);
      const tokens = repair(messageWords(text));
      if (tokens.length === 0) return [];
      const known = featuresOf(tokens, endsAsking(text)).flatMap((key) => features.get(key) ?? []);
      const scores = new Float64Array(meanings.length);
      for (const { at, add } of known)
        for (let one = 0; one < at.length; one += 1) {
          const place = at[one] ?? 0;
          scores[place] = (scores[place] ?? 0) + (add[one] ?? 0);
        }
      return likeliest(meanings, scores, steepness / Math.sqrt(Math.max(1, known.length)));
    },
  };
}

function repairOf(features: IntentModelData['features']): Repair {
  const words = new Set([...features.keys()].filter((key) => /^[a-z0-9]+$/.test(key)));
  return createRepair({ words, hasPair: (pair) => features.has(pair) });
}

function likeliest(meanings: readonly string[], scores: Float64Array, scale: number): readonly Guess[] {
  const most = scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  const beliefs = scores.map((score) => Math.exp((score - most) * scale));
  const all = beliefs.reduce((sum, belief) => sum + belief, 0);
  return meanings
    .map((meaning, at) => ({ meaning, share: (beliefs[at] ?? 0) / all }))
    .sort((a, b) => b.share - a.share)
    .slice(0, guessesAtMost);
}
