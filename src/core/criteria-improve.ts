/** Pure: the cheapest ways to a better result, from what a person said of their product and our own hints of effort. */
import { type Answers, chosen, criteriaIn, gatesOf, nextStar, optionsFor, standing } from './criteria.ts';
import type { CriteriaSet, Criterion, CriterionOption, GatedStar } from './criteria-set.ts';

export interface Improvement {
  readonly criterion: Criterion;
  readonly from: CriterionOption;
  readonly to: CriterionOption;
  readonly gain: number;
  /** Stars for which this step passes the gate, up to the next star; empty when it only brings points. */
  readonly opens: readonly GatedStar[];
  /** Sum of our hints of effort over the steps in between. */
  readonly cost: number;
}

/**
 * Gives the cheapest improvements, at most one a criterion: gates of the goal (the next star) first, cheapest first; then those
 * with the most points for the effort. Criteria not answered, and those nobody can change, are left out.
 */
export function improvements(
  set: CriteriaSet,
  answers: Answers,
  limit = 3,
  goal: GatedStar | null = nextStar(standing(set, answers).star),
): readonly Improvement[] {
  return criteriaIn(set)
    .flatMap((criterion) => improvementOf(set, criterion, { answers, goal }))
    .sort(byWorth)
    .slice(0, limit);
}

interface Aim {
  readonly answers: Answers;
  readonly goal: GatedStar | null;
}

function improvementOf(
  set: CriteriaSet,
  criterion: Criterion,
  { answers, goal }: Aim,
): readonly Improvement[] {
  const from = chosen(criterion, answers);
  if (from === null || criterion.fixed) return [];
  const steps = stepsFrom(criterion, from);
  const gates = gatesOf(set, criterion.code).filter(
    (gate) => goal !== null && gate.star <= goal && gate.points > from.points,
  );
  const due = Math.max(...gates.map(({ points }) => points), 0);
  const enough = steps.filter(({ to }) => to.points >= due);
  const best = gates.length > 0 ? enough[0] : [...steps].sort(byRatio)[0];
  return best === undefined ? [] : [{ ...best, criterion, from, opens: gates.map(({ star }) => star) }];
}

type Step = Pick<Improvement, 'to' | 'gain' | 'cost'>;

/** Every better option with what it brings and costs, nearest first. */
function stepsFrom(criterion: Criterion, from: CriterionOption): readonly Step[] {
  const better = optionsFor(criterion, from.case ?? Object.keys(criterion.cases ?? {})[0] ?? null).filter(
    ({ points }) => points > from.points,
  );
  return better.map((to, at) => ({
    to,
    gain: to.points - from.points,
    cost: better.slice(0, at + 1).reduce((cost, { effort }) => cost + effort, 0),
  }));
}

const byRatio = (a: Step, b: Step): number => b.gain / b.cost - a.gain / a.cost || a.cost - b.cost;

function byWorth(a: Improvement, b: Improvement): number {
  const opening = Number(b.opens.length > 0) - Number(a.opens.length > 0);
  if (opening !== 0) return opening;
  return a.opens.length > 0 ? a.cost - b.cost || b.gain - a.gain : byRatio(a, b);
}
