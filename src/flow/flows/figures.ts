/** Pure: figures of an officer's unit this year, with the chart against the targets, and lists to take along. */

import type { Vars } from '../../core/event.ts';
import { type Figures, sumOf } from '../../core/figures.ts';
import type { ChooseStep, Flow, Option, Scene } from '../define.ts';
import { unitName } from './idea-lines.ts';

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

const figures = ({ world }: Scene): Figures | null =>
  world.found?.kind === 'figures' ? world.found.figures : null;

const vars = (scene: Scene): Vars => {
  const found = figures(scene);
  if (found === null) return {};
  const { newProducts, stock, unit, ...plain } = found;
  return {
    ...{ upgraded: plain.upgraded, ended: plain.ended, renewed: plain.renewed, classes: plain.classes },
    ...{ trained: plain.trained, events: plain.events, year: String(plain.year) },
    unit: unitName(unit, scene.world),
    made: sumOf(newProducts),
    ...{ made3: newProducts[3], made4: newProducts[4], made5: newProducts[5] },
    stock: sumOf(stock),
    ...{ stock3: stock[3], stock4: stock[4], stock5: stock[5] },
  };
};

/** Papers that go by unit; the last part of the id is the unit. */
const papers = ['figures-xlsx', 'notices-xlsx', 'window-xlsx'] as const;

const others = (scene: Scene): readonly string[] =>
  (scene.world.officer?.units ?? []).filter((unit) => unit !== figures(scene)?.unit).slice(0, 6);

const show: ChooseStep = {
  kind: 'choose',
  instead: {
    to: ['notOfficer', 'foreign'],
    pick: (scene) => strangers.pick(scene) ?? (figures(scene) === null ? 'foreign' : null),
  },
  lookup: (_input, { arg }) => ({ kind: 'figures', ...(arg === undefined ? {} : { unit: arg }) }),
  keep: (scene) => ({ unit: figures(scene)?.unit ?? '' }),
  say: [
    {
      text: 'figures.show',
      vars,
      attach: (scene) => {
        const found = figures(scene);
        const language = scene.world.contact.language ?? 'vi';
        return found === null ? null : { photo: `paper/figures-chart/${language}/${found.unit}` };
      },
    },
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
    ...others(scene).map(
      (unit): Option => ({ value: `unit.${unit}`, label: { plain: unitName(unit, scene.world) } }),
    ),
    { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
  ],
  next: {
    to: ['sent', 'other', 'closed'],
    pick: ({ answers }) => {
      if (answers.show === 'close') return 'closed';
      return String(answers.show).startsWith('unit.') ? 'other' : 'sent';
    },
  },
};

export const figuresFlow: Flow = {
  name: 'figures',
  version: 1,
  needs: [],
  requires: ['consent'],
  start: 'begin',
  entries: ['show'],
  resumable: false,
  steps: {
    begin: { kind: 'end', say: [], goTo: { to: ['figures:show'], pick: () => 'figures:show' } },
    show,
    other: {
      kind: 'end',
      say: [],
      goTo: {
        to: ['figures:show'],
        pick: ({ answers }) => `figures:show:${String(answers.show).slice('unit.'.length)}`,
      },
    },
    sent: {
      kind: 'end',
      instead: strangers,
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
                media: `paper/${String(paper)}/${language}/${String(unit)}`,
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
    closed: { kind: 'end', say: [], goTo: { to: ['help'], pick: () => 'help' } },
  },
};
