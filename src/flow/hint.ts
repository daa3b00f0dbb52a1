/** Pure: what is said to an input that does not fit, where the question has no hint of its own. */
import type { Event, TextRef } from '../core/event.ts';
import { optionsOf, sceneOf, type TurnContext } from './context.ts';
import type { Conversation, Option, Step } from './define.ts';
import { said } from './say.ts';

/** A question whose yes is never guessed names the two words it takes. */
export function usualHint(ctx: TurnContext, step: Step | undefined, conversation: Conversation): Event {
  const { kind } = ctx.input;
  if (kind !== 'text' || step?.kind !== 'choose') return said(`hint.${kind}`);
  const options = optionsOf(step.options, sceneOf(ctx, conversation));
  const yes = options.find(({ plainly }) => plainly === true);
  const no = options.find(({ value }) => value === 'no');
  if (yes === undefined || no === undefined) return said('hint.choice');
  return said('hint.plainly', { yes: wordOf(yes), no: wordOf(no) });
}

const wordOf = ({ label }: Option): TextRef | string => ('plain' in label ? label.plain : label);
