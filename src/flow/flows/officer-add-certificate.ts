/** Pure: an officer adds one certificate by hand; it is judged like a line of a file, tried first, then written. */

import { parseDay } from '../../core/calendar.ts';
import { readStar } from '../../core/certificate-cell.ts';
import { type TypedColumn, type TypedLine, typedColumns } from '../../core/certificate-typed.ts';
import type { Vars } from '../../core/event.ts';
import { unitTitle } from '../../core/unit.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Parsed, Scene } from '../define.ts';
import { yesNo } from './consent-question.ts';
import { phoneHints, readPhone } from './phone-answer.ts';
import { readText, textHints, textOf } from './text-answer.ts';

const stepOf: Readonly<Record<TypedColumn, string>> = {
  product: 'addProduct',
  producer: 'addProducer',
  commune: 'addCommune',
  star: 'addStar',
  validUntil: 'addUntil',
  issuedOn: 'addIssued',
  number: 'addNumber',
  phone: 'addPhone',
};

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

const name = (column: 'product' | 'producer', next: string): AskStep => ({
  kind: 'ask',
  instead: strangers,
  isName: true,
  say: [{ text: `registry.add.${column}` }],
  parse: (input) => readText(input, { max: 200, min: 2 }),
  hints: textHints,
  next,
});

function parseCommune({ world, input }: Scene): Parsed {
  const home = world.officer?.units[0];
  const province = home === undefined ? undefined : world.units.byCode(home)?.provinceCode;
  const match =
    input.kind === 'text' ? world.units.findCommune(input.text, province) : { kind: 'none' as const };
  if (match.kind === 'one') return { ok: true, value: unitTitle(match.unit) };
  return {
    ok: false,
    hint: match.kind === 'several' ? 'registry.add.communeSeveral' : 'registry.add.communeNone',
  };
}

/** Asked of provincial officers; a commune's officer adds to the own commune. */
const addCommune: AskStep = {
  kind: 'ask',
  instead: {
    to: ['addStar'],
    pick: ({ world }) =>
      world.officer?.role === 'commune' && world.officer.units.length === 1 ? 'addStar' : null,
  },
  say: [{ text: 'registry.add.commune' }],
  parse: (_input, scene) => parseCommune(scene),
  hints: ['registry.add.communeSeveral', 'registry.add.communeNone'],
  next: 'addStar',
};

const addStar: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'registry.add.star' }],
  options: ['3', '4', '5'].map((value) => ({
    value,
    label: { key: 'registry.add.stars', vars: { star: Number(value) } },
  })),
  parse: (input) => {
    const star = input.kind === 'text' ? readStar(input.text) : null;
    return star === null || star === 'low' ? { ok: false } : { ok: true, value: String(star) };
  },
  next: 'addUntil',
};

const dayStep = (column: 'validUntil' | 'issuedOn', next: string): AskStep => ({
  kind: 'ask',
  optional: true,
  say: [{ text: `registry.add.${column}` }],
  parse: (input) =>
    input.kind === 'text' && parseDay(input.text) !== null
      ? { ok: true, value: input.text.trim() }
      : { ok: false, hint: 'officerCertificates.noDay' },
  hints: ['officerCertificates.noDay'],
  next,
});

const addNumber: AskStep = {
  kind: 'ask',
  optional: true,
  say: [{ text: 'registry.add.number' }],
  parse: (input) => readText(input, { max: 60 }),
  hints: textHints,
  next: 'addPhone',
};

const addPhone: AskStep = {
  kind: 'ask',
  optional: true,
  say: [{ text: 'registry.add.phone' }],
  parse: readPhone,
  hints: phoneHints,
  next: 'addSure',
};

const typed = ({ answers }: Scene): TypedLine =>
  Object.fromEntries(
    typedColumns.flatMap((column) => {
      const text = textOf(answers, stepOf[column]);
      return text === undefined ? [] : [[column, text]];
    }),
  );

const vars = (scene: Scene): Vars => ({
  fields: {
    lines: Object.entries(typed(scene)).map(([column, value]) => ({
      key: 'registry.add.line',
      vars: { column: { key: `registry.column.${column}` }, value },
    })),
  },
});

const addSure: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'registry.add.sure', vars }],
  options: yesNo,
  next: { to: ['added', 'toHome'], pick: ({ answers }) => (answers.addSure === 'yes' ? 'added' : 'toHome') },
};

const added: EndStep = {
  kind: 'end',
  say: [{ text: 'registry.add.sent' }],
  emit: (scene) => {
    const unit = scene.world.officer?.units[0];
    return unit === undefined ? [] : [{ type: 'registry_line_typed', unit, line: typed(scene) }];
  },
  offer: [{ value: 'officer-certificates', label: { key: 'officerCertificates.homeButton' } }],
};

export const addSteps: Flow['steps'] = {
  addProduct: name('product', 'addProducer'),
  addProducer: name('producer', 'addCommune'),
  addCommune,
  addStar,
  addUntil: dayStep('validUntil', 'addIssued'),
  addIssued: dayStep('issuedOn', 'addNumber'),
  addNumber,
  addPhone,
  addSure,
  added,
};
