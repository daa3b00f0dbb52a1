/** Pure: the head of an office's letters before its officer: shown as it stands, set field by field, kept for the unit. */

import type { TextRef, Vars } from '../../core/event.ts';
import {
  type HeadField,
  headFields,
  headLines,
  type LetterHeadEvent,
  readHeadField,
} from '../../core/letter-head.ts';
import type { UnitCode } from '../../core/model.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { LetterHeadSeen } from '../needs/letter.ts';
import type { Query } from '../needs.ts';
import { unitName } from './idea-lines.ts';
import { leadTo } from './onward.ts';

const unitsOf = ({ world }: Scene): readonly UnitCode[] => world.officer?.units ?? [];

/** The unit whose head is looked at: the one asked for, else the officer's first. */
const unitOf = (scene: Scene): UnitCode | undefined =>
  unitsOf(scene).find((unit) => unit === scene.arg) ?? unitsOf(scene)[0];

const seen = ({ world }: Scene): LetterHeadSeen | null =>
  world.found?.kind === 'letterHead' ? world.found.seen : null;

const lookup = (_input: unknown, scene: Scene): Query | null => {
  const unit = unitOf(scene);
  return unit === undefined ? null : { kind: 'letterHead', unit };
};

const strangers = {
  to: ['notOfficer'],
  pick: (scene: Scene) => (seen(scene) === null ? 'notOfficer' : null),
};

const fieldIn = (value: unknown): HeadField | null => headFields.find((field) => field === value) ?? null;

const shownLines = (field: HeadField, lines: readonly string[]): TextRef | string => {
  if (field === 'numbered') return { key: `letters.head.${lines.length > 0 ? 'numbered' : 'unnumbered'}` };
  return lines.length === 0 ? { key: 'letters.head.empty' } : lines.join(' / ');
};

/** A field as it stands; what was never set is what every letter prints. */
function fieldShown(scene: Scene, field: HeadField): TextRef | string {
  const head = seen(scene)?.head ?? null;
  return head === null ? { key: 'letters.head.usual' } : shownLines(field, headLines(head, field));
}

const vars = (scene: Scene): Vars => ({
  unit: unitName(unitOf(scene) ?? '', scene.world),
  fields: {
    lines: headFields.map((field) => ({
      key: 'letters.head.line',
      vars: { field: { key: `letters.head.field.${field}` }, value: fieldShown(scene, field) },
    })),
  },
});

const head: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: strangers,
  say: [
    { text: 'letters.head.show', vars },
    { text: 'letters.head.never', when: (scene) => seen(scene)?.head === null },
    { text: 'letters.head.ask' },
  ],
  options: (scene) => [
    ...headFields.map((value): Option => ({ value, label: { key: `letters.head.field.${value}` } })),
    ...unitsOf(scene)
      .filter((unit) => unit !== unitOf(scene))
      .slice(0, 6)
      .map((unit): Option => ({ value: `unit.${unit}`, label: { plain: unitName(unit, scene.world) } })),
    { value: 'back', label: { key: 'letters.again' }, words: 'letters.buttonWords' },
  ],
  next: {
    to: ['headValue', 'toUnit', 'toHome'],
    pick: ({ answers }) => {
      if (fieldIn(answers.head) !== null) return 'headValue';
      return String(answers.head).startsWith('unit.') ? 'toUnit' : 'toHome';
    },
  },
};

const fieldVars = (scene: Scene): Vars => {
  const field = fieldIn(scene.answers.head) ?? 'issuer';
  const typed = Array.isArray(scene.answers.headLines) ? scene.answers.headLines.map(String) : [];
  return {
    field: { key: `letters.head.field.${field}` },
    how: { key: `letters.head.how.${field}` },
    value: fieldShown(scene, field),
    unit: unitName(unitOf(scene) ?? '', scene.world),
    lines: shownLines(field, typed),
  };
};

const headValue: AskStep = {
  kind: 'ask',
  lookup,
  instead: strangers,
  say: [{ text: 'letters.head.valueAsk', vars: fieldVars }],
  parse: (input, { answers }) => {
    const field = fieldIn(answers.head);
    if (input.kind !== 'text' || field === null) return { ok: false };
    const read = readHeadField(field, input.text);
    if (read.ok) return { ok: true, value: input.text, also: { headLines: [...read.value] } };
    const { code: hint, vars: more } = read;
    return { ok: false, hint, ...(more === undefined ? {} : { vars: more }) };
  },
  hints: ['wanted', 'tooMany', 'tooLong', 'symbolWanted', 'signerPlain', 'yesOrNo'].map(
    (name) => `letters.head.${name}`,
  ),
  next: 'headSet',
};

const again = (unit: UnitCode | undefined): string => `letters:head:${unit ?? ''}`;

const headSet: EndStep = {
  kind: 'end',
  lookup,
  instead: strangers,
  say: [{ text: 'letters.head.set', vars: fieldVars }],
  emit: (scene): readonly LetterHeadEvent[] => {
    const [unit, field] = [unitOf(scene), fieldIn(scene.answers.head)];
    const { headLines: lines } = scene.answers;
    if (unit === undefined || field === null || !Array.isArray(lines)) return [];
    return [{ type: 'letter_head_set', unit, field, lines: lines.map(String) }];
  },
  goTo: { to: ['letters:head'], pick: (scene) => again(unitOf(scene)) },
};

export const headSteps: Flow['steps'] = {
  head,
  headValue,
  headSet,
  toUnit: {
    kind: 'end',
    say: [],
    goTo: {
      to: ['letters:head'],
      pick: ({ answers }) => again(String(answers.head).slice('unit.'.length) as UnitCode),
    },
  },
  toHome: leadTo('letters:home'),
};
