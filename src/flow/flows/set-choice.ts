/** Pure: which product set somebody asks about: an own product, their own words for it, or the list of 26. */
import type { CriteriaSet } from '../../core/criteria-set.ts';
import type { TextRef } from '../../core/event.ts';
import type { Input } from '../../core/message.ts';
import { maybeSameProduct, withoutStars } from '../../core/self-check.ts';
import type { ChooseStep, Option, Parsed, Scene, World } from '../define.ts';
import type { OwnProduct } from '../needs/progress.ts';
import { setName } from './idea-lines.ts';
import { distinct, setsOfGroup } from './register-idea-set.ts';
import { textOf } from './text-answer.ts';

const ownAtMost = 4;
const candidatesAtMost = 3;
/** A set this much weaker than the best one only confuses. */
const leastShare = 0.3;

export interface Candidate {
  readonly id: string;
  /** The person's words that led to it. */
  readonly words: string;
}

/** The sets that words may name a product of, the likeliest first; none that has less than `share` of its score. */
export function propose({ sets }: World, words: string, share = leastShare): readonly Candidate[] {
  const found = sets.propose(withoutStars(words), candidatesAtMost);
  return found
    .filter(({ score }) => score >= (found[0]?.score ?? 0) * share)
    .map(({ id, because }) => ({ id, words: distinct(because) }));
}

const typed = (input: Input): string => (input.kind === 'text' ? input.text : '');

/** Kept when they were looked up, because looking again costs more than all the rest of a turn. */
const kept = ({ answers }: Scene): readonly Candidate[] | null =>
  Array.isArray(answers.candidates) ? (answers.candidates as unknown as readonly Candidate[]) : null;

const candidatesOf = (scene: Scene): readonly Candidate[] =>
  kept(scene) ?? propose(scene.world, typed(scene.input));

/** Keeps what the first words were read as. */
export const keepCandidates = (scene: Scene) => {
  if (kept(scene) !== null || 'product' in scene.answers || scene.arg !== undefined) return {};
  return { candidates: candidatesOf(scene).map((one) => ({ ...one })) };
};

/** Own products of which there is a sheet; the place is part of a button, so nothing may reorder them. */
const ownProducts = ({ world }: Scene): readonly OwnProduct[] =>
  (world.ownProgress?.products ?? []).filter(({ setId }) => world.criteria.criteriaOf(setId) !== null);

const ownValue = ({ setId }: OwnProduct, at: number): string => `own:${setId}:${at}`;

/** The own product that was chosen, as long as it is where it was. */
function ownOf(scene: Scene): OwnProduct | null {
  const [, setId, at] = (textOf(scene.answers, 'product') ?? '').split(':');
  const product = ownProducts(scene)[Number(at)];
  return product !== undefined && product.setId === setId ? product : null;
}

/** The set by what was chosen, else by the button that led here, else by the first words when they leave no doubt. */
function setIdOf(scene: Scene): string | null {
  const { answers, arg } = scene;
  const product = textOf(answers, 'product');
  if (product?.startsWith('own:')) return product.split(':')[1] ?? null;
  const chosen = textOf(answers, 'proposed');
  if (product === 'all' || chosen === 'all') return textOf(answers, 'setPick') ?? null;
  if (chosen !== undefined && chosen !== 'again') return chosen;
  if (product === undefined && arg !== undefined) return arg.split(':')[0] ?? null;
  return setSaid(scene);
}

/** The scoring sheet that is talked about; `null` while the set is not known. */
export const setOf = (scene: Scene): CriteriaSet | null =>
  scene.world.criteria.criteriaOf(setIdOf(scene) ?? '');

