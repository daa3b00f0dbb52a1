/** All that the intent model learns from: the example sentences, and the questions of the handbook in both languages. */
import { join } from 'node:path';
import type { IntentExample } from '../core/intent-training.ts';
import { loadHandbook } from './handbook.ts';
import { loadIntentExamples } from './intent-examples.ts';

/** Loads them from the content folder. @throws ConfigError as `loadIntentExamples` and `loadHandbook` do */
export function loadIntentLessons(
  content: string,
  isMeaning: (name: string) => boolean,
): readonly IntentExample[] {
  const examples = loadIntentExamples(join(content, 'intent-examples'), isMeaning);
  const questions = loadHandbook(join(content, 'handbook')).sections.flatMap(({ wording }) =>
    [...wording.vi.questions, ...wording.en.questions].map((text) => ({ text, meaning: 'question' })),
  );
  return [...examples, ...questions];
}
