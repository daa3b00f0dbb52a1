/** Pure: what is said to a typed question: a quote with its source, or honestly nothing, and the way to an officer. */
import type { Reply } from '../../core/handbook.ts';
import { quoteOf } from '../../core/handbook-quote.ts';
import { questionOf, quotedVars, replyTo } from '../answer.ts';
import type { EndStep, Option, Scene } from '../define.ts';
import { askOfficer, contents, opensDocument, otherLanguage } from './handbook-option.ts';
import { likelySets, productOptions } from './handbook-product.ts';

/** Other sections named under an answer. */
const othersAtMost = 2;
/** A neighbour with less than this share of the best one's score is not worth a button. */
const nearShare = 0.5;
/** Below the line a neighbour must come at least this near, or naming it only confuses. */
const nearAtLeast = 0.35;

const reply = (scene: Scene): Reply => replyTo(scene.world, questionOf(scene));

const asks = (scene: Scene): string | null => questionOf(scene);

const steps: Readonly<Record<Exclude<Reply['kind'], 'found'>, string>> = {
  unknown: 'unknown',
  elsewhere: 'elsewhere',
  rude: 'rude',
  too_long: 'tooLong',
};

function more({ hits, language }: Reply): readonly Option[] {
  const document = hits[0]?.document;
  if (document === undefined || !quoteOf(document, language).more) return [];
  return [{ value: document.opens ?? `handbook:section:${document.id}`, label: { key: 'handbook.more' } }];
}

const near = ({ hits, language }: Reply, from: number): readonly Option[] =>
  hits
    .slice(from)
    .filter(({ score }) => score >= Math.max(nearAtLeast, nearShare * (hits[0]?.score ?? 0)))
    .slice(0, othersAtMost)
    .map(({ document }) => opensDocument(document, language));

const isOtherLanguage = (scene: Scene): boolean =>
  reply(scene).language !== (scene.world.contact.language ?? 'vi');

export const answer: EndStep = {
  kind: 'end',
  instead: {
    to: Object.values(steps),
    pick: (scene) => {
      const { kind } = reply(scene);
      return kind === 'found' ? null : steps[kind];
    },
  },
  say: [
    likelySets,
    { text: 'handbook.answer', vars: (scene) => quotedVars(reply(scene)) },
    { text: 'handbook.otherLanguage', when: isOtherLanguage },
  ],
  asks,
  offer: (scene) => {
    const found = reply(scene);
    const others = [...near(found, 1), ...(isOtherLanguage(scene) ? [otherLanguage] : [])];
    return [...productOptions(scene), ...more(found), ...others, askOfficer];
  },
};

/** Below the line nothing is quoted; the nearest sections are offered by name only. */
export const unknown: EndStep = {
  kind: 'end',
  say: [{ text: 'handbook.unknown' }],
  asks,
  offer: (scene) => [askOfficer, ...near(reply(scene), 0), contents],
};

export const elsewhere: EndStep = {
  kind: 'end',
  say: [{ text: 'handbook.elsewhere' }],
  asks,
  offer: [contents, askOfficer],
};
export const rude: EndStep = { kind: 'end', say: [{ text: 'handbook.rude' }], offer: [contents, askOfficer] };
export const tooLong: EndStep = {
  kind: 'end',
  say: [{ text: 'handbook.tooLong' }],
  offer: [contents, askOfficer],
};
