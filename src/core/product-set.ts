/**
 * Pure: the 26 product sets of QĐ 26/2026/QĐ-TTg (domain reference §5) and how a description suggests one.
 * The words are data (`content/product-sets.yaml`); here stand only the few rules that weigh them.
 */
import { gatherEvidence, type ProductSetFinder, productSetFinder } from './product-set-evidence.ts';
import type { ProductSetData } from './product-set-table.ts';

export interface ProductSetProposal {
  readonly id: string;
  /** 0–1, only for ordering and for the "not sure" line. */
  readonly score: number;
  /** The person's own words that led to it. */
  readonly because: readonly string[];
}

export interface ProductSetIndex {
  readonly ids: readonly string[];
  /** The sets of a group, `I` to `VI`. */
  inGroup(group: string): readonly string[];
  /** Best first, at most `limit`; empty when nothing speaks for any set. */
  propose(description: string, limit: number): readonly ProductSetProposal[];
}

/** Below this much evidence nothing is proposed: one weak hint is not enough. */
const leastEvidence = 1;
/** Sets with less than this share of the best one's evidence are left out. */
const leastShare = 0.08;

/** Builds the index that proposes sets for a description in everyday words, with or without diacritics. */
export function createProductSetIndex(data: ProductSetData): ProductSetIndex {
  const finder = productSetFinder(data);
  return {
    ids: data.sets.map(({ id }) => id),
    inGroup: (group) => data.sets.filter((set) => set.group === group).map(({ id }) => id),
    propose: (description, limit) => propose(finder, data, description).slice(0, limit),
  };
}

function propose(
  finder: ProductSetFinder,
  data: ProductSetData,
  description: string,
): readonly ProductSetProposal[] {
  const totals = [...gatherEvidence(finder, data.turns, description)]
    .map(([id, evidence]) => ({ id, ...weigh(evidence) }))
    .sort((a, b) => b.weight - a.weight);
  const best = totals[0]?.weight ?? 0;
  if (best < leastEvidence) return [];
  const sum = totals.reduce((total, { weight }) => total + weight, 0);
  return totals
    .filter(({ weight }) => weight >= best * leastShare)
    .map(({ id, weight, because }) => ({ id, because, score: (weight / sum) * (weight / (weight + 1.5)) }));
}

/** Further evidence for the same set counts ever less, so that a long list of materials does not outvote the product. */
function weigh(
  evidence: readonly { readonly weight: number; readonly typed: string; readonly at: number }[],
): {
  readonly weight: number;
  readonly because: readonly string[];
} {
  const falling = evidence.map(({ weight }) => weight).sort((a, b) => b - a);
  const inOrder = [...evidence].sort((a, b) => a.at - b.at);
  return {
    weight: falling.reduce((total, weight, rank) => total + weight / 3 ** rank, 0),
    because: [...new Set(inOrder.map(({ typed }) => typed))],
  };
}
