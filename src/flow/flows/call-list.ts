/**
 * Pure: owners whom no message reached, before an officer: whom to call, why, what to say, and what became of the call.
 * Only of the officer's own units: the store gives no others.
 */
import type { CallResult, OwnerCall } from '../../core/owner-call.ts';
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { Query } from '../needs.ts';
import { callLine, callVars } from './call-lines.ts';
import { leadTo } from './onward.ts';

const listedAtMost = 8;

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

const calls = ({ world }: Scene): readonly OwnerCall[] =>
  world.found?.kind === 'ownerCalls' ? world.found.calls : [];

const shown = (scene: Scene) => calls(scene).slice(0, listedAtMost);

/** The call that is open, while it is still due. */
const callOf = (scene: Scene): OwnerCall | null =>
  calls(scene).find(({ certificateId }) => certificateId === scene.arg) ?? null;

const close: Option = { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' };
const leads: Readonly<Record<string, string>> = {
  registry: 'toRegistry',
  letters: 'toLetters',
  close: 'closed',
};
const toRegistry: Option = { value: 'registry', label: { key: 'officerCertificates.homeButton' } };

const toLetters: Option = {
  value: 'letters',
  label: { key: 'letters.button' },
  words: 'letters.buttonWords',
};

const home: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  lookup: () => ({ kind: 'ownerCalls' }),
  say: [
    {
      text: 'callList.home',
      vars: (scene) => ({
        count: calls(scene).length,
        calls: { lines: shown(scene).map((call) => callLine(call, scene)) },
      }),
      when: (scene) => calls(scene).length > 0,
    },
    { text: 'callList.none', when: (scene) => calls(scene).length === 0 },
    {
      text: 'callList.more',
      vars: (scene) => ({ count: calls(scene).length - listedAtMost }),
      when: (scene) => calls(scene).length > listedAtMost,
    },
  ],
  options: (scene) => [
    ...shown(scene).map(
      (call): Option => ({
        value: call.certificateId,
        label: { key: 'callList.option', vars: callVars(call, scene) },
      }),
    ),
    ...(calls(scene).length === 0 ? [] : [toLetters]),
    toRegistry,
    close,
  ],
  next: {
    to: ['led', 'toRegistry', 'toLetters', 'closed'],
    pick: ({ answers }) => leads[String(answers.home)] ?? 'led',
  },
};

const lookup = (_input: unknown, { arg }: Scene): Query | null =>
  arg === undefined ? null : { kind: 'ownerCalls', id: arg };

const vars = (scene: Scene) => {
  const call = callOf(scene);
  return call === null ? {} : callVars(call, scene);
};

const open: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: {
    to: ['notOfficer', 'gone'],
    pick: (scene) => strangers.pick(scene) ?? (callOf(scene) === null ? 'gone' : null),
  },
  say: [
    { text: 'callList.open', vars },
    { text: 'callList.script', vars },
  ],
  options: [
    { value: 'called', label: { key: 'callList.called' }, words: 'callList.calledWords' },
    { value: 'notMet', label: { key: 'callList.notMet' }, words: 'callList.notMetWords' },
    { value: 'letter', label: { key: 'letters.oneButton' }, words: 'letters.buttonWords' },
    { value: 'home', label: { key: 'callList.homeButton' }, words: 'callList.homeWords' },
  ],
  next: {
    to: ['called', 'notMet', 'letter', 'toHome', 'gone'],
    pick: (scene) => {
      if (scene.answers.open === 'home') return 'toHome';
      return callOf(scene) === null ? 'gone' : String(scene.answers.open);
    },
  },
};

/** By its name, so that the list is looked up on arriving. */
const toHome = { to: ['call-list:home'], pick: () => 'call-list:home' } as const;

/** What became of the call stands in the register of notices; the list comes again without it. */
const noted = (result: CallResult, text: string): EndStep => ({
  kind: 'end',
  say: [{ text, vars }],
  emit: (scene) => {
    const call = callOf(scene);
    if (call === null) return [];
    return [{ type: 'owner_called', certificate: call.certificateId, rule: call.rule, result }];
  },
  goTo: toHome,
});

export const callList: Flow = {
  name: 'call-list',
  version: 1,
  needs: [],
  requires: ['consent'],
  start: 'begin',
  entries: ['home', 'open'],
  resumable: false,
  steps: {
    begin: { kind: 'end', say: [], goTo: toHome },
    home,
    open,
    called: noted('called', 'callList.noted'),
    notMet: noted('not_met', 'callList.notedNotMet'),
    led: {
      kind: 'end',
      say: [],
      goTo: { to: ['call-list:open'], pick: ({ answers }) => `call-list:open:${String(answers.home)}` },
    },
    letter: {
      kind: 'end',
      say: [],
      goTo: { to: ['letters:one'], pick: ({ arg }) => `letters:one:${arg ?? ''}` },
    },
    gone: { kind: 'end', say: [{ text: 'callList.gone' }], goTo: toHome },
    notOfficer: {
      kind: 'end',
      say: [{ text: 'officer.notOfficer' }],
      offer: [{ value: 'help', label: { key: 'help.button' } }],
    },
    toHome: { kind: 'end', say: [], goTo: toHome },
    toRegistry: {
      kind: 'end',
      say: [],
      goTo: { to: ['officer-certificates'], pick: () => 'officer-certificates' },
    },
    toLetters: leadTo('letters'),
    closed: leadTo('help'),
  },
};