/** The product as the person calls it; empty when they chose from the list. */
export function productOf(scene: Scene): string {
  const own = ownOf(scene);
  if (own !== null) return own.name;
  const setId = setIdOf(scene);
  const words = (kept(scene) ?? []).find(({ id }) => id === setId)?.words ?? '';
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export const namesNone = (said: Scene): boolean => candidatesOf(said).length === 0;

/** Whether what was said names another product than the one chosen with these answers. */
export function namesOther(said: Scene, chosen: Scene['answers']): boolean {
  const candidates = candidatesOf(said);
  const set = setOf({ ...said, answers: chosen });
  if (candidates.length === 0 || set === null) return false;
  const named = candidates.find(({ id }) => id === set.id);
  return named === undefined || !maybeSameProduct(named.words, productOf({ ...said, answers: chosen }));
}

/** The star of the own product that was chosen. */
export const ownStarOf = (scene: Scene): OwnProduct['star'] => ownOf(scene)?.star ?? null;

/** The set that the first words leave no doubt about. */
export function setSaid(scene: Scene): string | null {
  const [only, ...others] = candidatesOf(scene);
  return only === undefined || others.length > 0 ? null : only.id;
}

/** Where a conversation about a set begins: at once where button or words say it. */
export function startWith(ready: string) {
  return {
    to: ['product', 'proposed', ready],
    pick: (scene: Scene): string => {
      if (scene.arg !== undefined) return ready;
      return candidatesOf(scene).length > 0 ? 'proposed' : 'product';
    },
  };
}

const all: Option = { value: 'all', label: { key: 'setChoice.all' }, words: 'registerIdea.set.allWords' };
const setOption = (value: string): Option => ({ value, label: setName(value) });

/** Words for a product are looked up; `again` or `words`, with what they were read as. */
function readWords(input: Input, world: World, value: string): Parsed {
  const candidates = propose(world, typed(input)).map((one) => ({ ...one }));
  if (candidates.length === 0) return { ok: false, hint: 'setChoice.hint' };
  return { ok: true, value, also: { candidates } };
}

/** The answer that stands for words of another product. */
export const otherWords = 'words';

/** Words for another product, typed where something else was asked: they are looked up afresh. */
export function readOther(input: Input, world: World): Parsed {
  const read = readWords(input, world, otherWords);
  const afresh = { product: 'words', proposed: null, setPick: null };
  return read.ok ? { ...read, also: { ...afresh, ...read.also } } : { ok: false };
}

/** A set and the words that led to it, as one line. */
export const reasonLine = ({ id, words }: Candidate): TextRef => ({
  key: words === '' ? 'registerIdea.set.proposal' : 'registerIdea.set.because',
  vars: { set: setName(id), words },
});

/** The steps that lead to a set; the step `ready` follows. */
export function setChoice(ready: string) {
  const product: ChooseStep = {
    kind: 'choose',
    say: [{ text: 'setChoice.ask' }],
    keep: () => ({ candidates: null, proposed: null, setPick: null }),
    options: (scene) => [
      ...ownProducts(scene)
        .slice(0, ownAtMost)
        .map((own, at) => ({ value: ownValue(own, at), label: { plain: own.name } })),
      all,
    ],
    parse: (input, { world }) => readWords(input, world, 'words'),
    hints: ['setChoice.hint'],
    next: {
      to: [ready, 'proposed', 'setGroup'],
      pick: ({ answers }) => ({ words: 'proposed', all: 'setGroup' })[String(answers.product)] ?? ready,
    },
  };
  const proposed: ChooseStep = {
    kind: 'choose',
    keep: keepCandidates,
    say: [
      {
        text: 'setChoice.propose',
        vars: (scene) => ({ sets: { lines: candidatesOf(scene).map(reasonLine) } }),
      },
    ],
    instead: { to: [ready], pick: (scene) => (candidatesOf(scene).length === 1 ? ready : null) },
    options: (scene) => [...candidatesOf(scene).map(({ id }) => setOption(id)), all],
    parse: (input, { world }) => readWords(input, world, 'again'),
    hints: ['setChoice.hint'],
    next: {
      to: [ready, 'proposed', 'setGroup'],
      pick: ({ answers }) => ({ again: 'proposed', all: 'setGroup' })[String(answers.proposed)] ?? ready,
    },
  };
  return { product, proposed, ...listSteps(ready) };
}

function listSteps(ready: string): Readonly<Record<string, ChooseStep>> {
  const setGroup: ChooseStep = {
    kind: 'choose',
    say: [{ text: 'registerIdea.set.group' }],
    options: Object.keys(setsOfGroup).map((value) => ({ value, label: { key: `idea.group.${value}` } })),
    parse: (input, { world }) => readOther(input, world),
    next: {
      to: ['setPick', 'proposed'],
      pick: ({ answers }) => (answers.setGroup === otherWords ? 'proposed' : 'setPick'),
    },
  };
  const setPick: ChooseStep = {
    kind: 'choose',
    say: [
      {
        text: 'registerIdea.set.pick',
        vars: ({ answers }) => ({ group: { key: `idea.group.${textOf(answers, 'setGroup') ?? 'I'}` } }),
      },
    ],
    options: ({ answers }) => [
      ...(setsOfGroup[textOf(answers, 'setGroup') ?? ''] ?? []).map(setOption),
      { value: 'groups', label: { key: 'registerIdea.set.groups' } },
    ],
    parse: (input, { world }) => readOther(input, world),
    next: {
      to: [ready, 'setGroup', 'proposed'],
      pick: ({ answers }) =>
        ({ groups: 'setGroup', [otherWords]: 'proposed' })[String(answers.setPick)] ?? ready,
    },
  };
  return { setGroup, setPick };
}
