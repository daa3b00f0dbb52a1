/** Pure: the questions every idea needs: what the product is, whether it exists, who makes it. */
import type { producerTypes } from '../../core/model.ts';
import type { AskStep, ChooseStep, Option } from '../define.ts';
import { photosOf, setOf } from './idea-fields.ts';
import { longest, readText, textHints } from './text-answer.ts';

const productName: AskStep = {
  kind: 'ask',
  isName: true,
  say: [{ text: 'registerIdea.productName' }],
  parse: (input) => readText(input, { ...longest('productName'), min: 2 }),
  hints: textHints,
  next: 'description',
};

const description: AskStep = {
  kind: 'ask',
  say: [{ text: 'registerIdea.description' }],
  // A photo with words under it answers this and is kept for the photo question.
  parse: (input, { answers }) => {
    const parsed = readText(input, { ...longest('description'), min: 5 });
    const media = input.kind === 'photo' || input.kind === 'document' ? input.media : undefined;
    return parsed.ok && media !== undefined
      ? { ...parsed, also: { media: [...photosOf(answers), media] } }
      : parsed;
  },
  hints: textHints,
  next: 'productSet',
};

const ideaKind: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'registerIdea.ideaKind' }],
  options: [
    { value: 'existing', label: { key: 'idea.kind.existing' }, words: 'registerIdea.existingWords' },
    { value: 'new', label: { key: 'idea.kind.new' }, words: 'registerIdea.newWords' },
  ],
  next: 'producerType',
};

/** Only tourism knows associations and operations centres (domain reference §2). */
const tourismOnly: readonly string[] = ['association', 'operations_centre'];

/** Most frequent first: a person who has nothing registered is the usual one. */
const order = [
  'family_household',
  'production_household',
  'not_established',
  'cooperative_group',
  'cooperative',
  'sme',
  'farm',
  'association',
  'operations_centre',
] as const satisfies readonly (typeof producerTypes)[number][];

const producers: readonly Option[] = order.map((value) => ({
  value,
  label: { key: `idea.producerType.${value}` },
  words: `registerIdea.producerTypeWords.${value}`,
}));

const producerType: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'registerIdea.producerType' }],
  options: ({ answers }) =>
    producers.filter(({ value }) => setOf(answers) === 'tourism' || !tourismOnly.includes(value)),
  next: 'photos',
};

export const productSteps = { productName, description, ideaKind, producerType };
