/** Pure: turns a step into what the person reads; the last bubble carries the choices and the navigation words. */
import type { Event, SaidChoice, SaidLine, TextRef, Vars } from '../core/event.ts';
import { optionsOf, sceneOf, type TurnContext } from './context.ts';
import type { Conversation, Flow, Line, Option, Scene, Step } from './define.ts';
import { formatReference } from './reference.ts';

export const said = (key: string, vars?: Vars, rest: Omit<SaidLine, 'text'> = {}): Event => ({
  type: 'said',
  line: { text: vars === undefined ? { key } : { key, vars }, ...rest },
});

/** Whether a step is said for the first time or asked again. */
export type Saying = 'first' | 'again';

/** Everything a step says, as events, in order. */
export function sayStep(
  ctx: TurnContext,
  flow: Flow,
  { conversation, step }: { readonly conversation: Conversation; readonly step: Step },
  saying: Saying,
): readonly Event[] {
  const scene = sceneOf(ctx, conversation);
  const lines = step.say
    .filter((line) => (line.when?.(scene) ?? true) && (saying === 'first' || line.once !== true))
    .flatMap((line) => bubbles(line, scene));
  const last = lines.pop();
  if (last === undefined) return [];
  const choices = choicesOf(flow, conversation, step, scene);
  const footer = footerOf(step, choices, leadsBack(ctx, flow, conversation));
  const asked: SaidLine = {
    ...last,
    ...(choices.length > 0 ? { choices } : {}),
    ...(step.kind === 'ask' && step.askFor !== undefined ? { ask: step.askFor } : {}),
    ...(step.kind === 'choose' && step.listed === true ? { listed: true } : {}),
    ...(step.kind === 'end' && step.told === true ? { listed: 'told' } : {}),
    ...(footer === null ? {} : { footer }),
  };
  return [...lines, asked].map((line) => ({ type: 'said', line }));
}

function bubbles(line: Line, scene: Scene): SaidLine[] {
  const photos = line.photos?.(scene) ?? [];
  const vars = line.vars?.(scene);
  return [
    ...photos.map((photo, at) => ({
      text: { key: 'engine.photo', vars: { at: at + 1, of: photos.length } },
      photo,
    })),
    { text: vars === undefined ? { key: line.text } : { key: line.text, vars }, ...line.attach?.(scene) },
  ];
}

function choicesOf(flow: Flow, conversation: Conversation, step: Step, scene: Scene): readonly SaidChoice[] {
  if (step.kind === 'end')
    return optionsOf(step.offer, scene).map(({ label, value, up }) => ({
      ...{ label, payload: value },
      ...(up === true ? { nav: true } : {}),
    }));
  const options = optionsOf(step.kind === 'ask' ? step.suggest : step.options, scene);
  const payload = (arg: string) => formatReference({ flow: flow.name, step: conversation.step, arg });
  const nav = (word: 'back' | 'skip'): SaidChoice => ({
    label: { key: `nav.${word}` },
    payload: payload(`@${word}`),
    nav: true,
  });
  return [
    ...options.map(
      ({ label, value }: Option): SaidChoice => ({
        label,
        payload: payload(value),
        ...(step.kind === 'ask' ? { named: true } : {}),
      }),
    ),
    ...(step.optional === true && !options.some(({ value }) => value === '@skip') ? [nav('skip')] : []),
    ...(conversation.trail.length > 0 ? [nav('back')] : []),
  ];
}

/** A first question leads back to its menu, unless it begins a long form or the first talk of all. */
const leadsBack = ({ world }: TurnContext, flow: Flow, { trail }: Conversation): boolean =>
  trail.length > 0 || (!flow.resumable && world.contact.consents.service !== undefined);

function footerOf(step: Step, choices: readonly SaidChoice[], leads: boolean): TextRef | null {
  if (step.kind === 'end') return choices.some(({ nav }) => nav === true) ? { key: 'nav.wordsUp' } : null;
  if (!leads) return { key: step.optional === true ? 'nav.wordsFirstOptional' : 'nav.wordsFirst' };
  return { key: step.optional === true ? 'nav.wordsOptional' : 'nav.words' };
}
