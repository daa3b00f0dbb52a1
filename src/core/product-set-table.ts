/** Pure: the shape of the product-set table (`content/product-sets.yaml`), filled by its loader. */
import type { Day } from './model.ts';

/** One set as the decision names it, with the words people use for it. */
export interface ProductSet {
  readonly id: string;
  /** 1–26, the order of Annex II. */
  readonly number: number;
  readonly name: string;
  readonly group: string;
  readonly class: string;
  readonly subclass?: string | undefined;
  /** Lead authorities (Annex I). */
  readonly lead: readonly string[];
  /** The product itself: decides over its material. */
  readonly heads: readonly string[];
  /** Materials and things sold as they are. */
  readonly words: readonly string[];
  readonly weak: readonly string[];
}

/** What is done to a material of `from` makes it a product of `to`. */
export interface ProductSetTurn {
  readonly from: string;
  readonly to: string;
  readonly words: readonly string[];
  /** Sets any of whose words has the same effect. */
  readonly beside: readonly string[];
}

export interface ProductSetData {
  readonly legal: { readonly document: string; readonly effectiveFrom: Day };
  /** Names of the six groups by roman number. */
  readonly groups: Readonly<Record<string, string>>;
  readonly sets: readonly ProductSet[];
  readonly turns: readonly ProductSetTurn[];
  /** Words after which a material is named, not the product. */
  readonly materialAfter: readonly string[];
  /** Phrases that mean no product. */
  readonly ignore: readonly string[];
}
