/**
 * Pure: finds a person's commune by name, old or new. One match is confirmed by name, several are a short list,
 * none asks for the province and then offers an officer. The steps share the group `commune`, so that changing the
 * answer walks through all that are needed.
 */
import { unitTitle } from '../../core/unit.ts';
import type { Next, Option, Scene, Step } from '../define.ts';
import {
  afterNo,
  chosenCommune,
  foundUnits,
  listedAtMost,
  provinceName,
  provinceOf,
  readCommune,
  readProvince,
  short,
  sort,
  typed,
} from './commune-answer.ts';
import { yesNo } from './consent-question.ts';
import { lowerFirst } from './idea-lines.ts';
import { textOf } from './text-answer.ts';

export interface CommuneWay {
  /** Where to go on once a commune is chosen. */
  readonly found: Exclude<Next, string>;
  /** Step to go on with when nobody could name it today. */
  readonly unresolved: string;
  /** States the commune as the person's own. */
  readonly save: boolean;
}

const group = 'commune';
const via = ({ answers }: Scene): string | undefined => textOf(answers, 'communeVia');

const choices = (scene: Scene): readonly Option[] => [
  ...foundUnits(scene).map((unit) => ({
    value: unit.code,
    label: { plain: `${unit.name}, ${short(unit.provinceName)}` },
  })),
  { value: 'none', label: { key: 'commune.pick.none' }, words: 'commune.pick.noneWords' },
];

/** The steps from "which commune?" to a chosen one. */
export function communeSteps(way: CommuneWay): Readonly<Record<string, Step>> {
  const emit = ({ answers }: Scene) => {
    const unit = chosenCommune(answers);
    return way.save && unit !== null ? ([{ type: 'profile_saved', unit }] as const) : [];
  };
  return {
    commune,
    communeConfirm: confirmStep(way, emit),
    communePick: pickStep(way, emit),
    province,
    communeAgain,
    communeLost: lostStep(way),
  };
}

const commune: Step = {
  kind: 'ask',
  group,
  say: [{ text: 'commune.ask' }],
  parse: (input, scene) => readCommune(input, scene),
  next: { to: ['communeConfirm', 'communePick', 'province'], pick: (scene) => sort(scene, 'province') },
};

const province: Step = {
  kind: 'ask',
  group,
  say: [
    {
      text: 'commune.province.many',
      vars: typed,
      when: ({ answers }) => Number(answers.communeTotal) > listedAtMost,
    },
    { text: 'commune.province.none', vars: typed, when: ({ answers }) => answers.communeTotal === 0 },
    { text: 'commune.province.ask' },
  ],
  parse: readProvince,
  hints: ['commune.province.hint'],
  next: {
    to: ['communeConfirm', 'communePick', 'communeAgain'],
    pick: (scene) => sort(scene, 'communeAgain'),
  },
};

const communeAgain: Step = {
  kind: 'ask',
  group,
  say: [{ text: 'commune.again', vars: (scene) => ({ ...typed(scene), province: provinceName(scene) }) }],
  parse: (input, scene) => readCommune(input, scene, provinceOf(scene)),
  next: {
    to: ['communeConfirm', 'communePick', 'communeLost'],
    pick: (scene) => sort(scene, 'communeLost'),
  },
};

function pickStep(way: CommuneWay, emit: NonNullable<Step['emit']>): Step {
  return {
    kind: 'choose',
    group,
    say: [
      {
        text: 'commune.pick.via',
        vars: (scene) => ({ via: via(scene) ?? '' }),
        when: (scene) => via(scene) !== undefined,
      },
      { text: 'commune.pick.ask' },
    ],
    options: choices,
    emit,
    next: {
      to: [...way.found.to, 'province', 'communeAgain', 'communeLost'],
      pick: (scene) => (scene.answers.communePick === 'none' ? afterNo(scene) : way.found.pick(scene)),
    },
  };
}

function confirmStep(way: CommuneWay, emit: NonNullable<Step['emit']>): Step {
  const title = (scene: Scene) => foundUnits(scene).map(unitTitle)[0] ?? '';
  const inSentence = (scene: Scene) => lowerFirst(title(scene));
  return {
    kind: 'choose',
    group,
    say: [
      {
        text: 'commune.confirm.via',
        vars: (scene) => ({ unit: inSentence(scene), via: via(scene) ?? '' }),
        when: (scene) => via(scene) !== undefined,
      },
      {
        text: 'commune.confirm.ask',
        vars: (scene) => ({ unit: title(scene) }),
        when: (scene) => via(scene) === undefined,
      },
    ],
    options: yesNo,
    emit,
    next: {
      to: [...way.found.to, 'province', 'communeAgain', 'communeLost'],
      pick: (scene) => (scene.answers.communeConfirm === 'yes' ? way.found.pick(scene) : afterNo(scene)),
    },
  };
}

function lostStep(way: CommuneWay): Step {
  const at = (scene: Scene) => {
    const unit = provinceOf(scene);
    return unit === undefined ? {} : { unit };
  };
  const question = (scene: Scene) => `${typed(scene).text} – ${provinceName(scene)}`;
  return {
    kind: 'choose',
    group,
    say: [
      { text: 'commune.lost.ask', vars: (scene) => ({ ...typed(scene), province: provinceName(scene) }) },
    ],
    options: [
      { value: 'again', label: { key: 'commune.lost.again' } },
      // A form already has a commune; only a profile without one is worth an officer's time.
      ...(way.save ? [{ value: 'officer', label: { key: 'commune.lost.officer' } }] : []),
      { value: 'later', label: { key: 'commune.lost.later' } },
    ],
    emit: (scene) =>
      scene.answers.communeLost === 'officer'
        ? [
            {
              type: 'officer_asked',
              question: question(scene),
              flow: 'profile',
              step: 'commune',
              ...at(scene),
            },
          ]
        : [],
    next: {
      to: ['commune', way.unresolved],
      pick: ({ answers }) => (answers.communeLost === 'again' ? 'commune' : way.unresolved),
    },
  };
}
