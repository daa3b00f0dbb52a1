/** Pure: one question of a self-assessment: the criterion in plain words, its choices as sentences, "not sure" allowed. */
import { choiceKey } from '../../core/criteria.ts';
import type { Criterion } from '../../core/criteria-set.ts';
import type { Event } from '../../core/event.ts';
import { holdsPercent, percentIn } from '../../core/percent.ts';
import { fold } from '../../core/vietnamese.ts';
import type { ChooseStep, Line, Option, Scene } from '../define.ts';
import { inOwn, papersOf, remarkLines, sourceLines } from './criteria-lines.ts';
import {
  answersOf,
  asksGatesOnly,
  choicesOf,
  criterionAt,
  goalOf,
  inScope,
  placeAfter,
  places,
  productNamed,
} from './self-check-answers.ts';
import { setOf } from './set-choice.ts';

const unsure: Option = {
  value: '@skip',
  label: { key: 'selfCheck.unsure' },
  words: 'selfCheck.unsureWords',
};
const explain: Option = {
  value: '@explain',
  label: { key: 'selfCheck.explainButton' },
  words: 'selfCheck.explainWords',
};

type Choice = Criterion['options'][number];

const choiceValue = (criterion: Criterion, option: Choice): string =>
  `${criterion.code}=${choiceKey(criterion, option)}`;

function optionsOf(scene: Scene, place: string): readonly Option[] {
  const criterion = criterionAt(scene, place);
  if (criterion === null) return [];
  return [
    ...choicesOf(scene, criterion).map((option) => ({
      value: choiceValue(criterion, option),
      label: { plain: inOwn(option.text, scene) },
    })),
    unsure,
    ...(isExplained(scene, place) ? [] : [explain]),
  ];
}

function questionVars(scene: Scene, place: string) {
  const criterion = criterionAt(scene, place);
  if (criterion === null) return {};
  const asked = inScope(scene);
  const at = asked.findIndex(({ code }) => code === criterion.code) + 1;
  return {
    // A question changed from the list may lie outside what is asked this time.
    at: at === 0 ? 1 : at,
    of: at === 0 ? 1 : asked.length,
    code: criterion.code,
    ask: inOwn(criterion.ask, scene),
  };
}

/** The heading is said when a section begins. */
function isFirstOfSection(scene: Scene, place: string): boolean {
  const criterion = criterionAt(scene, place);
  const section = setOf(scene)?.sections.find(({ criteria }) => criteria.some((one) => one === criterion));
  const first = inScope(scene).find((one) => section?.criteria.includes(one));
  return criterion !== null && first === criterion && section !== undefined && section.criteria.length > 1;
}

function sectionVars(scene: Scene, place: string) {
  const criterion = criterionAt(scene, place);
  const section = setOf(scene)?.sections.find(({ criteria }) => criteria.some((one) => one === criterion));
  if (section === undefined) return {};
  return { part: section.part, name: inOwn(section.name, scene) };
}

/** "2 điểm" is a choice by its points, "80%" one by its range; a bare number is one by its place. */
function readNumber(scene: Scene, criterion: Criterion, text: string): string | null {
  const choices = choicesOf(scene, criterion);
  const points = /^(\d) (?:diem|points?)$/.exec(fold(text))?.[1];
  const percent = percentIn(text);
  const ranges = choices.filter((choice) => choice.points > 0).map((choice) => choice.text.vi);
  const fits = (choice: Choice): boolean => {
    if (points !== undefined) return choice.points === Number(points);
    if (percent === null || ranges.some((words) => holdsPercent(words, percent) === null)) return false;
    return holdsPercent(choice.text.vi, percent) === true;
  };
  const [only, ...others] = choices.filter(fits);
  return only === undefined || others.length > 0 ? null : choiceValue(criterion, only);
}

const isExplained = ({ answers }: Scene, place: string): boolean => answers[place] === '@explain';

/** What else the sheet says of it, and where it stands in the law. */
function remarksOf(scene: Scene, place: string) {
  const [set, criterion] = [setOf(scene), criterionAt(scene, place)];
  if (set === null || criterion === null) return [];
  return [...remarkLines(criterion, scene), ...sourceLines(set, criterion, scene)];
}

function linesAt(place: string): readonly Line[] {
  const criterion = (scene: Scene) => criterionAt(scene, place);
  return [
    {
      text: 'selfCheck.section',
      once: true,
      when: (scene) => isFirstOfSection(scene, place),
      vars: (scene) => sectionVars(scene, place),
    },
    {
      text: 'selfCheck.explain',
      when: (scene) => isExplained(scene, place),
      vars: (scene) => ({
        text: inOwn(criterion(scene)?.explain ?? { vi: '', en: '' }, scene),
        papers: papersOf(criterion(scene), scene),
      }),
    },
    {
      text: 'selfCheck.remarks',
      when: (scene) => isExplained(scene, place),
      vars: (scene) => ({ remarks: { lines: remarksOf(scene, place) } }),
    },
    { text: 'selfCheck.question', vars: (scene) => questionVars(scene, place) },
  ];
}

/** Kept at once, so that the score of another product may be begun in between. */
function noted(scene: Scene, place: string): readonly Event[] {
  const set = setOf(scene);
  const code = criterionAt(scene, place)?.code;
  const answers = answersOf(scene);
  const choice = answers[code ?? ''];
  if (set === null || code === undefined || choice === undefined) return [];
  const asks = asksGatesOnly(scene) ? 'gates' : 'all';
  const about = { setId: set.id, product: productNamed(scene), asks, goal: goalOf(scene) } as const;
  const anew = Object.keys(answers).length === 1;
  return [{ type: 'self_check_noted', note: { ...about, answers: { [code]: choice }, anew } }];
}

function questionAt(place: string): ChooseStep {
  const criterion = (scene: Scene) => criterionAt(scene, place);
  return {
    kind: 'choose',
    listed: true,
    optional: true,
    // The sheet was changed and is shorter now.
    instead: { to: ['review'], pick: (scene) => (criterion(scene) === null ? 'review' : null) },
    say: linesAt(place),
    options: (scene) => optionsOf(scene, place),
    parse: (input, scene) => {
      const found = criterion(scene);
      if (input.kind !== 'text' || found === null) return { ok: false };
      const value = readNumber(scene, found, input.text);
      if (value !== null) return { ok: true, value };
      return { ok: false, hint: 'selfCheck.hint', vars: { of: optionsOf(scene, place).length } };
    },
    hints: ['selfCheck.hint'],
    emit: (scene) => noted(scene, place),
    next: {
      to: [...places, 'review'],
      pick: (scene) => (scene.answers[place] === '@explain' ? place : placeAfter(scene, place)),
    },
  };
}

export const questionSteps: Readonly<Record<string, ChooseStep>> = Object.fromEntries(
  places.map((place) => [place, questionAt(place)]),
);
