/**
 * Pure: the questions an officer would ask later (domain reference §7.5, "ask" and "optional"): all of them may be
 * skipped, one by one or together. They follow the score sheet: materials, labour, origin, output, market, papers.
 */
import type { IdeaFields, ProducerType } from '../../core/model.ts';
import type { AskStep, ChooseStep, Next, Option, Scene, Step } from '../define.ts';
import { readCount } from './quantity-answer.ts';
import { longest, readText, textHints } from './text-answer.ts';

/** Straight back to the review, from any of these questions. */
const enough: Option = {
  value: '@edit',
  label: { key: 'registerIdea.more.enough' },
  words: 'registerIdea.more.enoughWords',
};

/** A question for the person's own words. */
const inWords = (name: keyof IdeaFields, next: Next, min = 1): AskStep => ({
  kind: 'ask',
  optional: true,
  say: [{ text: `registerIdea.more.${name}` }],
  suggest: [enough],
  parse: (input) => readText(input, { ...longest(name), min }),
  hints: textHints,
  next,
});

const among = (name: string, options: readonly Option[], next: Next): ChooseStep => ({
  kind: 'choose',
  optional: true,
  say: [{ text: `registerIdea.more.${name}` }],
  options: [...options, enough],
  next,
});

const shares: readonly Option[] = ['under50', 'from50to75', 'from75', 'unsure'].map((value) => ({
  value,
  label: { key: `idea.share.${value}` },
  words: `registerIdea.shareWords.${value}`,
}));

const registered: readonly Option[] = [
  { value: 'yes', label: { key: 'idea.registration.yes' }, words: 'consent.yesWords' },
  { value: 'no', label: { key: 'idea.registration.no' }, words: 'consent.noWords' },
  { value: 'unsure', label: { key: 'idea.registration.unsure' }, words: 'registerIdea.shareWords.unsure' },
];

/** Kinds of producers that exist through their registration: only its number is asked. */
const registeredByLaw: readonly string[] = [
  'family_household',
  'cooperative',
  'sme',
] satisfies ProducerType[];

/** Remembers that these questions were opened, so that the review stops offering them. */
const opened = { keep: () => ({ moreAsked: true }) };

export const moreSteps: Readonly<Record<string, Step>> = {
  producerName: {
    ...inWords('producerName', {
      to: ['businessRegistration', 'businessRegistrationNumber'],
      pick: ({ answers }) =>
        registeredByLaw.includes(String(answers.producerType))
          ? 'businessRegistrationNumber'
          : 'businessRegistration',
    }),
    ...opened,
  },
  businessRegistration: {
    ...among('businessRegistration', registered, {
      to: ['businessRegistrationNumber', 'materials'],
      pick: ({ answers }: Scene) =>
        answers.businessRegistration === 'yes' ? 'businessRegistrationNumber' : 'materials',
    }),
    group: 'businessRegistration',
  },
  businessRegistrationNumber: {
    ...inWords('businessRegistrationNumber', 'materials', 6),
    group: 'businessRegistration',
  },
  materials: { ...inWords('materials', 'materialShare'), ...opened },
  materialShare: among('materialShare', shares, 'workers'),
  workers: {
    ...inWords('workers', 'workerShare'),
    parse: readCount,
    hints: ['registerIdea.more.workersHint'],
  },
  workerShare: among('workerShare', shares, 'origin'),
  origin: inWords('origin', 'output'),
  output: inWords('output', 'markets'),
  markets: inWords('markets', 'papers'),
  papers: inWords('papers', 'support'),
  support: inWords('support', 'target'),
  target: inWords('target', 'review'),
};

/** Where these questions begin: somebody who has founded nothing is not asked what it is called. */
export const firstMore = ({ answers }: Scene): string =>
  answers.producerType === 'not_established' ? 'materials' : 'producerName';
