/** Pure: what one turn's functions pass among themselves. */
import type { Event } from '../core/event.ts';
import type { Input } from '../core/message.ts';
import type { Language } from '../core/model.ts';
import type { Book, Conversation, Flow, Option, Scene, Session, World } from './define.ts';

export interface TurnContext {
  readonly book: Book;
  readonly world: World;
  readonly input: Input;
  /** Ids made in this turn are derived from it. */
  readonly inboundId: string;
}

export interface Outcome {
  readonly session: Session;
  readonly events: readonly Event[];
}

export const languageOf = (ctx: TurnContext): Language => ctx.world.contact.language ?? 'vi';

export function sceneOf(ctx: TurnContext, conversation: Pick<Conversation, 'answers' | 'arg'>): Scene {
  const { world, input, inboundId } = ctx;
  return { answers: conversation.answers, world, input, inboundId, arg: conversation.arg };
}

/** The options of a list that may be computed. */
export function optionsOf(
  options: readonly Option[] | ((scene: Scene) => readonly Option[]) | undefined,
  scene: Scene,
): readonly Option[] {
  if (options === undefined) return [];
  return typeof options === 'function' ? options(scene) : options;
}

/** The step a flow starts with for this person. */
export function firstStep(flow: Flow, scene: Scene): string {
  return typeof flow.start === 'string' ? flow.start : flow.start.pick(scene);
}
