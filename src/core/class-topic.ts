/** Pure: which classes help with the criteria where a product is weak, by what the classes are about. */

import type { Answers } from './criteria.ts';
import { standing } from './criteria.ts';
import { improvements } from './criteria-improve.ts';
import type { CriteriaSet, GatedStar } from './criteria-set.ts';
import { fold } from './vietnamese.ts';

export interface ClassTopic {
  readonly topic: string;
  /** Folded words, one of which a class of this topic has in its title, tags or description. */
  readonly words: readonly string[];
  /** Further folded words by which it is named as an interest. */
  readonly called: readonly string[];
  /** Common criteria it helps with. */
  readonly criteria: readonly string[];
}

interface About {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
}

/** Common criteria where a product falls short of a star, and those worth bettering first. */
export function weakCriteria(set: CriteriaSet, answers: Answers, goal: GatedStar): readonly string[] {
  const gates = standing(set, answers).blocked.filter(({ star }) => star <= goal);
  const first = improvements(set, answers, 3, goal);
  return [...gates, ...first].flatMap(({ criterion }) => criterion.common ?? []);
}

/** The classes about a topic that helps, in the order given. */
export function helpfulClasses<T extends { readonly offering: About }>(
  topics: readonly ClassTopic[],
  weak: readonly string[],
  classes: readonly T[],
): readonly T[] {
  const words = topics
    .filter(({ criteria }) => criteria.some((one) => weak.includes(one)))
    .flatMap((one) => one.words);
  return classes.filter(({ offering: { title, tags, description } }) => {
    const about = ` ${fold([title, ...tags, description].join(' . '))} `;
    return words.some((word) => about.includes(` ${word} `));
  });
}
