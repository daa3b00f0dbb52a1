/** Pure: what a self-assessment found, as lines: totals, gates by star, the cheapest next steps, papers, comparison. */
import { dayOf } from '../../core/calendar.ts';
import { helpfulClasses, weakCriteria } from '../../core/class-topic.ts';
import {
  type Answers,
  type BlockedGate,
  chosen,
  criteriaIn,
  parts,
  pointsFor,
  scoreOf,
  standing,
  tally,
} from '../../core/criteria.ts';
import { improvements } from '../../core/criteria-improve.ts';
import type { CriteriaSet, GatedStar } from '../../core/criteria-set.ts';
import type { TextRef } from '../../core/event.ts';
import { gateCriteria, missingPapers, openAtMost, type SelfCheck, totalsOf } from '../../core/self-check.ts';
import type { Scene } from '../define.ts';
import { inOwn, type Reader } from './criteria-lines.ts';
import { lineOf } from './offering-card.ts';

export interface Finding {
  readonly set: CriteriaSet;
  readonly product: string;
  readonly answers: Answers;
  readonly goal: GatedStar;
  /** The check before, for comparison. */
  readonly before: SelfCheck | null;
}

const starsUpTo = (goal: GatedStar): readonly GatedStar[] =>
  ([3, 4, 5] as const).filter((star) => star <= goal);

/** So many answers are open that a total would mislead. */
export const isPartial = ({ set, answers }: Finding): boolean => totalsOf(set, answers).open > openAtMost;

export function totalVars({ set, answers, product }: Finding, scene: Reader) {
  const totals = totalsOf(set, answers);
  const { parts: score } = scoreOf(set, answers);
  const { partNames } = scene.world.criteria;
  const { byPoints } = standing(set, answers);
  const about = { product, set: { key: `productSet.${set.id}` } };
  return {
    title: { key: product === '' ? 'selfCheck.titleSet' : 'selfCheck.title', vars: about },
    points: totals.points,
    star: byPoints,
    open: totals.open,
    parts: {
      lines: parts.map((part) => ({
        key: 'selfCheck.part',
        vars: { part, name: inOwn(partNames[part], scene), points: score[part].points, max: score[part].max },
      })),
    },
  };
}

/** Points on the criteria answered both times; `null` when there are none. */
function compared({ set, answers, before }: Finding) {
  if (before === null) return null;
  const both = criteriaIn(set).filter(
    (one) => chosen(one, answers) !== null && chosen(one, before.answers) !== null,
  );
  if (both.length === 0) return null;
  return {
    earlier: tally(both, before.answers).points,
    now: tally(both, answers).points,
    count: both.length,
  };
}

export function comparedLine(finding: Finding): TextRef | null {
  const found = compared(finding);
  if (found === null || finding.before === null) return null;
  const { earlier, now, count } = found;
  const way = now > earlier ? 'more' : now < earlier ? 'less' : 'same';
  const vars = { day: { day: dayOf(finding.before.at) }, earlier, now, count, by: Math.abs(now - earlier) };
  return { key: `selfCheck.compared.${way}`, vars };
}

/** What a star still lacks: one line a gate, "not said yet" told apart from "not enough". */
function blockedLines(set: CriteriaSet, gates: readonly BlockedGate[], scene: Reader): readonly TextRef[] {
  return gates.map(({ criterion, points, has, answered, code }) => {
    const needed = criterion.options.find((option) => option.points === points && !option.implied);
    return {
      key: answered ? 'selfCheck.blocked' : 'selfCheck.blockedOpen',
      vars: {
        name: inOwn(criterion.name, scene),
        code,
        needed: needed === undefined ? '' : inOwn(needed.text, scene),
        points,
        has,
        sheet: set.number,
      },
    };
  });
}

/** Star by star up to the goal: all gates passed, or which ones are in the way; and points lacking. */
export function gateLines({ set, answers, goal }: Finding, scene: Reader): readonly (TextRef | string)[] {
  const { blocked } = standing(set, answers);
  return starsUpTo(goal).flatMap((star) => {
    const own = blocked.filter((gate) => gate.star === star);
    const gates = set.gates.filter((gate) => gate.star === star).length;
    if (own.length === 0) return [{ key: 'selfCheck.gatesPassed', vars: { star, gates } }];
    return [
      { key: 'selfCheck.gatesLack', vars: { star, lack: own.length, gates } },
      ...blockedLines(set, own, scene),
    ];
  });
}

/** Points still lacking for the goal; 0 when there are enough. */
export const lackingPoints = ({ set, answers, goal }: Finding): number =>
  Math.max(0, pointsFor(goal) - totalsOf(set, answers).points);

const classesAtMost = 3;
/** As many as one can keep in mind. */
const improvementsAtMost = 3;

export function improvementLines({ set, answers, goal }: Finding, scene: Reader): readonly TextRef[] {
  return improvements(set, answers, improvementsAtMost, goal).map(({ criterion, to, gain, opens }, at) => ({
    key: opens.length > 0 ? 'selfCheck.improvementOpens' : 'selfCheck.improvement',
    vars: {
      at: at + 1,
      name: inOwn(criterion.name, scene),
      code: criterion.code,
      to: inOwn(to.text, scene),
      gain,
      stars: opens.join(', '),
    },
  }));
}

/** Papers that prove what was claimed and are not ticked off in any dossier of this set. */
export function paperLines({ set, answers }: Finding, scene: Scene): readonly TextRef[] {
  const ticked = (scene.world.ownProgress?.dossiers ?? []).flatMap((one) =>
    one.setId === set.id ? one.ticked : [],
  );
  const ready = scene.world.dossier.items.flatMap(({ id, evidence }) =>
    evidence !== null && ticked.includes(id) ? [evidence] : [],
  );
  return missingPapers(set, answers, ready).map(({ text }) => ({
    key: 'criteria.case',
    vars: { name: inOwn(text, scene) },
  }));
}

/** Criteria of the goal's gates that are passed already, for encouragement. */
export function passedCount({ set, answers, goal }: Finding): {
  readonly passed: number;
  readonly of: number;
} {
  const gates = gateCriteria(set, goal);
  const blocked = new Set(
    standing(set, answers)
      .blocked.filter(({ star }) => star <= goal)
      .map(({ code }) => code),
  );
  return { passed: gates.filter(({ code }) => !blocked.has(code)).length, of: gates.length };
}

/** Classes still open that are about what is weak here, the next one first. */
export function classLines({ set, answers, goal }: Finding, { world }: Scene): readonly TextRef[] {
  const { found, classTopics = [], now } = world;
  if (found?.kind !== 'suitingOfferings') return [];
  const helpful = helpfulClasses(classTopics, weakCriteria(set, answers, goal), found.views);
  return helpful.slice(0, classesAtMost).map((view) => lineOf(view, now));
}
