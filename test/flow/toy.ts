/** A made-up form of four questions and what a turn needs around it, for tests of the engine's rules. */
import type { Event } from '../../src/core/event.ts';
import type { Input } from '../../src/core/message.ts';
import { fold } from '../../src/core/vietnamese.ts';
import type { TurnContext } from '../../src/flow/context.ts';
import {
  type Book,
  emptySession,
  type Flow,
  globalWords,
  type Session,
  type World,
} from '../../src/flow/define.ts';
import { advance } from '../../src/flow/engine.ts';
import { route } from '../../src/flow/route.ts';
import { noon, nowhere } from './nowhere.ts';

const words = (input: Input) =>
  input.kind === 'text' && input.text !== ''
    ? ({ ok: true, value: input.text } as const)
    : ({ ok: false } as const);

/** Name, optional note, colour with a shade for red, review. */
export const form: Flow = {
  name: 'form',
  version: 1,
  needs: [],
  requires: [],
  start: 'name',
  entries: ['note'],
  resumable: true,
  review: 'review',
  steps: {
    name: {
      kind: 'ask',
      say: [{ text: 'form.hello', once: true }, { text: 'form.name' }],
      parse: words,
      emit: ({ answers }) => [{ type: 'profile_saved', name: String(answers.name) }],
      next: 'note',
    },
    note: {
      kind: 'ask',
      optional: true,
      say: [{ text: 'form.note' }],
      suggest: [{ value: '@edit', label: { plain: 'enough of it' } }],
      parse: words,
      next: 'colour',
    },
    colour: {
      kind: 'choose',
      group: 'colour',
      say: [{ text: 'form.colour' }],
      options: [
        { value: 'red', label: { plain: 'Red' }, words: 'crimson,scarlet' },
        { value: 'blue', label: { plain: 'Deep blue' } },
      ],
      next: {
        to: ['shade', 'review'],
        pick: ({ answers }) => (answers.colour === 'red' ? 'shade' : 'review'),
      },
    },
    shade: {
      kind: 'choose',
      group: 'colour',
      say: [{ text: 'form.shade' }],
      options: [
        { value: 'dark', label: { plain: 'Dark' } },
        { value: 'light', label: { plain: 'Light' } },
      ],
      next: 'review',
    },
    review: {
      kind: 'choose',
      say: [{ text: 'form.review' }],
      options: [
        { value: 'send', label: { plain: 'Send' } },
        { value: 'change', label: { plain: 'Edit' } },
        { value: '@cancel', label: { plain: 'Not now' } },
      ],
      next: {
        to: ['sent', 'change', 'review'],
        pick: ({ answers }) =>
          answers.review === 'send' ? 'sent' : answers.review === 'change' ? 'change' : 'review',
      },
    },
    change: {
      kind: 'choose',
      group: 'review',
      say: [{ text: 'form.change' }],
      options: ['name', 'note', 'colour'].map((value) => ({ value, label: { plain: value } })),
      next: { to: ['name', 'note', 'colour'], pick: ({ answers }) => String(answers.change) },
    },
    sent: {
      kind: 'end',
      say: [{ text: 'form.sent' }],
      emit: () => [{ type: 'data_shown' }],
      offer: [{ value: 'form', label: { plain: 'Another one' } }],
    },
  },
};

const short = (name: string, rest: Partial<Flow> = {}): Flow => ({
  name,
  version: 1,
  needs: [],
  requires: [],
  start: 'menu',
  entries: [],
  resumable: false,
  steps: { menu: { kind: 'end', say: [{ text: `${name}.menu` }] } },
  ...rest,
});

/** A question that needs a yes, to stand before another flow. */
const consent = short('welcome', {
  start: 'service',
  steps: {
    service: {
      kind: 'choose',
      say: [{ text: 'welcome.service' }],
      options: [
        { value: 'yes', label: { plain: 'Yes' }, words: 'agree,ok' },
        { value: 'no', label: { plain: 'No' } },
      ],
      next: {
        to: ['thanks', 'refused'],
        pick: ({ answers }) => (answers.service === 'yes' ? 'thanks' : 'refused'),
      },
    },
    thanks: { kind: 'end', say: [{ text: 'welcome.thanks' }] },
    refused: { kind: 'end', say: [{ text: 'welcome.refused' }], forgets: true },
  },
});

export const flows: Readonly<Record<string, Flow>> = {
  form,
  welcome: consent,
  help: short('help'),
  stop: short('stop'),
  wanting: short('wanting', { requires: ['consent'] }),
};

export interface Given {
  readonly flows?: Readonly<Record<string, Flow>>;
  readonly world?: Partial<World>;
  readonly now?: number;
  readonly consent?: boolean;
}

const phrases: Readonly<Record<string, string>> = {
  'fill the form': 'form',
  'good day': 'welcome',
  assist: 'help',
};

function bookOf(all: Readonly<Record<string, Flow>>): Book {
  return {
    flows: all,
    understanding: {
      intent: (text) => {
        const exact = phrases[fold(text)];
        const inside = Object.keys(phrases).find((phrase) => fold(text).includes(phrase));
        const flow = exact ?? (inside === undefined ? undefined : phrases[inside]);
        return flow === undefined ? null : { flow, exact: exact !== undefined };
      },
      global: (text) => globalWords.find((word) => word === fold(text)) ?? null,
      guess: () => [],
      agreement: (text) => (['yes', 'no'] as const).find((word) => word === fold(text)) ?? null,
    },
    text: (ref) => ('plain' in ref ? ref.plain : ref.key),
  };
}

function contextOf(input: Input, given: Given): TurnContext {
  const world: World = { ...nowhere(given.consent !== false), now: given.now ?? noon, ...given.world };
  return { book: bookOf(given.flows ?? flows), world, input, inboundId: 't:1' };
}

export const text = (typed: string): Input => ({ kind: 'text', text: typed });
export const button = (payload: string): Input => ({ kind: 'button', payload });
export const later = (days: number): Given => ({ now: noon + days * 86_400_000 });

export interface Turned {
  readonly session: Session;
  /** Keys of what was said, in order. */
  readonly said: readonly string[];
  readonly facts: readonly Event[];
  readonly handedTo: string | null;
  readonly step: string | null;
  /** Labels under the last words. */
  readonly choices: readonly string[];
}

/** One turn, from input to what came of it; the session goes through text. */
export function turn(before: Session, input: Input, given: Given = {}): Turned {
  const session = JSON.parse(JSON.stringify(before)) as Session;
  const ctx = contextOf(input, given);
  const outcome = advance(ctx, session, route(ctx, session));
  const lines = outcome.events.flatMap((event) => (event.type === 'said' ? [event.line] : []));
  const label = (one: { readonly key: string } | { readonly plain: string }) =>
    'plain' in one ? one.plain : one.key;
  const handed = outcome.events.find(({ type }) => type === 'flow_handed_over');
  return {
    session: outcome.session,
    said: lines.map((line) => line.text.key),
    facts: outcome.events.filter(({ type }) => type !== 'said' && type !== 'flow_handed_over'),
    handedTo: handed?.type === 'flow_handed_over' ? handed.to : null,
    step: outcome.session.current?.step ?? null,
    choices: (lines.at(-1)?.choices ?? []).map((choice) => label(choice.label)),
  };
}

/** Several texts one after the other from an empty session; gives the last turn. */
export function say(...texts: readonly string[]): Turned {
  const first: Turned = {
    session: emptySession,
    said: [],
    facts: [],
    handedTo: null,
    step: null,
    choices: [],
  };
  return texts.reduce((before, typed) => turn(before.session, text(typed)), first);
}
