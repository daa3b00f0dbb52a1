/**
 * Pure: how many producers are led by women or by people of an ethnic minority: sums an officer adds up of what producers
 * said themselves, if they like. Nothing about any single producer is asked or kept.
 */

import type { Vars } from '../../core/event.ts';
import { readFigureYear } from '../../core/figure-year.ts';
import type { FigureEvent } from '../../core/figures.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import { yesNo } from './consent-question.ts';
import { figuresSeen, unlessSeen } from './figure-scene.ts';
import { unitName } from './idea-lines.ts';
import { textOf } from './text-answer.ts';

const sumOf = ({ answers }: Scene, name: string): number | null => {
  const typed = textOf(answers, name);
  return typed === undefined ? null : Number(typed);
};

const vars = (scene: Scene): Vars => {
  const seen = figuresSeen(scene);
  const shown = (name: string) => sumOf(scene, name) ?? { key: 'figures.led.unsaid' };
  return {
    unit: seen === null ? '' : unitName(seen.unit, scene.world),
    year: String(seen?.year ?? readFigureYear(scene.arg).year ?? ''),
    women: shown('led'),
    minority: shown('minority'),
  };
};

/** A sum; left out with "bỏ qua". */
const sum = (text: string, next: string): AskStep => ({
  kind: 'ask',
  optional: true,
  ...unlessSeen,
  say: [{ text, vars }],
  parse: (input) => {
    const typed = input.kind === 'text' ? input.text.trim() : '';
    return /^\d{1,5}$/.test(typed) ? { ok: true, value: typed } : { ok: false, hint: 'figures.led.number' };
  },
  hints: ['figures.led.number'],
  next,
});

const ledSure: ChooseStep = {
  kind: 'choose',
  ...unlessSeen,
  say: [{ text: 'figures.led.sure', vars }],
  options: yesNo,
  next: {
    to: ['ledSaved', 'toShow'],
    pick: ({ answers }) => (answers.ledSure === 'yes' ? 'ledSaved' : 'toShow'),
  },
};

const toShow = {
  to: ['figures:show'],
  pick: ({ arg }: Scene) => `figures:show:${arg ?? ''}`,
};

const ledSaved: EndStep = {
  kind: 'end',
  ...unlessSeen,
  say: [{ text: 'figures.led.saved', vars }],
  emit: (scene): readonly FigureEvent[] => {
    const seen = figuresSeen(scene);
    if (seen === null) return [];
    const { unit, year } = seen;
    return [
      { type: 'led_reported', unit, year, women: sumOf(scene, 'led'), minority: sumOf(scene, 'minority') },
    ];
  },
  goTo: toShow,
};

export const ledSteps: Flow['steps'] = {
  led: sum('figures.led.women', 'minority'),
  minority: sum('figures.led.minority', 'ledSure'),
  ledSure,
  ledSaved,
  toShow: { kind: 'end', say: [], goTo: toShow },
};
