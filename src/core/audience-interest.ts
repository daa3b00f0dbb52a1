/** Pure: "người quan tâm livestream" in an audience, and topics named in a text: what people said interests them. */
import type { AudienceFilter } from './audience.ts';
import { findSpan, type Token, take } from './audience-token.ts';
import type { ClassTopic } from './class-topic.ts';

/** A topic and the folded words that mean it. */
export type NamedTopic = Pick<ClassTopic, 'topic' | 'words' | 'called'>;

export interface KnowsTopics {
  /** What people may say interests them. */
  readonly topics: readonly NamedTopic[];
}

export interface Interested {
  readonly tokens: readonly Token[];
  readonly filter: AudienceFilter;
}

const interested =
  /(?:co )?(?:dang )?(?:quan tam|muon hoc|muon tim hieu|thich hoc|interested)(?: (?:den|toi|ve|in))?/;

/** Topics named anywhere in the words, in the order of the list, longer words first; their words are taken. */
export function topicsNamed(
  tokens: readonly Token[],
  topics: readonly NamedTopic[],
): { readonly tokens: readonly Token[]; readonly named: readonly string[] } {
  const all = topics.flatMap(({ topic, words, called }) =>
    [...words, ...called].map((word) => ({ topic, word })),
  );
  const found = new Set<string>();
  let rest = tokens;
  for (const { topic, word } of all.toSorted((a, b) => b.word.length - a.word.length)) {
    const named = findSpan(rest, new RegExp(word));
    if (named === null) continue;
    rest = take(rest, named.span);
    found.add(topic);
  }
  return { tokens: rest, named: topics.map(({ topic }) => topic).filter((topic) => found.has(topic)) };
}

/**
 * Reads what interests people, before anything else: a topic may hold the name of a kind of producer. A topic nobody knows
 * stays among the words that were not understood, and is named to the officer.
 */
export function readInterests(tokens: readonly Token[], { topics = [] }: Partial<KnowsTopics>): Interested {
  const found = findSpan(tokens, interested);
  if (found === null) return { tokens, filter: {} };
  const { start, end } = found.span;
  const read = topicsNamed(tokens.slice(end), topics);
  if (read.named.length === 0) return { tokens, filter: {} };
  const asked = take(tokens.slice(0, end), { start, end });
  return { tokens: [...asked, ...read.tokens], filter: { interests: read.named } };
}
