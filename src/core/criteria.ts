/**
 * Pure: scoring a product by its sheet (QĐ 26/2026/QĐ-TTg Article 3 and Annex II, domain reference §6). An estimate of
 * one's own: the council decides. That gates are cumulative is our reading of the star marks (domain reference §6.4).
 */
import type {
  CriteriaSet,
  Criterion,
  CriterionOption,
  Evidence,
  GatedStar,
  Part,
  Star,
  StarGate,
} from './criteria-set.ts';

/** Names a choice within its criterion: `3p2` is the option at place 2, worth 3 points. */
export type ChoiceKey = string;
/** What was chosen, by the criterion's code. Answers of an older sheet that fit no option count as not given. */
export type Answers = Readonly<Record<string, ChoiceKey>>;

export const parts = ['A', 'B', 'C'] as const satisfies readonly Part[];

/** All criteria in the order of the sheet. */
export const criteriaIn = (set: CriteriaSet): readonly Criterion[] =>
  set.sections.flatMap(({ criteria }) => criteria);

/** Gives the key under which a choice is kept; points and place, so that equal points never clash. */
export const choiceKey = (criterion: Criterion, option: CriterionOption): ChoiceKey =>
  `${option.points}p${criterion.options.indexOf(option)}`;

/** Finds the option a key names; null when the sheet has changed since. */
export function optionOf(criterion: Criterion, key: ChoiceKey | undefined): CriterionOption | null {
  return criterion.options.find((option) => choiceKey(criterion, option) === key) ?? null;
}

/** What was chosen for a criterion, null while it is open. */
export function chosen(criterion: Criterion, answers: Answers): CriterionOption | null {
  return optionOf(criterion, Object.hasOwn(answers, criterion.code) ? answers[criterion.code] : undefined);
}

export interface Tally {
  readonly points: number;
  readonly max: number;
  readonly answered: number;
  readonly of: number;
}

/** Adds up the points given so far; an open criterion counts 0. */
export function tally(criteria: readonly Criterion[], answers: Answers): Tally {
  const options = criteria.map((criterion) => chosen(criterion, answers));
  return {
    points: options.reduce((total, option) => total + (option?.points ?? 0), 0),
    max: criteria.reduce((total, { max }) => total + max, 0),
    answered: options.filter((option) => option !== null).length,
    of: criteria.length,
  };
}

export interface Score extends Tally {
  readonly parts: Readonly<Record<Part, Tally>>;
  /** By section code, in the order of the sheet. */
  readonly sections: readonly (Tally & { readonly code: string })[];
  /** Criteria not answered yet. */
  readonly open: readonly Criterion[];
}

/** Totals of the whole sheet, by part and by section. */
export function scoreOf(set: CriteriaSet, answers: Answers): Score {
  const ofPart = (part: Part) =>
    tally(
      set.sections.flatMap((section) => (section.part === part ? section.criteria : [])),
      answers,
    );
  return {
    ...tally(criteriaIn(set), answers),
    parts: { A: ofPart('A'), B: ofPart('B'), C: ofPart('C') },
    sections: set.sections.map(({ code, criteria }) => ({ code, ...tally(criteria, answers) })),
    open: criteriaIn(set).filter((criterion) => chosen(criterion, answers) === null),
  };
}

/** Least points of a rank, best first (Article 3(3)); the average of a council has decimals. */
const ranks = [
  { star: 5, from: 90 },
  { star: 4, from: 70 },
  { star: 3, from: 50 },
  { star: 2, from: 30 },
] as const satisfies readonly { readonly star: Star; readonly from: number }[];

/** The rank the points alone would give. */
export const starByPoints = (points: number): Star => ranks.find(({ from }) => points >= from)?.star ?? 1;

/** Least points for a rank; 0 for one star. */
export const pointsFor = (star: Star): number => ranks.find((rank) => rank.star === star)?.from ?? 0;

/** A gate that is not passed. */
export interface BlockedGate extends StarGate {
  readonly criterion: Criterion;
  /** Points now; 0 while open. */
  readonly has: number;
  readonly answered: boolean;
}

/** The gates not passed yet, lowest star first; one for N stars blocks every higher star too. */
export function blockedGates(set: CriteriaSet, answers: Answers): readonly BlockedGate[] {
  return set.gates.flatMap((gate) => {
    const criterion = criterionOf(set, gate.code);
    if (criterion === null) return [];
    const option = chosen(criterion, answers);
    const has = option?.points ?? 0;
    return has >= gate.points ? [] : [{ ...gate, criterion, has, answered: option !== null }];
  });
}

export interface Standing {
  readonly points: number;
  readonly byPoints: Star;
  /** With the gates: never above `byPoints`; without the gates of 3 stars at most 2. */
  readonly star: Star;
  /** All gates not passed, also those of stars the points do not reach. */
  readonly blocked: readonly BlockedGate[];
}

/** Where the product stands: points, gates, and the star both allow. */
export function standing(set: CriteriaSet, answers: Answers): Standing {
  const { points } = tally(criteriaIn(set), answers);
  const byPoints = starByPoints(points);
  const blocked = blockedGates(set, answers);
  const lowest = Math.min(...blocked.map(({ star }) => star), 6);
  const star = byPoints < lowest ? byPoints : ((lowest - 1) as 2 | 3 | 4);
  return { points, byPoints, star, blocked };
}

/** The criterion with this code. */
export function criterionOf(set: CriteriaSet, code: string): Criterion | null {
  return criteriaIn(set).find((criterion) => criterion.code === code) ?? null;
}

/** The gates of one criterion: which star needs how many points of it. */
export const gatesOf = (set: CriteriaSet, code: string): readonly StarGate[] =>
  set.gates.filter((gate) => gate.code === code);

/** The options to choose from; of a criterion with `cases`, those of the one that applies. */
export function optionsFor(criterion: Criterion, within: string | null): readonly CriterionOption[] {
  if (criterion.cases === undefined) return criterion.options;
  return criterion.options.filter((option) => option.case === undefined || option.case === within);
}

/** The papers that prove what was claimed, each once with the criteria it serves; 0 points need no proof. */
export function papersFor(
  set: CriteriaSet,
  answers: Answers,
): readonly { readonly evidence: Evidence; readonly codes: readonly string[] }[] {
  const papers = new Map<string, { readonly evidence: Evidence; readonly codes: string[] }>();
  for (const criterion of criteriaIn(set)) {
    if ((chosen(criterion, answers)?.points ?? 0) === 0) continue;
    for (const evidence of criterion.evidence) {
      const known = papers.get(evidence.id);
      if (known === undefined) papers.set(evidence.id, { evidence, codes: [criterion.code] });
      else known.codes.push(criterion.code);
    }
  }
  return [...papers.values()];
}

/** The next star to strive for; null with five. */
export const nextStar = (star: Star): GatedStar | null =>
  star === 5 ? null : star < 3 ? 3 : ((star + 1) as 4 | 5);
