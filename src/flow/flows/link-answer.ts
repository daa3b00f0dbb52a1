/** Pure: one side asks with a code or as the owner of the same verified number, the other side agrees or not. */
import type { TextRef, Vars } from '../../core/event.ts';
import type { Input } from '../../core/message.ts';
import { normalise } from '../../core/vietnamese.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Parsed, Scene } from '../define.ts';
import type { Query } from '../needs.ts';
import { plainYesNo } from './consent-question.ts';
import { onward } from './onward.ts';
import { textOf } from './text-answer.ts';

export const home = onward();

export const channelName = (channel: string): TextRef => ({ key: `link.channel.${channel}` });

/** Why a link cannot be asked for or agreed to; each has a text. */
const closedStates = ['unknown', 'expired', 'used', 'own', 'two_officers'] as const;
type Closed = (typeof closedStates)[number];

const linkOf = ({ world }: Scene) => (world.found?.kind === 'link' ? world.found : null);
const isOpen = (scene: Scene): boolean => linkOf(scene)?.state === 'open';

/** The other side, as the platform calls it. */
function otherSide(scene: Scene): Vars {
  const link = linkOf(scene);
  return { channel: channelName(link?.channel ?? 'telegram'), name: link?.name ?? '–' };
}

/** A code with or without its prefix, however it was typed. */
const codeIn = (text: string): string =>
  normalise(text).toLowerCase().replace(/^l_/, '').replaceAll(/\s/g, '');

const codeOf = ({ arg, answers }: Scene): string | null => arg ?? textOf(answers, 'type') ?? null;

const byCode = (_input: Input, scene: Scene): Query | null => {
  const code = codeOf(scene);
  return code === null ? null : { kind: 'linkCode', code: codeIn(code) };
};

const byRequest = (_input: Input, { arg }: Scene): Query | null =>
  arg === undefined ? null : { kind: 'linkRequest', id: arg };

/** Only an open link is asked about; anything else says why not. */
const unlessOpen = { to: ['refused'], pick: (scene: Scene) => (isOpen(scene) ? null : 'refused') };

const type: AskStep = {
  kind: 'ask',
  say: [{ text: 'link.type.ask' }],
  lookup: (input) => (input.kind === 'text' ? { kind: 'linkCode', code: codeIn(input.text) } : null),
  parse: (input, scene): Parsed => {
    if (input.kind !== 'text') return { ok: false };
    const state = linkOf(scene)?.state ?? 'unknown';
    return state === 'open' ? { ok: true, value: codeIn(input.text) } : { ok: false, hint: `link.${state}` };
  },
  hints: closedStates.map((state) => `link.${state}`),
  next: 'confirm',
};

const confirm: ChooseStep = {
  kind: 'choose',
  lookup: byCode,
  instead: unlessOpen,
  say: [{ text: 'link.confirm', vars: otherSide }],
  options: plainYesNo,
  next: {
    to: ['asked', 'declined'],
    pick: ({ answers }) => (answers.confirm === 'yes' ? 'asked' : 'declined'),
  },
};

const asked: EndStep = {
  kind: 'end',
  say: [{ text: 'link.asked' }],
  emit: (scene) => {
    const code = codeOf(scene);
    return code === null ? [] : [{ type: 'link_asked', by: { code: codeIn(code) } }];
  },
  offer: home,
};

/** The number alone proves nothing: the other account is asked as well. */
const twin: ChooseStep = {
  kind: 'choose',
  instead: { to: ['noTwin'], pick: ({ world }) => (world.twin == null ? 'noTwin' : null) },
  say: [
    {
      text: 'link.twin.ask',
      vars: ({ world }) => ({ channel: channelName(world.twin?.channel ?? 'telegram') }),
    },
  ],
  options: plainYesNo,
  next: {
    to: ['twinAsked', 'declined'],
    pick: ({ answers }) => (answers.twin === 'yes' ? 'twinAsked' : 'declined'),
  },
};

const twinAsked: EndStep = {
  kind: 'end',
  say: [{ text: 'link.asked' }],
  emit: ({ world }) =>
    world.twin == null ? [] : [{ type: 'link_asked', by: { twin: world.twin.contactId } }],
  offer: home,
};

/** On the side that made the code: somebody typed it. */
const approve: ChooseStep = {
  kind: 'choose',
  lookup: byRequest,
  instead: unlessOpen,
  say: [{ text: 'link.approve', vars: otherSide }],
  options: plainYesNo,
  next: {
    to: ['agreed', 'notAgreed'],
    pick: ({ answers }) => (answers.approve === 'yes' ? 'agreed' : 'notAgreed'),
  },
};

const answered = (agreed: boolean, text: string): EndStep => ({
  kind: 'end',
  lookup: byRequest,
  instead: unlessOpen,
  say: [{ text }],
  emit: ({ arg }) => (arg === undefined ? [] : [{ type: 'link_answered', link: arg, agreed }]),
  offer: agreed ? [{ value: 'link:prefer', label: { key: 'link.prefer.button' } }, ...home] : home,
});

const refused: EndStep = {
  kind: 'end',
  say: closedStates.map((state) => ({
    text: `link.${state}`,
    when: (scene: Scene) => ((linkOf(scene)?.state ?? 'unknown') as Closed | 'open') === state,
  })),
  offer: home,
};

export const linkAnswerSteps: Flow['steps'] = {
  type,
  confirm,
  asked,
  twin,
  twinAsked,
  noTwin: { kind: 'end', say: [{ text: 'link.twin.none' }], offer: home },
  approve,
  agreed: answered(true, 'link.agreed'),
  notAgreed: answered(false, 'link.notAgreed'),
  declined: { kind: 'end', say: [{ text: 'link.declined' }], offer: home },
  refused,
};
