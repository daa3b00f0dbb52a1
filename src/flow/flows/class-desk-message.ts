/** Pure: words of an officer to the people of a class: to whom, what, a look with counts and who is left out and why; then it goes, once. */
import type { Session, SessionId } from '../../core/class.ts';
import {
  groupOf,
  leftOut,
  leftOutReasons,
  type MessageGroup,
  messageAtMost,
  messageGroups,
  reached,
} from '../../core/class-message.ts';
import type { TextRef } from '../../core/event.ts';
import type { Input } from '../../core/message.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import type { DeskPerson } from '../needs/class-office.ts';
import type { Query } from '../needs.ts';
import {
  back,
  codeOf,
  lookup,
  outcome,
  peopleOf,
  sessionsOf,
  titleOf,
  unlessTheirs,
} from './class-desk-scene.ts';
import { readText, textHints, textOf, wordsOf } from './text-answer.ts';

const groupIn = ({ answers }: Scene): MessageGroup =>
  messageGroups.find((one) => one === answers.message) ?? 'all';

const sessionIn = ({ answers }: Scene): SessionId | undefined => {
  const id = textOf(answers, 'messageOf');
  return id === undefined || id === 'all' ? undefined : (id as SessionId);
};

const meant = (scene: Scene): readonly DeskPerson[] =>
  groupOf(peopleOf(scene), groupIn(scene), sessionIn(scene));

/** Meetings that began: at others nobody was present or absent. */
const held = (scene: Scene): readonly Session[] =>
  sessionsOf(scene).filter(({ day }) => day <= scene.world.today);

const count = (scene: Scene, group: MessageGroup): number => groupOf(peopleOf(scene), group).length;

const mayAsk = (scene: Scene, group: MessageGroup): boolean =>
  count(scene, group) > 0 && (held(scene).length > 0 || (group !== 'present' && group !== 'absent'));

const message: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: {
    to: [...unlessTheirs.to, 'nobody'],
    pick: (scene) => unlessTheirs.pick(scene) ?? (peopleOf(scene).length === 0 ? 'nobody' : null),
  },
  say: [{ text: 'classDesk.message.ask', vars: (scene) => ({ title: titleOf(scene) }) }],
  options: (scene) => [
    ...messageGroups
      .filter((group) => mayAsk(scene, group))
      .map((group) => ({
        value: group,
        label: { key: `classDesk.message.${group}`, vars: { count: count(scene, group) } },
        words: `classDesk.message.${group}Words`,
      })),
    { value: 'said', label: { key: 'classDesk.said.button' }, words: 'classDesk.said.words' },
  ],
  next: {
    to: ['messageOf', 'words', 'toSaid'],
    pick: (scene) => {
      if (scene.answers.message === 'said') return 'toSaid';
      const bySession = scene.answers.message === 'present' || scene.answers.message === 'absent';
      return bySession && held(scene).length > 1 ? 'messageOf' : 'words';
    },
  },
};

const messageOf: ChooseStep = {
  kind: 'choose',
  listed: true,
  lookup,
  instead: unlessTheirs,
  say: [{ text: 'classDesk.message.which' }],
  options: (scene) => [
    ...held(scene).map(({ id, day, from, to, venue }) => ({
      value: id,
      label: { key: 'classDesk.session', vars: { day: { day }, from, to, venue } },
    })),
    { value: 'all', label: { key: 'classDesk.message.any' }, words: 'classDesk.message.anyWords' },
  ],
  next: 'words',
};

/** Whoever had these very words before is found by them. */
const lookupWords = (input: Input, scene: Scene): Query | null => {
  const text = wordsOf(input);
  return codeOf(scene) === '' || text === null ? null : { kind: 'classDesk', code: codeOf(scene), text };
};

const words: AskStep = {
  kind: 'ask',
  lookup: lookupWords,
  takesQuestions: true,
  takesCodes: true,
  say: [{ text: 'classDesk.message.words' }],
  parse: (input) => readText(input, { max: messageAtMost, min: 5 }),
  hints: textHints,
  next: 'look',
};

/** Names read out of those who get nothing; the count says how many there are. */
const namedAtMost = 10;

const leftOutLines = (scene: Scene): readonly TextRef[] =>
  leftOutReasons.flatMap((why) => {
    const people = meant(scene).filter((one) => leftOut(one) === why);
    const named = people.slice(0, namedAtMost).map(({ name }) => name ?? '–');
    const names = [...named, ...(people.length > namedAtMost ? ['…'] : [])].join(', ');
    return people.length === 0
      ? []
      : [{ key: `classDesk.message.left.${why}`, vars: { count: people.length, names } }];
  });

const textIn = ({ answers }: Scene): string => textOf(answers, 'words') ?? '';

const look: ChooseStep = {
  kind: 'choose',
  lookup: (_input, scene) => ({ kind: 'classDesk', code: codeOf(scene), text: textIn(scene) }),
  instead: unlessTheirs,
  say: [
    {
      text: 'classDesk.message.look',
      vars: (scene) => ({
        words: {
          key: 'seats.notice.message',
          vars: { title: titleOf(scene), code: codeOf(scene), text: textIn(scene) },
        },
      }),
    },
    {
      text: 'classDesk.message.leftOut',
      vars: (scene) => ({ lines: { lines: leftOutLines(scene) } }),
      when: (scene) => leftOutLines(scene).length > 0,
    },
    {
      text: 'classDesk.message.sure',
      vars: (scene) => ({ count: reached(meant(scene)).length }),
      when: (scene) => reached(meant(scene)).length > 0,
    },
    { text: 'classDesk.message.toNobody', when: (scene) => reached(meant(scene)).length === 0 },
  ],
  options: (scene) =>
    [...(reached(meant(scene)).length > 0 ? ['send'] : []), 'again', 'no'].map((value) => ({
      value,
      label: { key: `classDesk.message.act.${value}` },
      words: `classDesk.message.act.${value}Words`,
    })),
  next: {
    to: ['sent', 'words', 'unsent'],
    pick: ({ answers }) => ({ send: 'sent', again: 'words' })[String(answers.look)] ?? 'unsent',
  },
};

const sent: EndStep = {
  kind: 'end',
  lookup: (_input, scene) => ({ kind: 'classDesk', code: codeOf(scene), text: textIn(scene) }),
  instead: unlessTheirs,
  say: outcome,
  emit: (scene) => {
    const session = sessionIn(scene);
    const about = { code: codeOf(scene), group: groupIn(scene), text: textIn(scene) };
    return [{ type: 'class_messaged', ...about, ...(session === undefined ? {} : { session }) }];
  },
  offer: (scene) => [
    { value: `class-desk:stop:${codeOf(scene)}`, label: { key: 'classDesk.message.stop' } },
    ...back(scene),
  ],
};

/** As long as it has not gone out. */
const stop: EndStep = {
  kind: 'end',
  lookup,
  instead: unlessTheirs,
  say: outcome,
  emit: (scene) => [{ type: 'class_message_stopped', code: codeOf(scene) }],
  offer: back,
};

export const messageSteps: Flow['steps'] = {
  message,
  messageOf,
  words,
  look,
  sent,
  stop,
  nobody: { kind: 'end', say: [{ text: 'classDesk.message.nobody' }], offer: back },
};
