/** Pure: figures of an officer's unit this year, with the chart against the targets, and lists to take along. */

import type { Vars } from '../../core/event.ts';
import {
  type FigureYear,
  figureDay,
  figureYearArg,
  firstFigureYear,
  readFigureYear,
  yearIn,
} from '../../core/figure-year.ts';
import { type Figures, sumOf } from '../../core/figures.ts';
import type { Input } from '../../core/message.ts';
import type { ChooseStep, Flow, Option, Parsed, Scene } from '../define.ts';
import { ledSteps } from './figure-led.ts';
import { figuresFound, figuresSeen, unlessSeen } from './figure-scene.ts';
import { unitName } from './idea-lines.ts';
import { leadTo } from './onward.ts';

function varsOf(found: Figures | null, scene: Scene): Vars {
  if (found === null) return {};
  const { newProducts, stock, unit, ...plain } = found;
  return {
    ...{ upgraded: plain.upgraded, ended: plain.ended, renewed: plain.renewed, classes: plain.classes },
    ...{ trained: plain.trained, trainedPeople: plain.trainedPeople },
    ...{ events: plain.events, year: String(plain.year) },
    unit: unitName(unit, scene.world),
    made: sumOf(newProducts),
    ...{ made3: newProducts[3], made4: newProducts[4], made5: newProducts[5] },
    stock: sumOf(stock),
    ...{ stock3: stock[3], stock4: stock[4], stock5: stock[5] },
  };
}

const vars = (scene: Scene): Vars => varsOf(figuresSeen(scene), scene);

const ledOf = (scene: Scene) => figuresFound(scene)?.led ?? null;

/** What was reported of who leads, or that nothing was. */
const ledVars = (scene: Scene): Vars => {
  const said = (count: number | null | undefined) => count ?? { key: 'figures.led.unsaid' };
  return { women: said(ledOf(scene)?.women), minority: said(ledOf(scene)?.minority) };
};

const placeOf = (scene: Scene): FigureYear => {
  const { year } = readFigureYear(scene.arg);
  return { unit: figuresSeen(scene)?.unit ?? null, year };
};

/** As it stands in the name of a paper: the year only where it is not the running one. */
const paperOf = (unit: string, { arg }: Scene): string => {
  const { year } = readFigureYear(arg);
  return year === null ? unit : `${unit}-${year}`;
};

/** Papers that go by unit; the last part of the id is the unit. */
const papers = ['figures-xlsx', 'notices-xlsx', 'window-xlsx'] as const;

const others = (scene: Scene): readonly string[] =>
  (scene.world.officer?.units ?? []).filter((unit) => unit !== figuresSeen(scene)?.unit).slice(0, 6);

/** A year typed while the figures are shown: "năm 2024 thì sao?". */
function parseYear(input: Input, scene: Scene): Parsed {
  const year = input.kind === 'text' ? yearIn(input.text) : null;
  if (year === null) return { ok: false };
  return figureDay(year, scene.world.today) === null
    ? {
        ok: false,
        hint: 'figures.noYear',
        vars: { first: String(firstFigureYear), last: scene.world.today.slice(0, 4) },
      }
    : { ok: true, value: `year.${year}` };
}

const yearBefore = (scene: Scene): number => (figuresSeen(scene)?.year ?? 0) - 1;

