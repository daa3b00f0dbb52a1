/** Loads `content/class-topics.yaml`: which criteria a class helps with. */
import { z } from 'zod';
import type { ClassTopic } from '../core/class-topic.ts';
import { criteriaIn } from '../core/criteria.ts';
import type { CriteriaBook } from '../core/criteria-set.ts';
import { ConfigError } from '../core/error.ts';
import { fold } from '../core/vietnamese.ts';
import { readYaml } from './yaml-file.ts';

const word = z.string().min(2);
const schema = z.array(
  z.strictObject({
    topic: word,
    words: z.array(word).min(1),
    called: z.array(word).default([]),
    criteria: z.array(word).min(1),
  }),
);

/**
 * Loads the topics; `book` knows the criteria.
 * @throws ConfigError naming file and line of every fault
 */
export function loadClassTopics(path: string, book: CriteriaBook): readonly ClassTopic[] {
  const { value, fault } = readYaml(path, schema);
  const known = new Set(book.sets.flatMap((set) => criteriaIn(set).map(({ common }) => common)));
  const faults = value.flatMap(({ criteria }, at) =>
    criteria.flatMap((one, nth) =>
      known.has(one) ? [] : [fault([at, 'criteria', nth], `no criterion ${one}`)],
    ),
  );
  if (faults.length > 0) throw new ConfigError(faults);
  return value.map((topic) => ({ ...topic, words: topic.words.map(fold), called: topic.called.map(fold) }));
}
