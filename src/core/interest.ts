/** Pure: what people say interests them: topics of classes, chosen by themselves, changed and taken back at any time. */

export interface InterestEvent {
  readonly type: 'interests_chosen';
  /** All of them; empty: none any more. */
  readonly topics: readonly string[];
}

/** What holds after an answer: one topic is switched, several named at once are added. */
export function chosenAfter(before: readonly string[], named: readonly string[]): readonly string[] {
  const [only] = named;
  if (named.length === 1 && only !== undefined && before.includes(only))
    return before.filter((topic) => topic !== only);
  return [...new Set([...before, ...named])];
}
