/**
 * Pure: the product a question to the handbook is about, or one merely named: its likely set with the reason, and what
 * leads on to its sheet.
 */
import type { Reply } from '../../core/handbook.ts';
import { fold } from '../../core/vietnamese.ts';
import { questionOf, replyTo } from '../answer.ts';
import type { EndStep, Line, Option, Scene, World } from '../define.ts';
import { askOfficer } from './handbook-option.ts';
import { setName } from './idea-lines.ts';
import { type Candidate, propose, reasonLine } from './set-choice.ts';

/** The heading of the sections on groups and sets. */
const setsTopic = 'sets';
/** The headings of the sections on what a star needs, which a self-check answers for one's own product. */
const starTopics: readonly string[] = ['stars', 'gates'];
/** A section that speaks of all that was asked leaves no word that could name a product ("nhóm du lịch gồm những gì"). */
const speaksOfAll = 0.95;
/** A set this much weaker than the best one is no answer to "which one". */
const leastShare = 0.7;

const topicOf = ({ hits }: Reply): string => hits[0]?.document.topic ?? '';

/** The sets that a question names a product of, the likeliest first; none when it asks about sets in general. */
const namedSets = (scene: Scene): readonly Candidate[] => propose(scene.world, questionOf(scene), leastShare);

function setsAskedFor(scene: Scene): readonly Candidate[] {
  const reply = replyTo(scene.world, questionOf(scene));
  if (topicOf(reply) !== setsTopic || (reply.hits[0]?.score ?? 0) >= speaksOfAll) return [];
  return namedSets(scene);
}

/** Said before the quote: in which set the product probably is, because of which words. */
export const likelySets: Line = {
  text: 'handbook.likelySets',
  when: (scene) => setsAskedFor(scene).length > 0,
  vars: (scene) => ({ sets: { lines: setsAskedFor(scene).map(reasonLine) } }),
};

const sheetOf = ({ id }: Candidate): Option => ({ value: `criteria:sections:${id}`, label: setName(id) });
const selfCheckOf = ({ id }: Candidate): Option => ({
  value: `self-check::${id}`,
  label: { key: 'flow.self-check' },
});

/** To the sheets of the sets that were asked for, or to the self-check of the product whose star was asked for. */
export function productOptions(scene: Scene): readonly Option[] {
  const asked = setsAskedFor(scene);
  if (asked.length > 0) return asked.map(sheetOf);
  if (!starTopics.includes(topicOf(replyTo(scene.world, questionOf(scene))))) return [];
  const [only, ...others] = namedSets(scene);
  if (only === undefined || others.length > 0) return [];
  return [selfCheckOf(only)];
}

/** A product is named in a few words; more tell a story. */
const nameAtMost = 8;
/** So much of what is said must speak for a set; of fewer words one is enough when it speaks clearly. */
const named = { share: 0.6, shortAtMost: 3, clearly: 0.7 };

/**
 * Tells whether words only name a product ("ruou nep cam"). Measured on short descriptions of products, more than half of
 * which are taken for one, and on 1,850 messages about nothing of ours: 25 are, nearly all of them names of products.
 */
export function namesProduct({ sets }: Pick<World, 'sets'>, text: string): boolean {
  const words = fold(text).split(' ');
  const [best] = words.length > nameAtMost ? [] : sets.propose(text, 1);
  if (best === undefined) return false;
  const speaking = new Set(best.because.flatMap((reason) => fold(reason).split(' ')));
  const share = words.filter((word) => speaking.has(word)).length / words.length;
  return share >= named.share || (words.length <= named.shortAtMost && best.score >= named.clearly);
}

/** Nothing was asked: the likely set, and what can be done with such a product. */
export const product: EndStep = {
  kind: 'end',
  say: [
    {
      text: 'handbook.likelySets',
      vars: (scene) => ({ sets: { lines: namedSets(scene).map(reasonLine) } }),
    },
    { text: 'handbook.productNext' },
  ],
  asks: (scene) => questionOf(scene),
  offer: (scene) => {
    const found = namedSets(scene);
    const [only, ...others] = found;
    const checks = only === undefined || others.length > 0 ? [] : [selfCheckOf(only)];
    return [
      { value: 'register-idea', label: { key: 'flow.register-idea' } },
      ...checks,
      ...found.map(sheetOf),
      askOfficer,
    ];
  },
};
