/** Pure: the 26 product sets of QĐ 26/2026/QĐ-TTg and how a description suggests one. Placeholder signatures, see the helper's work. */
export interface ProductSetProposal {
  readonly id: string;
  /** 0–1, only for ordering and for the "not sure" line. */
  readonly score: number;
  /** The person's own words that led to it. */
  readonly because: readonly string[];
}

export interface ProductSetIndex {
  readonly ids: readonly string[];
  /** Best first, at most `limit`; empty when nothing speaks for any set. */
  propose(description: string, limit: number): readonly ProductSetProposal[];
}
