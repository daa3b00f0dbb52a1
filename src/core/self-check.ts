/**
 * Pure: a product scored by its own maker, kept and compared. An estimate, never a recognition (domain reference §13):
 * whoever shows it says so.
 */
import { type Answers, chosen, criteriaIn, papersFor, parts, scoreOf, standing } from './criteria.ts';
import type { CriteriaSet, Criterion, Evidence, GatedStar, Part } from './criteria-set.ts';
import type { ContactId, Instant } from './model.ts';
import { fold } from './vietnamese.ts';

declare const brand: unique symbol;
export type SelfCheckId = string & { readonly [brand]: 'SelfCheckId' };

export interface SelfCheck {
  readonly id: SelfCheckId;
  readonly setId: string;
  /** In the person's words; empty when they named only the kind. */
  readonly product: string;
  readonly answers: Answers;
  /** As they were by the sheet of that day. */
  readonly points: number;
  readonly parts: Readonly<Record<Part, number>>;
  /** Criteria left open. */
  readonly open: number;
  readonly at: Instant;
}

/** One under way, kept answer by answer until its result is seen; one of each product. */
export interface SelfCheckDraft extends Pick<SelfCheck, 'setId' | 'product' | 'answers'> {
  /** The questions asked: those a star cannot do without, or all. */
  readonly asks: 'gates' | 'all';
  readonly goal: GatedStar;
}

/** One answer of it; `anew`: the first since the person began again, so that earlier ones no longer count. */
export interface SelfCheckNote extends SelfCheckDraft {
  readonly anew: boolean;
}

/** Whether two names are of one product, however they were typed. */
export const isSameProduct = (a: string, b: string): boolean => fold(a) === fold(b);

/** The same name, or one that says less of it: "chè" may be "chè xanh", "chè đen" is not; no name says nothing. */
export function maybeSameProduct(a: string, b: string): boolean {
  const [one, other] = [` ${fold(a)} `, ` ${fold(b)} `];
  return a === '' || b === '' || one.includes(other) || other.includes(one);
}

/** One with whose it is, for papers made of it later. */
export interface KeptSelfCheck extends SelfCheck {
  readonly contactId: ContactId;
  /** The one of the same product before it. */
  readonly before: SelfCheck | null;
  /** Items ticked in the dossiers of that set. */
  readonly ticked: readonly string[];
}

/** The check that an inbound ends: the same inbound twice is the same check. */
export const selfCheckIdOf = (inboundId: string): SelfCheckId => inboundId as SelfCheckId;

/** Criteria that are asked: whose answer is sensitive personal data is left to form 02 (domain reference §12). */
export const askedCriteria = (set: CriteriaSet): readonly Criterion[] =>
  criteriaIn(set).filter(({ sensitive }) => !sensitive);

/** Those a star cannot do without, its own and those of the stars below. */
export const gateCriteria = (set: CriteriaSet, goal: GatedStar): readonly Criterion[] =>
  askedCriteria(set).filter(({ code }) => set.gates.some((gate) => gate.code === code && gate.star <= goal));

/** With more criteria open a total would mislead. */
export const openAtMost = 8;

/** Totals of the answers as they are kept. */
export function totalsOf(set: CriteriaSet, answers: Answers): Pick<SelfCheck, 'points' | 'parts' | 'open'> {
  const score = scoreOf(set, answers);
  const { A, B, C } = score.parts;
  return {
    points: score.points,
    parts: { A: A.points, B: B.points, C: C.points },
    open: askedCriteria(set).filter((criterion) => chosen(criterion, answers) === null).length,
  };
}

/** Points gained by part since an earlier check; negative ones were lost. */
export const gainedSince = (
  before: Pick<SelfCheck, 'parts'>,
  now: Pick<SelfCheck, 'parts'>,
): Readonly<Record<Part, number>> =>
  Object.fromEntries(parts.map((part) => [part, now.parts[part] - before.parts[part]])) as Record<
    Part,
    number
  >;

/** The star one would strive for next. */
export function nextGoal(set: CriteriaSet, answers: Answers): GatedStar {
  const { star } = standing(set, answers);
  return star < 3 ? 3 : star === 3 ? 4 : 5;
}

/** Papers that prove the points claimed and that nobody has ticked off yet. */
export const missingPapers = (
  set: CriteriaSet,
  answers: Answers,
  ready: readonly string[],
): readonly Evidence[] =>
  papersFor(set, answers)
    .map(({ evidence }) => evidence)
    .filter(({ id }) => !ready.includes(id));

const starWords: Readonly<Record<string, GatedStar>> = { '3': 3, ba: 3, '4': 4, bon: 4, '5': 5, nam: 5 };

/** A text without the stars it speaks of, so that "lên 4 sao chè nhà tôi" is of "chè", not of "sao chè" (roasting tea). */
export const withoutStars = (text: string): string =>
  text.normalize('NFC').replace(/(^|\s)(?:[345]|ba|bốn|bon|năm|nam)\s*(?:sao|\*+)(?=\s|$)/giu, '$1,');

/** The star a text speaks of: "lên 4 sao", "đạt bốn sao", "4*"; the highest when there are several. */
export function goalIn(text: string): GatedStar | null {
  const spoken = [
    ...fold(text.replaceAll('*', ' sao')).matchAll(/(?:^| )(3|4|5|ba|bon|nam) ?(?:sao|stars?)(?= |$)/g),
  ];
  const stars = spoken.flatMap(([, word = '']) => starWords[word] ?? []);
  return stars.length === 0 ? null : (Math.max(...stars) as GatedStar);
}
