/** Pure: the product a question to the handbook is about: its likely set with the reason, and what leads on to its sheet. */
import type { Reply } from '../../core/handbook.ts';
import { questionOf, replyTo } from '../answer.ts';
import type { Line, Option, Scene } from '../define.ts';
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

/** To the sheets of the sets that were asked for, or to the self-check of the product whose star was asked for. */
export function productOptions(scene: Scene): readonly Option[] {
  const asked = setsAskedFor(scene);
  if (asked.length > 0)
    return asked.map(({ id }) => ({ value: `criteria:sections:${id}`, label: setName(id) }));
  if (!starTopics.includes(topicOf(replyTo(scene.world, questionOf(scene))))) return [];
  const [only, ...others] = namedSets(scene);
  if (only === undefined || others.length > 0) return [];
  return [{ value: `self-check::${only.id}`, label: { key: 'flow.self-check' } }];
}
