/** Pure: who the person is: name, phone, commune, hamlet. Asked once, saved answer by answer, each changeable later. */

import type { Input } from '../../core/message.ts';
import { formatPhone } from '../../core/phone.ts';
import { unitTitle } from '../../core/unit.ts';
import type { AskStep, Flow, Next, Parsed, Scene } from '../define.ts';
import { communeSteps } from './commune.ts';
import { chosenCommune, readCommune, sort } from './commune-answer.ts';
import { blank } from './idea-lines.ts';
import { leadTo } from './onward.ts';
import { phoneHints, readPhone } from './phone-answer.ts';
import { longest, nameHints, readName, readText, textHints, textOf } from './text-answer.ts';

/** The profile as it stands in this turn: what was just answered, else what is saved. */
function profileOf({ answers, world }: Scene) {
  const { contact } = world;
  return {
    name: textOf(answers, 'name') ?? contact.name,
    phone: textOf(answers, 'phone') ?? contact.phone,
    unit: chosenCommune(answers) ?? contact.unit,
    hamlet: textOf(answers, 'hamlet') ?? contact.hamlet,
  };
}

/** The first thing still missing. The hamlet is asked once, together with the commune. */
function missing(scene: Scene): string {
  const { name, phone, unit } = profileOf(scene);
  if (name === null) return 'name';
  if (phone === null) return 'phone';
  if (unit === null) return 'commune';
  return chosenCommune(scene.answers) !== null && !('hamlet' in scene.answers) ? 'hamlet' : 'done';
}

/** Where a saved answer leads: back to the list when one item was changed there, else to what is still missing. */
const onward: Next = {
  to: ['name', 'phone', 'commune', 'hamlet', 'menu', 'done'],
  pick: (scene) => ('menu' in scene.answers ? 'menu' : missing(scene)),
};

const name: AskStep = {
  kind: 'ask',
  say: [{ text: 'profile.name.ask' }],
  isName: true,
  parse: readName,
  hints: nameHints,
  emit: ({ answers }) => [{ type: 'profile_saved', name: String(answers.name) }],
  next: onward,
};

/** A number, and the commune where the address beside it names one: it is still asked whether that is right. */
function readPhoneCard(input: Input, scene: Scene): Parsed {
  const read = readPhone(input);
  const place = input.kind === 'phone' && scene.world.contact.unit === null ? input.place : undefined;
  const found = place === undefined ? null : readCommune({ kind: 'text', text: place }, scene);
  if (!read.ok || found?.ok !== true) return read;
  return { ...read, also: { ...read.also, commune: found.value, ...found.also } };
}

/** After the number: the commune its address named, else what is missing. */
function afterPhone(scene: Scene): string {
  if ('menu' in scene.answers) return 'menu';
  const next = missing(scene);
  return next === 'commune' ? sort(scene, 'commune') : next;
}

const phone: AskStep = {
  kind: 'ask',
  say: [{ text: 'profile.phone.ask' }],
  askFor: 'phone',
  parse: readPhoneCard,
  hints: phoneHints,
  emit: ({ answers }) => [
    {
      type: 'profile_saved',
      phone: String(answers.phone),
      phoneVerified: answers.phoneVerified === true,
    },
  ],
  next: {
    to: ['name', 'commune', 'communeConfirm', 'communePick', 'hamlet', 'menu', 'done'],
    pick: afterPhone,
  },
};

const hamlet: AskStep = {
  kind: 'ask',
  optional: true,
  say: [{ text: 'profile.hamlet.ask' }],
  parse: (input) => readText(input, longest('hamlet')),
  hints: textHints,
  emit: ({ answers }) => [{ type: 'profile_saved', hamlet: String(answers.hamlet) }],
  next: { to: ['menu', 'done'], pick: ({ answers }) => ('menu' in answers ? 'menu' : 'done') },
};

function shown(scene: Scene) {
  const { name, phone, unit, hamlet } = profileOf(scene);
  const known = unit === null ? undefined : scene.world.units.byCode(unit);
  return {
    name: name ?? blank,
    phone: phone === null ? blank : formatPhone(phone),
    commune: known === undefined ? blank : unitTitle(known),
    hamlet: hamlet ?? blank,
  };
}

export const profile: Flow = {
  name: 'profile',
  version: 1,
  needs: [],
  requires: ['consent'],
  start: {
    to: ['name', 'phone', 'commune', 'menu'],
    pick: (scene) => (missing(scene) === 'done' ? 'menu' : missing(scene)),
  },
  entries: ['menu', 'name', 'phone', 'commune', 'hamlet'],
  resumable: false,
  review: 'menu',
  steps: {
    name,
    phone,
    ...communeSteps({
      found: { to: ['hamlet', 'menu'], pick: ({ answers }) => ('menu' in answers ? 'menu' : 'hamlet') },
      unresolved: 'later',
      save: true,
    }),
    hamlet,
    menu: {
      kind: 'choose',
      say: [{ text: 'profile.menu', vars: shown }],
      options: [
        { value: 'name', label: { key: 'profile.name.button' } },
        { value: 'phone', label: { key: 'profile.phone.button' } },
        { value: 'commune', label: { key: 'profile.commune.button' } },
        { value: 'hamlet', label: { key: 'profile.hamlet.button' } },
        { value: 'link', label: { key: 'flow.link' } },
        { value: 'done', label: { key: 'profile.close' }, words: 'profile.closeWords' },
      ],
      next: {
        to: ['name', 'phone', 'commune', 'hamlet', 'toLink', 'closed'],
        pick: ({ answers }) =>
          ({ done: 'closed', link: 'toLink' })[String(answers.menu)] ?? String(answers.menu),
      },
    },
    done: {
      kind: 'end',
      say: [{ text: 'profile.done' }],
      goTo: { to: ['help'], pick: () => 'help' },
    },
    toLink: leadTo('link'),
    closed: leadTo('help'),
    later: {
      kind: 'end',
      say: [
        {
          text: 'profile.told',
          vars: () => ({ outcome: { slot: 'officerAsked' } }),
          when: ({ answers }) => answers.communeLost === 'officer',
        },
        { text: 'profile.later' },
      ],
      forgets: true,
      goTo: { to: ['help'], pick: () => 'help' },
    },
  },
};
