/** Pure: the result of a self-assessment: said when it ends, and again whenever it is asked for. */
import type { Vars } from '../../core/event.ts';
import { isSameProduct, nextGoal, selfCheckIdOf, totalsOf } from '../../core/self-check.ts';
import type { EndStep, Line, Option, Scene } from '../define.ts';
import { languageOf } from './criteria-lines.ts';
import { answersOf, goalOf, lastOf, productNamed } from './self-check-answers.ts';
import {
  classLines,
  comparedLine,
  type Finding,
  gateLines,
  improvementLines,
  isPartial,
  lackingPoints,
  paperLines,
  passedCount,
  totalVars,
} from './self-check-finding.ts';
import { setOf } from './set-choice.ts';

/** Papers named in the message; the rest stand in the checklist. */
const papersAtMost = 5;

/** The answers just given, else those of the last check. */
function findingOf(scene: Scene): Finding | null {
  const [set, last] = [setOf(scene), lastOf(scene)];
  if (set === null) return null;
  const answers = answersOf(scene);
  const answered = Object.keys(answers).length > 0 ? answers : (last?.answers ?? {});
  const isAsked = typeof scene.answers.goal === 'number' || scene.answers.intro === 'gates';
  const goal = isAsked ? goalOf(scene) : nextGoal(set, answered);
  const product = productNamed(scene);
  if (Object.keys(answers).length > 0) return { set, product, answers, goal, before: last };
  if (last === null) return null;
  const checks = scene.world.ownProgress?.checks ?? [];
  const same = checks.filter(
    ({ setId, product }) => setId === set.id && isSameProduct(product, last.product),
  );
  const before = same[1] ?? null;
  return { set, product: last.product, answers: last.answers, goal, before };
}

const on =
  <T>(read: (finding: Finding, scene: Scene) => T, none: T) =>
  (scene: Scene): T => {
    const finding = findingOf(scene);
    return finding === null ? none : read(finding, scene);
  };
const vars = (read: (finding: Finding, scene: Scene) => Vars) => on<Vars>(read, {});
const when = (holds: (finding: Finding, scene: Scene) => boolean) => on<boolean>(holds, false);

const lines: readonly Line[] = [
  { text: 'selfCheck.total', when: when((it) => !isPartial(it)), vars: vars(totalVars) },
  {
    text: 'selfCheck.totalPartial',
    when: when(isPartial),
    vars: vars((it, scene) => ({ ...totalVars(it, scene), ...passedCount(it), goal: it.goal })),
  },
  {
    text: 'selfCheck.comparedLine',
    when: when((it) => comparedLine(it) !== null),
    vars: vars((it) => ({ line: comparedLine(it) ?? '' })),
  },
  {
    text: 'selfCheck.gates',
    vars: vars((it, scene) => ({ gates: { lines: gateLines(it, scene) }, document: it.set.document.name })),
  },
  {
    text: 'selfCheck.lacking',
    when: when((it) => !isPartial(it) && lackingPoints(it) > 0),
    vars: vars((it) => ({ goal: it.goal, points: lackingPoints(it) })),
  },
  {
    text: 'selfCheck.improvements',
    when: when((it, scene) => improvementLines(it, scene).length > 0),
    vars: vars((it, scene) => ({ steps: { lines: improvementLines(it, scene) } })),
  },
  {
    text: 'selfCheck.papers',
    when: when((it, scene) => paperLines(it, scene).length > 0),
    vars: vars((it, scene) => {
      const papers = paperLines(it, scene);
      return { count: papers.length, papers: { lines: papers.slice(0, papersAtMost) } };
    }),
  },
  {
    text: 'selfCheck.classes',
    when: when((it, scene) => classLines(it, scene).length > 0),
    vars: vars((it, scene) => ({ classes: { lines: classLines(it, scene) } })),
  },
  {
    text: 'selfCheck.chart',
    when: when((it) => !isPartial(it)),
    attach: (scene) => ({ photo: paperId('score-chart', scene) }),
  },
  { text: 'selfCheck.caution' },
];

/** A paper is made when it is sent; the check it is made of is named in its id. */
function paperId(kind: 'score-chart' | 'score-sheet', scene: Scene): string {
  const isNew = Object.keys(answersOf(scene)).length > 0;
  const id = isNew ? selfCheckIdOf(scene.inboundId) : (lastOf(scene)?.id ?? '');
  return `paper/${kind}/${languageOf(scene)}/${id}`;
}

/** As many as every channel shows as buttons. */
function offer(scene: Scene): readonly Option[] {
  const set = setOf(scene);
  if (set === null) return [];
  return [
    { value: `self-check:sheet:${set.id}`, label: { key: 'selfCheck.sheetButton' } },
    { value: `dossier::${set.id}`, label: { key: 'flow.dossier' } },
    { value: 'classes', label: { key: 'flow.classes' } },
    { value: 'ask-officer', label: { key: 'askOfficer.button' } },
    { value: 'help', label: { key: 'help.button' } },
  ];
}

export const result: EndStep = {
  kind: 'end',
  instead: { to: ['none'], pick: on(() => null, 'none') },
  say: lines,
  emit: on((it, scene) => {
    const { set, product, answers } = it;
    const check = { id: selfCheckIdOf(scene.inboundId), setId: set.id, product, answers };
    return [{ type: 'self_check_saved' as const, check: { ...check, ...totalsOf(set, answers) } }];
  }, []),
  offer,
};

export const last: EndStep = {
  kind: 'end',
  lookup: () => ({ kind: 'suitingOfferings' }),
  instead: { to: ['none'], pick: on(() => null, 'none') },
  say: lines,
  offer: (scene) => [
    { value: `self-check::${setOf(scene)?.id ?? ''}`, label: { key: 'selfCheck.again' } },
    ...offer(scene).filter(({ value }) => value !== 'ask-officer'),
  ],
};

export const sheet: EndStep = {
  kind: 'end',
  instead: { to: ['none'], pick: (scene) => (lastOf(scene) === null ? 'none' : null) },
  say: [
    {
      text: 'selfCheck.sheet',
      attach: (scene) => ({
        document: { media: paperId('score-sheet', scene), name: { key: 'selfCheck.sheetName' } },
      }),
    },
    { text: 'selfCheck.sheetUse' },
  ],
  offer,
};

/** Nothing was answered, or the check is gone. */
export const none: EndStep = {
  kind: 'end',
  say: [{ text: 'selfCheck.none' }],
  offer: [
    { value: 'self-check', label: { key: 'flow.self-check' } },
    { value: 'help', label: { key: 'help.button' } },
  ],
};
