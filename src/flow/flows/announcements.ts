/** Pure: an officer's announcements: the list with states, and all that can be done with one of them. */
import type { AnnouncementState } from '../../core/announcement.ts';
import { excerptOf } from '../../core/announcement-excerpt.ts';
import { textIn } from '../../core/announcement-text.ts';
import type { ChooseStep, Flow, Option, Scene } from '../define.ts';
import type { KnownAnnouncement } from '../needs/announcement.ts';
import { isTheirs } from './announcement-lines.ts';
import { toOpen } from './announcement-scene.ts';
import { answerSteps } from './announcements-answers.ts';
import { editSteps } from './announcements-edit.ts';
import { open } from './announcements-open.ts';
import { peopleSteps } from './announcements-people.ts';
import { runSteps } from './announcements-run.ts';
import { sendSteps } from './announcements-send.ts';
import { settleSteps } from './announcements-settle.ts';
import { leadTo } from './onward.ts';

/** Shown as buttons, and as lines; others are opened by their code. */
const buttonsShown = 3;
const linesShown = 10;

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

/** What needs somebody or goes out now stands first, then the newest. */
const rank: Readonly<Record<AnnouncementState, number>> = {
  running: 0,
  paused: 1,
  approval: 2,
  draft: 3,
  scheduled: 3,
  done: 4,
  cancelled: 5,
};

const listed = ({ world }: Scene): readonly KnownAnnouncement[] =>
  (world.unitAnnouncements ?? [])
    .filter((one) => isTheirs(one, world.officer, world.units))
    .toSorted((a, b) => rank[a.state] - rank[b.state]);

const lineOf = ({ code, kind, state, content }: KnownAnnouncement) => ({
  key: 'announce.list.line',
  vars: {
    code,
    kind: { key: `announcement.kind.${kind}` },
    state: { key: `announcement.state.${state}` },
    text: excerptOf(textIn(content, 'vi'), 60),
  },
});

const codeIn = (text: string): string | null => /tb[\s-]*\d{1,9}/iu.exec(text)?.[0] ?? null;

const list: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  say: [
    {
      text: 'announce.list.all',
      vars: (scene) => ({ lines: { lines: listed(scene).slice(0, linesShown).map(lineOf) } }),
      when: (scene) => listed(scene).length > 0,
    },
    { text: 'announce.list.none', when: (scene) => listed(scene).length === 0 },
  ],
  options: (scene) => [
    { value: 'compose', label: { key: 'announce.list.compose' }, words: 'announce.list.composeWords' },
    ...listed(scene)
      .slice(0, buttonsShown)
      .map(
        ({ id, code, state }): Option => ({
          value: id,
          label: {
            key: 'announce.list.option',
            vars: { code, state: { key: `announcement.state.${state}` } },
          },
        }),
      ),
    { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
  ],
  parse: (input) => {
    const code = input.kind === 'text' ? codeIn(input.text) : null;
    return code === null ? { ok: false } : { ok: true, value: code };
  },
  next: {
    to: ['toCompose', 'closed', 'led'],
    pick: ({ answers }) => ({ compose: 'toCompose', close: 'closed' })[String(answers.list)] ?? 'led',
  },
};

export const announcements: Flow = {
  name: 'announcements',
  version: 1,
  needs: ['unitAnnouncements'],
  requires: ['consent'],
  start: 'list',
  entries: ['open', 'send', 'peopleFrom', 'missedSheet', 'settleFrom', 'settleOne', 'answers', 'answersFrom'],
  resumable: false,
  steps: {
    list,
    open,
    ...sendSteps,
    ...editSteps,
    ...runSteps,
    ...peopleSteps,
    ...settleSteps,
    ...answerSteps,
    refresh: { kind: 'end', say: [], goTo: toOpen },
    toOpen: { kind: 'end', say: [], goTo: toOpen },
    led: {
      kind: 'end',
      say: [],
      goTo: {
        to: ['announcements:open'],
        pick: ({ answers }) => `announcements:open:${String(answers.list)}`,
      },
    },
    toOther: {
      kind: 'end',
      say: [],
      goTo: {
        to: ['announcements:open'],
        pick: ({ answers }) => `announcements:open:${String(answers.other)}`,
      },
    },
    changed: { kind: 'end', say: [{ text: 'announce.changed' }], goTo: toOpen },
    toCompose: leadTo('announce'),
    toList: leadTo('announcements'),
    foreign: {
      kind: 'end',
      say: [{ text: 'announce.foreign' }],
      goTo: {
        to: ['announcements', 'help'],
        pick: ({ world }) => (world.officer === null ? 'help' : 'announcements'),
      },
    },
    notOfficer: {
      kind: 'end',
      say: [{ text: 'officer.notOfficer' }],
      offer: [{ value: 'help', label: { key: 'help.button' } }],
    },
    closed: leadTo('help'),
  },
};

const shown: readonly AnnouncementState[] = ['running', 'paused', 'scheduled', 'done'];

/** "Tiến độ": straight to what goes out now, else to what went out last. */
export const announcementProgress: Flow = {
  name: 'announcement-progress',
  version: 1,
  needs: ['unitAnnouncements'],
  requires: ['consent'],
  start: 'led',
  entries: [],
  resumable: false,
  steps: {
    led: {
      kind: 'end',
      say: [],
      goTo: {
        to: ['announcements:open', 'announcements'],
        pick: (scene) => {
          const newest = listed(scene).find(({ state }) => shown.includes(state));
          return newest === undefined ? 'announcements' : `announcements:open:${newest.id}`;
        },
      },
    },
  },
};
