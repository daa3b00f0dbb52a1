/** Pure: an officer joins with a one-time invitation: units by name, own name, done. */

import type { Input } from '../../core/message.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import type { Query } from '../needs.ts';
import { yesNo } from './consent-question.ts';
import { unitName } from './idea-lines.ts';
import { nameHints, readName, textOf } from './text-answer.ts';

const invitation = ({ world }: Scene) => (world.found?.kind === 'invitation' ? world.found : null);

const lookup = (_input: Input, { arg }: Scene): Query | null =>
  arg === undefined ? null : { kind: 'invitation', code: arg };

/** Only an open invitation is asked about; anything else says why not. */
const instead = {
  to: ['joinRefused'],
  pick: (scene: Scene) => (invitation(scene)?.state === 'open' ? null : 'joinRefused'),
};

const join: ChooseStep = {
  kind: 'choose',
  lookup,
  instead,
  say: [
    {
      text: 'officer.join.ask',
      vars: (scene) => ({
        role: { key: `officer.role.${invitation(scene)?.role ?? 'commune'}` },
        units: { lines: (invitation(scene)?.units ?? []).map((code) => unitName(code, scene.world)) },
      }),
    },
  ],
  options: yesNo,
  next: {
    to: ['sameName', 'officerName', 'joinDeclined'],
    pick: ({ answers, world }) => {
      if (answers.join !== 'yes') return 'joinDeclined';
      return world.contact.name === null ? 'officerName' : 'sameName';
    },
  },
};

const sameName: ChooseStep = {
  kind: 'choose',
  lookup,
  instead,
  say: [{ text: 'officer.join.sameName', vars: ({ world }) => ({ name: world.contact.name ?? '' }) }],
  options: yesNo,
  next: {
    to: ['joined', 'officerName'],
    pick: ({ answers }) => (answers.sameName === 'yes' ? 'joined' : 'officerName'),
  },
};

const officerName: AskStep = {
  kind: 'ask',
  lookup,
  instead,
  say: [{ text: 'officer.join.name' }],
  isName: true,
  parse: readName,
  hints: nameHints,
  emit: ({ answers }) => [{ type: 'profile_saved', name: String(answers.officerName) }],
  next: 'joined',
};

const joined: EndStep = {
  kind: 'end',
  say: [
    {
      text: 'officer.join.done',
      vars: ({ answers, world }) => ({ name: textOf(answers, 'officerName') ?? world.contact.name ?? '' }),
    },
  ],
  emit: ({ arg }) => (arg === undefined ? [] : [{ type: 'officer_joined', invitation: arg }]),
  instead,
  goTo: { to: ['officer'], pick: () => 'officer' },
};

const joinRefused: EndStep = {
  kind: 'end',
  say: (['used', 'expired', 'unknown'] as const).map((state) => ({
    text: `officer.join.${state}`,
    when: (scene: Scene) => (invitation(scene)?.state ?? 'unknown') === state,
  })),
  offer: [{ value: 'help', label: { key: 'help.button' } }],
};

const joinDeclined: EndStep = {
  kind: 'end',
  say: [{ text: 'officer.join.declined' }],
  offer: [{ value: 'help', label: { key: 'help.button' } }],
};

export const joinSteps: Flow['steps'] = { join, sameName, officerName, joined, joinRefused, joinDeclined };
