/** Pure: what example sentences may mean. */
import { globalWords } from './define.ts';
import { flows } from './flows.ts';

/** Meanings of example sentences that are neither a flow nor a global word. */
const besideFlows = ['question', 'other', 'global-yes', 'global-no'];

/** Tells whether example sentences may have this meaning: a flow, `global-` and a word, a question, or nothing of ours. */
export const isIntentMeaning = (name: string): boolean =>
  name in flows || besideFlows.includes(name) || globalWords.some((word) => name === `global-${word}`);
