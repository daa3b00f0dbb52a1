/** Pure: the phrase index, and what is learnt from examples, as the engine asks them. */
import type { IntentIndex } from '../core/intent.ts';
import type { IntentModel } from '../core/intent-model.ts';
import { globalWords, type Understanding } from './define.ts';

/** No phrase is longer, politeness included: whole texts above this need not be compared. */
export const wholeAtMost = 80;

/** How sure a "no" in other words must be. A yes is never guessed: it may be a consent. */
const surelyNo = 0.9;

/** Nobody explains a wish in so many characters; longer texts are stories or answers. One word says too little. */
const guessedAtMost = 400;

/** Adapts the index built from `content/intents.yaml` and the model learnt from `content/intent-examples`. */
export function understandingOf(index: IntentIndex, model?: IntentModel): Understanding {
  const guess = (text: string) =>
    text.length > guessedAtMost || !/\S\s+\S/u.test(text.trim()) ? [] : (model?.guess(text) ?? []);
  const isNo = (text: string): boolean => {
    const [first] = text.length > wholeAtMost ? [] : guess(text);
    return first?.meaning === 'global-no' && first.share >= surelyNo;
  };
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
    guess,
    agreement: (text) => {
      const word = index.matchGlobal(text);
      if (word === 'yes' || word === 'no') return word;
      return word === null && isNo(text) ? 'no' : null;
    },
  };
}
