/** Pure: the commune or province officer: waiting ideas of their own units, open one, accept it or return it with a reason. */
import { parseIdeaCode } from '../../core/idea.ts';
import type { ChooseStep, Flow, Line, Option, Scene } from '../define.ts';
import { ideaTitle } from './idea-lines.ts';
import { decisionSteps, toHome } from './officer-decision.ts';
import { isWaiting } from './officer-idea.ts';
import { joinSteps } from './officer-join.ts';
import { leadTo } from './onward.ts';

/** Ideas shown as buttons; the others follow when these are done, or are opened by code. */
const listedAtMost = 6;

const waiting = ({ world }: Scene) => (world.unitIdeas ?? []).filter(isWaiting);
const decided = ({ world }: Scene) =>
  (world.unitIdeas ?? []).filter((idea) => !isWaiting(idea)).toSorted((a, b) => b.changedAt - a.changedAt);

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

const counts = (scene: Scene) => ({ waiting: waiting(scene).length, done: decided(scene).length });

/** What is no idea leads away from the lists. */
const leads: Readonly<Record<string, string>> = {
  done: 'done',
  home: 'home',
  announcements: 'toAnnouncements',
  questions: 'toQuestions',
  close: 'closed',
};

const nothingWaits = (scene: Scene): boolean => waiting(scene).length === 0;

/** How many there are; where nothing waits, that, and how to see decided ones again. */
const toldIn = (name: 'home' | 'done'): readonly Line[] =>
  name === 'done'
    ? [{ text: 'officer.done', vars: counts }]
    : [
        { text: 'officer.home', vars: counts, when: (scene) => !nothingWaits(scene) },
        { text: 'officer.homeEmpty', when: nothingWaits },
        {
          text: 'officer.homeSeen',
          vars: counts,
          when: (scene) => nothingWaits(scene) && decided(scene).length > 0,
        },
      ];

/** A list of ideas; the code chosen or typed is the one opened. */
function listStep(name: 'home' | 'done', further: (scene: Scene) => readonly Option[]): ChooseStep {
  const ideas = name === 'home' ? waiting : decided;
  return {
    kind: 'choose',
    instead: strangers,
    // A list begins anew: nothing opened before may be meant by what is chosen now.
    keep: () => ({ code: '', done: '' }),
    lookup: (input) => {
      const code = input.kind === 'text' ? parseIdeaCode(input.text) : null;
      return code === null ? null : { kind: 'ideaByCode', code };
    },
    say: toldIn(name),
    options: (scene) => [
      ...ideas(scene)
        .slice(0, listedAtMost)
        .map(({ code, fields }) => ({ value: code, label: { plain: ideaTitle(code, fields) } })),
      ...further(scene),
    ],
    parse: (input) => {
      const code = input.kind === 'text' ? parseIdeaCode(input.text) : null;
      return code === null ? { ok: false } : { ok: true, value: code };
    },
    next: {
      to: ['open', 'done', 'home', 'closed', 'toAnnouncements', 'toQuestions'],
      pick: ({ answers }) => leads[String(answers[name])] ?? 'open',
    },
  };
}

const close: Option = { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' };

/** Questions nobody answered yet stand on the button, so that none is forgotten. */
function questionsOption({ world }: Scene): Option {
  const open = (world.openQuestions ?? []).filter(({ state }) => state === 'open').length;
  const label = open === 0 ? { key: 'flow.questions' } : { key: 'questions.homeButton', vars: { open } };
  return { value: 'questions', label, words: 'questions.homeWords' };
}

const home = listStep('home', (scene) => [
  ...(decided(scene).length === 0 ? [] : [{ value: 'done', label: { key: 'officer.doneButton' } }]),
  { value: 'announcements', label: { key: 'flow.announcements' } },
  questionsOption(scene),
  close,
]);
const done = listStep('done', () => [{ value: 'home', label: { key: 'officer.homeButton' } }, close]);

export const officer: Flow = {
  name: 'officer',
  version: 1,
  needs: ['unitIdeas', 'openQuestions'],
  requires: ['consent'],
  start: 'home',
  entries: ['home', 'open', 'join'],
  resumable: false,
  steps: {
    home,
    done,
    ...decisionSteps,
    ...joinSteps,
    foreign: {
      kind: 'end',
      say: [{ text: 'officer.foreign' }],
      goTo: { to: ['officer', 'help'], pick: ({ world }) => (world.officer === null ? 'help' : 'officer') },
    },
    notOfficer: {
      kind: 'end',
      say: [{ text: 'officer.notOfficer' }],
      offer: [{ value: 'help', label: { key: 'help.button' } }],
    },
    toHome: { kind: 'end', say: [], goTo: toHome },
    toAnnouncements: leadTo('announcements'),
    toQuestions: leadTo('questions'),
    closed: leadTo('help'),
  },
};
