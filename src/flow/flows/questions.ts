/** Pure: people's questions before an officer: those still open, one of them answered or closed. None is lost. */
import { dayOf } from '../../core/calendar.ts';
import type { TextRef } from '../../core/event.ts';
import type { Input } from '../../core/message.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { KnownQuestion } from '../needs/announcement.ts';
import type { Query } from '../needs.ts';
import { namedIn } from './announcement-scene.ts';
import { yesNo } from './consent-question.ts';
import { blank, unitName } from './idea-lines.ts';
import { isInScope } from './officer-idea.ts';
import { leadTo } from './onward.ts';
import { readText, textHints, textOf } from './text-answer.ts';

const buttonsShown = 3;
const linesShown = 10;

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

/** Those not answered first; both kinds oldest first. */
const all = ({ world }: Scene): readonly KnownQuestion[] =>
  (world.openQuestions ?? []).toSorted(
    (a, b) => Number(a.state === 'answered') - Number(b.state === 'answered'),
  );
const unanswered = (scene: Scene) => all(scene).filter(({ state }) => state === 'open');

/** The question looked at, if it is in the officer's units or about something they sent. */
function questionOf(scene: Scene): KnownQuestion | null {
  const { world } = scene;
  const question = world.found?.kind === 'question' ? world.found.question : null;
  if (question === null || world.officer === null) return null;
  const inScope = question.unit !== null && isInScope({ unit: question.unit }, scene);
  const aboutOurs = (world.unitAnnouncements ?? []).some(({ id }) => id === question.announcement);
  return inScope || aboutOurs ? question : null;
}

/** A button under another question than the one now open: that one is meant. */
const otherIn = (input: Input): string | null => {
  const named = namedIn(input);
  return named !== null && /\d/.test(named) && input.kind === 'button' ? input.payload : null;
};

const lookup = (_input: unknown, { arg }: Scene): Query | null =>
  arg === undefined ? null : { kind: 'question', id: arg };

const foreign = { to: ['foreign'], pick: (scene: Scene) => (questionOf(scene) === null ? 'foreign' : null) };

const lastWords = ({ messages }: KnownQuestion): string =>
  messages.findLast(({ from }) => from === 'person')?.text ?? '';

const lineOf = (question: KnownQuestion): TextRef => ({
  key: question.state === 'open' ? 'questions.line' : 'questions.lineAnswered',
  vars: {
    code: question.code,
    name: question.name ?? { key: 'questions.nobodysName' },
    day: { day: dayOf(question.askedAt) },
    text: lastWords(question).slice(0, 80),
  },
});

const list: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  say: [
    {
      text: 'questions.list',
      vars: (scene) => ({
        open: unanswered(scene).length,
        total: all(scene).length,
        lines: { lines: all(scene).slice(0, linesShown).map(lineOf) },
      }),
      when: (scene) => all(scene).length > 0,
    },
    { text: 'questions.none', when: (scene) => all(scene).length === 0 },
  ],
  options: (scene) => [
    ...all(scene)
      .slice(0, buttonsShown)
      .map(
        ({ code, name }): Option => ({
          value: code,
          label: { key: 'questions.option', vars: { code, name: name ?? { key: 'questions.nobodysName' } } },
        }),
      ),
    { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
  ],
  parse: (input) => {
    const code = input.kind === 'text' ? (/\bh[\s-]*\d{1,9}\b/iu.exec(input.text)?.[0] ?? null) : null;
    return code === null ? { ok: false } : { ok: true, value: code };
  },
  next: { to: ['led', 'closed'], pick: ({ answers }) => (answers.list === 'close' ? 'closed' : 'led') },
};

const about = (scene: Scene) => {
  const question = questionOf(scene);
  if (question === null) return {};
  return {
    code: question.code,
    name: question.name ?? { key: 'questions.nobodysName' },
    unit: question.unit === null ? blank : unitName(question.unit, scene.world),
    messages: {
      lines: question.messages
        .slice(-6)
        .map(({ from, text }) => ({ key: `questions.from.${from}`, vars: { text } })),
    },
  };
};

