/** Pure: the phrase index as the engine asks it. */
import type { IntentIndex } from '../core/intent.ts';
import { globalWords, type Understanding } from './define.ts';

/** No phrase is longer, politeness included: whole texts above this need not be compared. */
export const wholeAtMost = 80;

/** Adapts the index built from `content/intents.yaml`. */
export function understandingOf(index: IntentIndex): Understanding {
  return {
    intent: (text) => {
      const match = index.match(text);
      return match === null ? null : { flow: match.intent, exact: match.exact };
    },
    global: (text) => {
      if (text.length > wholeAtMost) return null;
      const word = index.matchGlobal(text);
      return globalWords.find((known) => known === word) ?? null;
    },
    agreement: (text) => {
      const word = index.matchGlobal(text);
      return word === 'yes' || word === 'no' ? word : null;
    },
  };
}
