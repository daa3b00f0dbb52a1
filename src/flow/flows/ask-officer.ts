/** Pure: a person asks for a human: the question goes to the officers of their commune, who call back. */
import type { Flow } from '../define.ts';
import { longest, readText, textHints } from './text-answer.ts';

export const askOfficer: Flow = {
  name: 'ask-officer',
  version: 1,
  needs: [],
  requires: ['consent', 'profile'],
  start: 'question',
  entries: [],
  resumable: false,
  steps: {
    question: {
      kind: 'ask',
      say: [{ text: 'askOfficer.ask' }],
      parse: (input) => readText(input, { ...longest('description'), min: 5 }),
      hints: textHints,
      emit: ({ answers }) => [
        {
          type: 'officer_asked',
          question: String(answers.question),
          flow: 'ask-officer',
          step: 'question',
        },
      ],
      next: 'sent',
    },
    sent: {
      kind: 'end',
      say: [{ text: 'askOfficer.sent', vars: () => ({ outcome: { slot: 'officerAsked' } }) }],
      offer: [{ value: 'help', label: { key: 'help.button' } }],
    },
  },
};