const open: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [{ text: 'questions.open', vars: about }],
  parse: (input) => {
    const other = otherIn(input);
    return other === null ? { ok: false } : { ok: true, value: 'other', also: { other } };
  },
  options: (scene) => [
    ...(questionOf(scene)?.state === 'closed'
      ? []
      : [
          { value: 'reply', label: { key: 'questions.replyButton' } },
          { value: 'close', label: { key: 'questions.closeButton' } },
        ]),
    { value: 'list', label: { key: 'questions.listButton' } },
  ],
  next: {
    to: ['reply', 'close', 'toOther', 'toList'],
    pick: ({ answers }) =>
      ({ reply: 'reply', close: 'close', other: 'toOther' })[String(answers.open)] ?? 'toList',
  },
};

const reply: AskStep = {
  kind: 'ask',
  lookup,
  instead: foreign,
  say: [{ text: 'questions.replyAsk', vars: about }],
  takesQuestions: true,
  parse: (input) => {
    const other = otherIn(input);
    return other === null ? readText(input, { max: 1500, min: 2 }) : { ok: true, value: '', also: { other } };
  },
  hints: textHints,
  next: { to: ['replied', 'toOther'], pick: ({ answers }) => (answers.reply === '' ? 'toOther' : 'replied') },
};

const replied: EndStep = {
  kind: 'end',
  lookup,
  say: [{ text: 'questions.replied', vars: () => ({ outcome: { slot: 'questionOutcome' } }) }],
  emit: (scene) => {
    const question = questionOf(scene);
    const text = textOf(scene.answers, 'reply');
    return question === null || text === undefined
      ? []
      : [{ type: 'question_replied', question: question.id, text }];
  },
  offer: ({ arg }) => [
    { value: `questions:close:${arg ?? ''}`, label: { key: 'questions.closeButton' } },
    { value: 'questions', label: { key: 'questions.listButton' } },
  ],
};

const close: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [{ text: 'questions.closeAsk', vars: about }],
  options: yesNo,
  parse: (input) => {
    const other = otherIn(input);
    return other === null ? { ok: false } : { ok: true, value: 'other', also: { other } };
  },
  next: {
    to: ['closedIt', 'toOther', 'toList'],
    pick: ({ answers }) => ({ yes: 'closedIt', other: 'toOther' })[String(answers.close)] ?? 'toList',
  },
};

const toList = { to: ['questions'], pick: () => 'questions' };

export const questions: Flow = {
  name: 'questions',
  version: 1,
  needs: ['openQuestions', 'unitAnnouncements'],
  requires: ['consent'],
  start: 'list',
  entries: ['open', 'reply', 'close'],
  resumable: false,
  steps: {
    list,
    open,
    reply,
    replied,
    close,
    closedIt: {
      kind: 'end',
      lookup,
      say: [{ text: 'questions.closed', vars: about }],
      emit: (scene) => {
        const question = questionOf(scene);
        return question === null ? [] : [{ type: 'question_closed', question: question.id }];
      },
      goTo: toList,
    },
    led: {
      kind: 'end',
      say: [],
      goTo: { to: ['questions:open'], pick: ({ answers }) => `questions:open:${String(answers.list)}` },
    },
    toList: { kind: 'end', say: [], goTo: toList },
    toOther: {
      kind: 'end',
      say: [],
      goTo: {
        to: ['questions:open', 'questions:reply', 'questions:close'],
        pick: ({ answers }) => String(answers.other),
      },
    },
    foreign: { kind: 'end', say: [{ text: 'questions.foreign' }], goTo: toList },
    notOfficer: {
      kind: 'end',
      say: [{ text: 'officer.notOfficer' }],
      offer: [{ value: 'help', label: { key: 'help.button' } }],
    },
    closed: leadTo('help'),
  },
};
