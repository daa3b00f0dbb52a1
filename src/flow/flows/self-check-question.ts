/** Pure: one question of a self-assessment: the criterion in plain words, its choices as sentences, "not sure" allowed. */
import { choiceKey } from '../../core/criteria.ts';
import type { Criterion } from '../../core/criteria-set.ts';
import { fold } from '../../core/vietnamese.ts';
import type { ChooseStep, Option, Scene } from '../define.ts';
import { inOwn, papersOf, remarkLines } from './criteria-lines.ts';
import { choicesOf, criterionAt, inScope, placeAfter, places } from './self-check-answers.ts';
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

const choiceValue = (criterion: Criterion, option: Criterion['options'][number]): string =>
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

/** "2 điểm" is a choice by its points; a bare number is one by its place. */
function byPoints(scene: Scene, place: string, text: string): string | null {
  const points = /^(\d) (?:diem|points?)$/.exec(fold(text))?.[1];
  const criterion = criterionAt(scene, place);
  if (points === undefined || criterion === null) return null;
  const fitting = choicesOf(scene, criterion).filter((option) => option.points === Number(points));
  const [only, ...others] = fitting;
  return only === undefined || others.length > 0 ? null : choiceValue(criterion, only);
}

const isExplained = ({ answers }: Scene, place: string): boolean => answers[place] === '@explain';

const remarksOf = (criterion: Criterion | null, scene: Scene) =>
  criterion === null ? [] : remarkLines(criterion, scene);

function questionAt(place: string): ChooseStep {
  const criterion = (scene: Scene) => criterionAt(scene, place);
  return {
    kind: 'choose',
    listed: true,
    optional: true,
    // The sheet was changed and is shorter now.
    instead: { to: ['review'], pick: (scene) => (criterion(scene) === null ? 'review' : null) },
    say: [
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
        when: (scene) => isExplained(scene, place) && remarksOf(criterion(scene), scene).length > 0,
        vars: (scene) => ({ remarks: { lines: remarksOf(criterion(scene), scene) } }),
      },
      { text: 'selfCheck.question', vars: (scene) => questionVars(scene, place) },
    ],
    options: (scene) => optionsOf(scene, place),
    parse: (input, scene) => {
      const value = input.kind === 'text' ? byPoints(scene, place, input.text) : null;
      if (value !== null) return { ok: true, value };
      const of = optionsOf(scene, place).length;
      return input.kind === 'text' ? { ok: false, hint: 'selfCheck.hint', vars: { of } } : { ok: false };
    },
    hints: ['selfCheck.hint'],
    next: {
      to: [...places, 'review'],
      pick: (scene) => (scene.answers[place] === '@explain' ? place : placeAfter(scene, place)),
    },
  };
}

export const questionSteps: Readonly<Record<string, ChooseStep>> = Object.fromEntries(
  places.map((place) => [place, questionAt(place)]),
);