const show: ChooseStep = {
  kind: 'choose',
  ...unlessSeen,
  keep: (scene) => ({ unit: figuresSeen(scene)?.unit ?? '' }),
  say: [
    {
      text: 'figures.show',
      vars,
      attach: (scene) => {
        const found = figuresSeen(scene);
        const language = scene.world.contact.language ?? 'vi';
        return found === null
          ? null
          : { photo: `paper/figures-chart/${language}/${paperOf(found.unit, scene)}` };
      },
    },
    {
      text: 'figures.before',
      vars: (scene) => varsOf(figuresFound(scene)?.before ?? null, scene),
      when: (scene) => (figuresFound(scene)?.before ?? null) !== null,
    },
    { text: 'figures.led.line', vars: ledVars },
    { text: 'figures.ask' },
  ],
  options: (scene) => [
    ...papers.map(
      (paper): Option => ({
        value: paper,
        label: { key: `figures.paper.${paper}` },
        words: `figures.paperWords.${paper}`,
      }),
    ),
    ...(yearBefore(scene) < firstFigureYear
      ? []
      : [
          {
            value: `year.${yearBefore(scene)}`,
            label: { key: 'figures.year', vars: { year: String(yearBefore(scene)) } },
            words: 'figures.yearWords',
          },
        ]),
    { value: 'led', label: { key: 'figures.led.button' }, words: 'figures.led.words' },
    ...others(scene).map(
      (unit): Option => ({ value: `unit.${unit}`, label: { plain: unitName(unit, scene.world) } }),
    ),
    { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
  ],
  parse: parseYear,
  hints: ['figures.noYear'],
  next: {
    to: ['sent', 'other', 'toLed', 'closed'],
    pick: ({ answers }) => {
      if (answers.show === 'close') return 'closed';
      if (answers.show === 'led') return 'toLed';
      return /^(?:unit|year)\./.test(String(answers.show)) ? 'other' : 'sent';
    },
  },
};

/** The same year of another unit, or another year of the same unit. */
function otherPlace({ answers, arg }: Scene): string {
  const [what, value = ''] = String(answers.show).split('.');
  const { year } = readFigureYear(arg);
  const to = what === 'unit' ? { unit: value, year } : { unit: String(answers.unit), year: Number(value) };
  return `figures:show:${figureYearArg(to)}`;
}

/** "Số liệu 2025" begins with that year. */
const begin = ({ input, world }: Scene): string => {
  const year = input.kind === 'text' ? yearIn(input.text) : null;
  return year === null || figureDay(year, world.today) === null
    ? 'figures:show'
    : `figures:show:${figureYearArg({ unit: null, year })}`;
};

export const figuresFlow: Flow = {
  name: 'figures',
  version: 1,
  needs: [],
  requires: ['consent'],
  start: 'begin',
  entries: ['show', 'led'],
  resumable: false,
  steps: {
    begin: { kind: 'end', say: [], goTo: { to: ['figures:show'], pick: begin } },
    show,
    other: {
      kind: 'end',
      say: [],
      goTo: { to: ['figures:show'], pick: otherPlace },
    },
    ...ledSteps,
    toLed: {
      kind: 'end',
      say: [],
      goTo: {
        to: ['figures:led'],
        pick: (scene) =>
          `figures:led:${figureYearArg({ ...placeOf(scene), unit: String(scene.answers.unit) })}`,
      },
    },
    sent: {
      kind: 'end',
      instead: { to: ['notOfficer'], pick: ({ world }) => (world.officer === null ? 'notOfficer' : null) },
      say: [
        {
          text: 'figures.sent',
          attach: (scene) => {
            const { show: paper, unit } = scene.answers;
            const language = scene.world.contact.language ?? 'vi';
            // Whoever lost the unit meanwhile gets nothing of it.
            if (!scene.world.officer?.units.some((one) => one === unit)) return null;
            return {
              document: {
                media: `paper/${String(paper)}/${language}/${paperOf(String(unit), scene)}`,
                name: { key: `figures.fileName.${papers.find((one) => one === paper) ?? papers[0]}` },
              },
            };
          },
        },
      ],
      offer: [{ value: 'figures', label: { key: 'flow.figures' } }],
    },
    foreign: {
      kind: 'end',
      say: [{ text: 'figures.foreign' }],
      offer: [{ value: 'figures', label: { key: 'flow.figures' } }],
    },
    notOfficer: {
      kind: 'end',
      say: [{ text: 'officer.notOfficer' }],
      offer: [{ value: 'help', label: { key: 'help.button' } }],
    },
    closed: leadTo('help'),
  },
};
