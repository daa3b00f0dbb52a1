/** Pure: the officer calls the roll in chat: by number, by name, by button; late, excused, not there; whoever came without a seat. */
import type { Session } from '../../core/class.ts';
import type { Json } from '../../core/model.ts';
import { type RollDeed, type RollRow, readRollCall } from '../../core/roll-call.ts';
import { readShownCode } from '../../core/seat-code.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { OfferingView } from '../needs/seats.ts';
import type { Query } from '../needs.ts';
import { home } from './link-answer.ts';
import { codeOf } from './offering-card.ts';
import { leadTo, onward } from './onward.ts';

const listedAtMost = 8;
const buttonsAtMost = 6;
const namesAtMost = 80;

const strangers = {
  to: ['notOfficer', 'none'],
  pick: (scene: Scene) => {
    if (scene.world.officer === null) return 'notOfficer';
    return classesOf(scene).length === 0 ? 'none' : null;
  },
};

const meetsOn = ({ offering }: OfferingView, day: string): boolean =>
  offering.sessions.some((session) => session.day === day);

/** Those that meet today first. */
function classesOf({ world }: Scene): readonly OfferingView[] {
  const all = world.unitOfferings ?? [];
  const today = all.filter((view) => meetsOn(view, world.today));
  return [...today, ...all.filter((view) => !today.includes(view))].slice(0, listedAtMost);
}

const rollOf = ({ world }: Scene) => (world.found?.kind === 'roll' ? world.found : null);

/** Today's session, else the next one, else the last one there was. */
function sessionOf(scene: Scene): Session | undefined {
  const sessions = rollOf(scene)?.view?.offering.sessions ?? [];
  return sessions.find(({ day }) => day >= scene.world.today) ?? sessions.at(-1);
}

function rowsOf(scene: Scene): readonly RollRow[] {
  const session = sessionOf(scene)?.id;
  return (rollOf(scene)?.rows ?? []).map(({ states, ...row }) => ({
    ...row,
    state: session === undefined ? null : (states[session] ?? null),
  }));
}

const lookup = (_input: unknown, scene: Scene): Query | null =>
  codeOf(scene) === '' ? null : { kind: 'rollByCode', code: codeOf(scene) };

/** What is no class leads away from the list. */
const leads: Readonly<Record<string, string>> = { papers: 'toPapers', close: 'closed' };

const list: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  say: [{ text: 'checkIn.list' }],
  options: (scene): readonly Option[] => [
    ...classesOf(scene).map(({ offering }) => ({
      value: offering.code,
      label: { plain: `${offering.title} (${offering.code})` },
    })),
    { value: 'papers', label: { key: 'flow.class-papers' } },
    { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
  ],
  next: {
    to: ['open', 'toPapers', 'closed'],
    pick: ({ answers }) => leads[String(answers.list)] ?? 'open',
  },
};

const came = ({ state }: RollRow): boolean => state === 'present' || state === 'late';

function counts(scene: Scene) {
  const rows = rowsOf(scene);
  const missing = rows.filter(({ state }) => state === null);
  return {
    title: rollOf(scene)?.view?.offering.title ?? '',
    day: { day: sessionOf(scene)?.day ?? scene.world.today },
    came: rows.filter(came).length,
    of: rows.length,
    missing: { lines: missing.slice(0, namesAtMost).map(({ no, name }) => `${no}. ${name}`) },
  };
}

/** What was meant, kept as the step's answer. */
function deedOf({ answers, ...scene }: Scene): RollDeed | null {
  const value = answers.roll as unknown;
  if (typeof value === 'object') return value as RollDeed | null;
  const row = rowsOf({ answers, ...scene }).find(({ claim }) => claim === value);
  return row === undefined ? null : { kind: 'mark', claims: [row.claim], state: 'present' };
}

/** A personal code stands for nobody until the shell has proved it. */
const shownOf = ({ answers }: Scene): string | null =>
  typeof answers.roll === 'string' && readShownCode(answers.roll) !== null ? answers.roll : null;

/** Asked openly: a number typed is one of the list, not of the buttons. */
const roll: AskStep = {
  kind: 'ask',
  lookup,
  instead: {
    to: ['notOfficer', 'notYours'],
    pick: (scene) => {
      if (scene.world.officer === null) return 'notOfficer';
      return rollOf(scene)?.view == null ? 'notYours' : null;
    },
  },
  say: [
    {
      text: 'checkIn.roll',
      vars: counts,
      when: (scene) => rowsOf(scene).some(({ state }) => state === null),
    },
    {
      text: 'checkIn.allMarked',
      vars: counts,
      when: (scene) => rowsOf(scene).every(({ state }) => state !== null),
    },
    { text: 'checkIn.how', when: (scene) => rowsOf(scene).every(({ state }) => state === null) },
  ],
  suggest: (scene) => [
    ...rowsOf(scene)
      .filter(({ state }) => state === null)
      .slice(0, buttonsAtMost)
      .map(({ claim, no, name }) => ({ value: claim, label: { plain: `${no}. ${name}` } })),
    { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
  ],
  parse: (input, scene) => {
    if (input.kind === 'text' && readShownCode(input.text) !== null) return { ok: true, value: input.text };
    const deed = input.kind === 'text' ? readRollCall(input.text, rowsOf(scene)) : null;
    return deed === null
      ? { ok: false, hint: 'checkIn.unclear' }
      : { ok: true, value: deed as unknown as Json };
  },
  hints: ['checkIn.unclear'],
  emit: (scene) => {
    const [deed, session, view] = [deedOf(scene), sessionOf(scene), rollOf(scene)?.view];
    if (session === undefined || view == null) return [];
    const shown = shownOf(scene);
    if (shown !== null)
      return [{ type: 'seat_code_shown', code: view.offering.code, session: session.id, shown }];
    if (deed === null) return [];
    const at = { offering: view.offering.id, session: session.id };
    return deed.kind === 'walk_in'
      ? [{ type: 'walked_in', ...at, name: deed.name }]
      : [{ type: 'attendance_marked', ...at, claims: deed.claims, state: deed.state }];
  },
  next: { to: ['again', 'closed'], pick: ({ answers }) => (answers.roll === 'close' ? 'closed' : 'again') },
};

const again: EndStep = {
  kind: 'end',
  say: [
    { text: 'checkIn.noted', when: (scene) => shownOf(scene) === null },
    {
      text: 'checkIn.outcome',
      vars: () => ({ outcome: { slot: 'seatOutcome' } }),
      when: (scene) => shownOf(scene) !== null,
    },
  ],
  goTo: { to: ['check-in:roll'], pick: (scene) => `check-in:roll:${codeOf(scene)}` },
};

export const checkIn: Flow = {
  name: 'check-in',
  version: 1,
  needs: ['unitOfferings'],
  requires: ['consent'],
  start: 'list',
  entries: ['roll'],
  resumable: false,
  steps: {
    list,
    open: {
      kind: 'end',
      say: [],
      goTo: { to: ['check-in:roll'], pick: (scene) => `check-in:roll:${codeOf(scene)}` },
    },
    roll,
    again,
    toPapers: leadTo('class-papers'),
    none: { kind: 'end', say: [{ text: 'checkIn.none' }], offer: onward('make-class') },
    notYours: { kind: 'end', say: [{ text: 'checkIn.notYours' }], offer: onward('class-desk') },
    notOfficer: { kind: 'end', say: [{ text: 'officer.notOfficer' }], offer: home },
    closed: leadTo('help'),
  },
};
