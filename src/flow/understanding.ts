/** Pure: the phrase index as the engine asks it. */
import type { IntentIndex } from '../core/intent.ts';
import { globalWords, type Understanding } from './define.ts';

/** Adapts the index built from `content/intents.yaml`. */
export function understandingOf(index: IntentIndex): Understanding {
  return {
    intent: (text) => {
      const match = index.match(text);
      return match === null ? null : { flow: match.intent, exact: match.exact };
    },
    global: (text) => {
      const word = index.matchGlobal(text);
      return globalWords.find((known) => known === word) ?? null;
    },
    agreement: (text) => {
      const word = index.matchGlobal(text);
      return word === 'yes' || word === 'no' ? word : null;
    },
  };
}
