/** Pure: what a dossier must hold (QĐ 26/2026/QĐ-TTg Article 6, domain reference §7), and what of it is still missing. */
import type { Bilingual, LegalDocument } from './criteria-set.ts';

/** First evaluation, upgrade, renewal (Article 6(1)a–c). */
export const dossierKinds = ['first', 'upgrade', 'renewal'] as const;
export type DossierKind = (typeof dossierKinds)[number];

/**
 * `must` always · `if_asked` only where the law asks for it of this product · `proof` backs points that are claimed:
 * the form suggests it.
 */
export type DossierNeed = 'must' | 'if_asked' | 'proof';

export interface DossierItem {
  readonly id: string;
  readonly group: string;
  readonly by: 'producer' | 'commune';
  readonly need: DossierNeed;
  readonly text: Bilingual;
  readonly explain: Bilingual;
  /** Where the decision says so. */
  readonly clause: Bilingual;
  /** The same paper among the evidence of the criteria. */
  readonly evidence: string | null;
  readonly kinds: readonly DossierKind[];
  /** Product sets it concerns; null for all. */
  readonly sets: readonly string[] | null;
}

export interface DossierBook {
  readonly document: LegalDocument;
  /** In the order they are shown. */
  readonly groups: readonly { readonly id: string; readonly name: Bilingual }[];
  readonly items: readonly DossierItem[];
}

export interface DossierWish {
  readonly kind: DossierKind;
  /** Null while the set is not known: what only some sets need is then left out. */
  readonly setId: string | null;
  readonly by: DossierItem['by'];
}

/** The items of a dossier in the order they are shown. */
export function checklist(book: DossierBook, { kind, setId, by }: DossierWish): readonly DossierItem[] {
  const fits = (item: DossierItem) =>
    item.by === by && item.kinds.includes(kind) && (item.sets === null || item.sets.includes(setId ?? ''));
  return book.groups.flatMap((group) => book.items.filter((item) => item.group === group.id && fits(item)));
}

export interface DossierProgress {
  readonly done: readonly DossierItem[];
  readonly missing: readonly DossierItem[];
  /** Of the missing, those the dossier cannot do without. */
  readonly due: readonly DossierItem[];
}

/** Sorts a checklist by what was ticked; ticks of items that are not on it count for nothing. */
export function progressOf(items: readonly DossierItem[], ticked: readonly string[]): DossierProgress {
  const missing = items.filter(({ id }) => !ticked.includes(id));
  return {
    done: items.filter(({ id }) => ticked.includes(id)),
    missing,
    due: missing.filter(({ need }) => need === 'must'),
  };
}
