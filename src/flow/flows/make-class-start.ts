/** Pure: what a new class begins with: a template, one held before, or nothing; whose it is and what it is called. */
import { offeringKinds, parseOfferingCode } from '../../core/class.ts';
import type { AskStep, ChooseStep, Flow, Next, Option, Scene } from '../define.ts';
import { audienceChoices, unitName, unitOf } from './make-class-scene.ts';
import { readText, textHints } from './text-answer.ts';

const earlierAtMost = 6;

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

const hasEarlier = ({ world }: Scene): boolean => (world.heldOfferings ?? []).length > 0;

const from: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  keep: () => ({ template: null, base: null, baseCode: null }),
  say: [{ text: 'makeClass.from.ask' }],
  options: (scene) =>
    ['template', ...(hasEarlier(scene) ? ['earlier'] : []), 'new'].map((way) => ({
      value: way,
      label: { key: `makeClass.from.${way}` },
      words: `makeClass.from.${way}Words`,
    })),
  next: {
    to: ['template', 'earlier', 'unit', 'kind'],
    pick: (scene) =>
      scene.answers.from === 'new' ? (hasUnits(scene) ? 'unit' : 'kind') : String(scene.answers.from),
  },
};

/** Asked for only where an officer looks after several units. */
export const hasUnits = ({ world }: Scene): boolean => (world.officer?.units.length ?? 0) > 1;

const template: ChooseStep = {
  kind: 'choose',
  listed: true,
  say: [{ text: 'makeClass.templateAsk' }],
  options: ({ world }) =>
    (world.classTemplates ?? []).map(({ id, title }): Option => ({ value: id, label: { plain: title } })),
  next: { to: ['unit', 'when'], pick: (scene) => (hasUnits(scene) ? 'unit' : 'when') },
};

/** Asked openly, so that the code of a class long past may be typed. */
const earlier: AskStep = {
  kind: 'ask',
  takesCodes: true,
  lookup: (input) => {
    const code = input.kind === 'text' ? parseOfferingCode(input.text) : null;
    return code === null ? null : { kind: 'rollByCode', code };
  },
  say: [{ text: 'makeClass.earlierAsk' }],
  suggest: ({ world }) =>
    (world.heldOfferings ?? []).slice(0, earlierAtMost).map(({ offering }) => ({
      value: offering.code,
      label: { plain: `${offering.title} (${offering.code})` },
    })),
  parse: (input, { world }) => {
    const number = input.kind === 'text' ? /^\s*(\d)\s*[.)]?\s*$/.exec(input.text)?.[1] : undefined;
    const nth = (world.heldOfferings ?? []).slice(0, earlierAtMost)[Number(number) - 1]?.offering.code;
    if (nth !== undefined) return { ok: true, value: nth };
    const found = world.found?.kind === 'roll' ? world.found.view : null;
    return found === null
      ? { ok: false, hint: 'makeClass.earlierUnknown' }
      : { ok: true, value: found.offering.code };
  },
  hints: ['makeClass.earlierUnknown'],
  next: 'when',
};

const unit: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'makeClass.unitAsk' }],
  options: (scene) =>
    (scene.world.officer?.units ?? []).map((code) => ({
      value: code,
      label: { plain: unitName(scene, code) },
    })),
  next: { to: ['kind', 'when'], pick: ({ answers }) => (answers.from === 'new' ? 'kind' : 'when') },
};

const kind: ChooseStep = {
  kind: 'choose',
  listed: true,
  say: [{ text: 'makeClass.kindAsk' }],
  options: offeringKinds.map((name) => ({
    value: name,
    label: { key: `makeClass.kind.${name}` },
    words: `makeClass.kind.${name}Words`,
  })),
  next: 'title',
};

export const titleAtMost = 200;

const title: AskStep = {
  kind: 'ask',
  say: [{ text: 'makeClass.titleAsk' }],
  takesQuestions: true,
  parse: (input) => readText(input, { max: titleAtMost, min: 5 }),
  hints: textHints,
  next: 'audience',
};

const audience = (next: Next): ChooseStep => ({
  kind: 'choose',
  say: [{ text: 'makeClass.audienceAsk', vars: (scene) => ({ unit: unitName(scene, unitOf(scene)) }) }],
  options: Object.keys(audienceChoices).map((name) => ({
    value: name,
    label: { key: `makeClass.audience.${name}` },
    words: `makeClass.audience.${name}Words`,
  })),
  next,
});

export const startSteps = {
  from,
  template,
  earlier,
  unit,
  kind,
  title,
  audience: audience('when'),
} satisfies Flow['steps'];
