/** Pure: a person asks for a human: the question goes to the officers of their commune, with what the handbook has nearest. */
import type { Event } from '../../core/event.ts';
import { replyTo } from '../answer.ts';
import type { Flow, Scene } from '../define.ts';
import { onward } from './onward.ts';
import { longest, readText, textHints } from './text-answer.ts';

const asked = (question: string, { world }: Scene): Event => ({
  type: 'officer_asked',
  question,
  flow: 'ask-officer',
  step: 'question',
  nearest: replyTo(world, question).hits.map(({ document }) => document.wording.vi.title),
});

const passed = ({ arg }: Scene): string => (arg ?? '').slice(0, longest('description').max);

export const askOfficer: Flow = {
  name: 'ask-officer',
  version: 2,
  needs: [],
  requires: ['consent', 'profile'],
  start: 'question',
  entries: ['pass'],
  resumable: false,
  steps: {
    question: {
      kind: 'ask',
      say: [{ text: 'askOfficer.ask' }],
      takesQuestions: true,
      parse: (input) => readText(input, { ...longest('description'), min: 5 }),
      hints: textHints,
      emit: (scene) => [asked(String(scene.answers.question), scene)],
      next: 'sent',
    },
    /** A question the handbook was asked before: shown once more, then handed on. */
    pass: {
      kind: 'choose',
      say: [{ text: 'askOfficer.pass', vars: (scene) => ({ question: passed(scene) }) }],
      instead: { to: ['question'], pick: (scene) => (passed(scene) === '' ? 'question' : null) },
      options: [
        { value: 'send', label: { key: 'askOfficer.send' } },
        { value: 'other', label: { key: 'askOfficer.other' } },
      ],
      emit: (scene) => (scene.answers.pass === 'send' ? [asked(passed(scene), scene)] : []),
      next: {
        to: ['sent', 'question'],
        pick: ({ answers }) => (answers.pass === 'send' ? 'sent' : 'question'),
      },
    },
    sent: {
      kind: 'end',
      say: [{ text: 'askOfficer.sent', vars: () => ({ outcome: { slot: 'officerAsked' } }) }],
      offer: onward('about-ocop'),
    },
  },
};
