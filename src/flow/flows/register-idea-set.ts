/** Pure: which of the 26 product sets: proposed from the person's own words, confirmed by them, "not sure" allowed. */
import type { TextRef } from '../../core/event.ts';
import { fold } from '../../core/vietnamese.ts';
import type { ChooseStep, Option, Scene } from '../define.ts';
import { setName } from './idea-lines.ts';
import { longest, readText, textOf } from './text-answer.ts';

const proposalsAtMost = 3;
const group = 'productSet';

/** The sets of each product group, in the order of the decision (domain reference §5). */
export const setsOfGroup: Readonly<Record<string, readonly string[]>> = {
  I: [
    'fresh_produce',
    'fresh_animal',
    'rice_grain_raw',
    'honey_raw_other',
    'ready_food',
    'processed_grain',
    'processed_produce',
    'processed_animal',
    'liquid_condiment',
    'other_condiment',
    'tea',
    'herbal_tea',
    'coffee_cocoa',
  ],
  II: ['white_spirit', 'other_alcohol', 'bottled_water', 'soft_drink'],
  III: ['functional_medicine', 'herbal_cosmetic', 'essential_oil_herb'],
  IV: ['handicraft', 'textile'],
  V: ['flower', 'ornamental_plant', 'ornamental_animal'],
  VI: ['tourism'],
};

const setOption = (value: string): Option => ({ value, label: setName(value) });
const unsure: Option = {
  value: 'unsure',
  label: { key: 'registerIdea.set.unsure' },
  words: 'registerIdea.set.unsureWords',
};

/** A set this much weaker than the best one only confuses. */
const leastShare = 0.3;

interface Proposal {
  readonly id: string;
  /** The person's words that led to it. */
  readonly words: string;
}

function propose({ answers, world }: Scene): readonly Proposal[] {
  const said = [textOf(answers, 'productName'), textOf(answers, 'description')].join('. ');
  const found = world.sets.propose(textOf(answers, 'setWords') ?? said, proposalsAtMost);
  return found
    .filter(({ score }) => score >= (found[0]?.score ?? 0) * leastShare)
    .map(({ id, because }) => ({ id, words: distinct(because) }));
}

/** What was proposed when the question was asked: kept, because looking again costs more than all the rest of a turn. */
const proposals = ({ answers }: Scene): readonly Proposal[] =>
  Array.isArray(answers.proposed) ? (answers.proposed as unknown as readonly Proposal[]) : [];

/** The person's words, without those that stand inside longer ones. */
export function distinct(words: readonly string[]): string {
  const inside = (part: string, whole: string) => part !== whole && fold(whole).includes(fold(part));
  const unlike = words.filter((word, at) => words.findIndex((one) => fold(one) === fold(word)) === at);
  return unlike.filter((word) => !unlike.some((other) => inside(word, other))).join(', ');
}

const reasons = (scene: Scene): readonly TextRef[] =>
  proposals(scene).map(({ id, words }) => ({
    key: words === '' ? 'registerIdea.set.proposal' : 'registerIdea.set.because',
    vars: { set: setName(id), words },
  }));

const any = (scene: Scene): boolean => proposals(scene).length > 0;

const productSet: ChooseStep = {
  kind: 'choose',
  group,
  keep: (scene) => ({ proposed: propose(scene).map((one) => ({ ...one })) }),
  say: [
    { text: 'registerIdea.set.propose', vars: (scene) => ({ sets: { lines: reasons(scene) } }), when: any },
    { text: 'registerIdea.set.none', when: (scene) => !any(scene) },
  ],
  options: (scene) => [
    ...proposals(scene).map(({ id }) => setOption(id)),
    { value: 'all', label: { key: 'registerIdea.set.all' }, words: 'registerIdea.set.allWords' },
    unsure,
  ],
  // Other words for the product are looked up again instead of being refused.
  parse: (input, { world }) => {
    const parsed = readText(input, longest('productName'));
    const found = parsed.ok && world.sets.propose(String(parsed.value), 1).length > 0;
    if (!found) return { ok: false, hint: 'registerIdea.set.hint' };
    return { ok: true, value: 'again', also: { setWords: parsed.value } };
  },
  hints: ['registerIdea.set.hint'],
  next: {
    to: ['productSet', 'setGroup', 'ideaKind'],
    pick: ({ answers }) =>
      answers.productSet === 'again' ? 'productSet' : answers.productSet === 'all' ? 'setGroup' : 'ideaKind',
  },
};

const setGroup: ChooseStep = {
  kind: 'choose',
  group,
  say: [{ text: 'registerIdea.set.group' }],
  options: [
    { value: 'I', label: { key: 'idea.group.I' } },
    { value: 'II', label: { key: 'idea.group.II' } },
    { value: 'III', label: { key: 'idea.group.III' } },
    { value: 'IV', label: { key: 'idea.group.IV' } },
    { value: 'V', label: { key: 'idea.group.V' } },
    { value: 'VI', label: { key: 'idea.group.VI' } },
  ],
  next: 'setPick',
};

const setPick: ChooseStep = {
  kind: 'choose',
  group,
  say: [
    {
      text: 'registerIdea.set.pick',
      vars: ({ answers }) => ({ group: { key: `idea.group.${textOf(answers, 'setGroup') ?? 'I'}` } }),
    },
  ],
  options: ({ answers }) => [
    ...(setsOfGroup[textOf(answers, 'setGroup') ?? ''] ?? []).map(setOption),
    { value: 'groups', label: { key: 'registerIdea.set.groups' } },
    unsure,
  ],
  next: {
    to: ['setGroup', 'ideaKind'],
    pick: ({ answers }) => (answers.setPick === 'groups' ? 'setGroup' : 'ideaKind'),
  },
};

export const setSteps = { productSet, setGroup, setPick };
