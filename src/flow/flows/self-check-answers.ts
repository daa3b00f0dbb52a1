/**
 * Pure: what a self-assessment in progress knows. Each criterion of the sheet has a place, `q1`, `q2` …, whatever is
 * asked this time; its answer names the criterion as well (`2.2=3p2`), so that a changed sheet never misreads it.
 */
import { type Answers, chosen, optionsFor } from '../../core/criteria.ts';
import type { CriteriaSet, Criterion, CriterionOption, GatedStar } from '../../core/criteria-set.ts';
import type { Json } from '../../core/model.ts';
import {
  askedCriteria,
  gateCriteria,
  goalIn,
  isSameProduct,
  maybeSameProduct,
  nextGoal,
  type SelfCheck,
} from '../../core/self-check.ts';
import type { Scene } from '../define.ts';
import { ownStarOf, productOf, setOf, setSaid } from './set-choice.ts';

/** More than any sheet has. */
export const places: readonly string[] = Array.from({ length: 40 }, (_, at) => `q${at + 1}`);

export const placeOf = (set: CriteriaSet, code: string): string =>
  `q${askedCriteria(set).findIndex((criterion) => criterion.code === code) + 1}`;

export function criterionAt(scene: Scene, place: string): Criterion | null {
  const set = setOf(scene);
  return set === null ? null : (askedCriteria(set)[Number(place.slice(1)) - 1] ?? null);
}

/** What was chosen so far, by criterion. */
export function answersOf(scene: Scene): Answers {
  const pairs = places.flatMap((place) => {
    const value = scene.answers[place];
    const [code, key] = typeof value === 'string' && !value.startsWith('@') ? value.split('=') : [];
    return code === undefined || key === undefined ? [] : [[code, key] as const];
  });
  return Object.fromEntries(pairs);
}

/** Answers of an earlier check put in their places, to be changed here and there. */
export function placed(
  set: CriteriaSet,
  { answers }: Pick<SelfCheck, 'answers'>,
): Readonly<Record<string, Json>> {
  const known = askedCriteria(set).filter((criterion) => chosen(criterion, answers) !== null);
  return Object.fromEntries(known.map(({ code }) => [placeOf(set, code), `${code}=${answers[code] ?? ''}`]));
}

/** The last check of this product, by its very name or by one that says less. */
export function lastOf(scene: Scene): SelfCheck | null {
  const [set, product] = [setOf(scene), productOf(scene)];
  const checks = scene.world.ownProgress?.checks.filter(({ setId }) => setId === set?.id) ?? [];
  const named = checks.find((check) => isSameProduct(check.product, product));
  return named ?? checks.find((check) => maybeSameProduct(check.product, product)) ?? null;
}

/** The product by the name it was chosen by; begun from a button it is the one of last time. */
export const productNamed = (scene: Scene): string =>
  productOf(scene) || (scene.arg === undefined ? '' : (lastOf(scene)?.product ?? ''));

/** The star that is striven for: as asked, the next above the certificate's, or above the last check. */
export function goalOf(scene: Scene): GatedStar {
  const { goal } = scene.answers;
  if (goal === 3 || goal === 4 || goal === 5) return goal;
  const star = ownStarOf(scene);
  if (star !== null) return star === 3 ? 4 : 5;
  const [set, last] = [setOf(scene), lastOf(scene)];
  return set === null || last === null ? 3 : nextGoal(set, last.answers);
}

/** Set and star as an argument, `tea:4`, when the words name both or only the set. */
export function argOf(scene: Scene): string | null {
  const setId = setSaid(scene);
  const goal = scene.input.kind === 'text' ? goalIn(scene.input.text) : null;
  return setId === null || goal === null ? setId : `${setId}:${goal}`;
}

/** The star named in the words that began the conversation, or by the reference. */
export function keepGoal({ answers, arg = '', input }: Scene): Readonly<Record<string, Json>> {
  if ('goal' in answers) return {};
  const named = Number(arg.split(':')[1]);
  if (named >= 3 && named <= 5) return { goal: named };
  return { goal: input.kind === 'text' && arg === '' ? goalIn(input.text) : null };
}

/** Only what the star cannot do without, until more was asked for. */
export function asksGatesOnly(scene: Scene): boolean {
  const set = setOf(scene);
  if (set === null || scene.answers.intro !== 'gates' || scene.answers.review === 'rest') return false;
  const gates = gateCriteria(set, goalOf(scene));
  return Object.keys(answersOf(scene)).every((code) => gates.some((criterion) => criterion.code === code));
}

/** The criteria asked this time. */
export function inScope(scene: Scene): readonly Criterion[] {
  const set = setOf(scene);
  if (set === null) return [];
  return asksGatesOnly(scene) ? gateCriteria(set, goalOf(scene)) : askedCriteria(set);
}

export function openOnes(scene: Scene): readonly Criterion[] {
  const answers = answersOf(scene);
  return inScope(scene).filter((criterion) => chosen(criterion, answers) === null);
}

/** The next place to ask after `place`, what is answered left out; the list of answers when there is none. */
export function placeAfter(scene: Scene, place: string | null): string {
  const set = setOf(scene);
  if (set === null) return 'review';
  const from = place === null ? 0 : Number(place.slice(1));
  const all = askedCriteria(set);
  const next = openOnes(scene).find((criterion) => all.indexOf(criterion) >= from);
  return next === undefined ? 'review' : placeOf(set, next.code);
}

/** Which of two lists applies to this service; `null` while it was not said. */
function caseOf(scene: Scene): string | null {
  const { service } = scene.answers;
  if (typeof service === 'string') return service;
  const [set, answers] = [setOf(scene), answersOf(scene)];
  const told = set === null ? [] : askedCriteria(set).flatMap((one) => chosen(one, answers)?.case ?? []);
  return told[0] ?? null;
}

/** The choices shown for a criterion. */
export function choicesOf(scene: Scene, criterion: Criterion): readonly CriterionOption[] {
  const within = caseOf(scene);
  return within === null ? criterion.options : optionsFor(criterion, within);
}

/** The two lists of a sheet that has them, by the names its later criteria give: they fit all of them. */
export const casesOf = (set: CriteriaSet | null): Criterion['cases'] =>
  set === null ? undefined : askedCriteria(set).findLast(({ cases }) => cases !== undefined)?.cases;
