/** Pure: who registers, when the form is to say something else than the profile. Reached from the review only. */
import type { AskStep, Step } from '../define.ts';
import { communeSteps } from './commune.ts';
import { phoneHints, readPhone } from './phone-answer.ts';
import { longest, nameHints, readName, readText, textHints } from './text-answer.ts';

const registrantName: AskStep = {
  kind: 'ask',
  say: [{ text: 'profile.name.ask' }],
  isName: true,
  parse: readName,
  hints: nameHints,
  next: 'review',
};

const phone: AskStep = {
  kind: 'ask',
  say: [{ text: 'profile.phone.ask' }],
  askFor: 'phone',
  parse: readPhone,
  hints: phoneHints,
  next: 'review',
};

const hamlet: AskStep = {
  kind: 'ask',
  optional: true,
  say: [{ text: 'profile.hamlet.ask' }],
  parse: (input) => readText(input, longest('hamlet')),
  hints: textHints,
  next: 'review',
};

export const personSteps: Readonly<Record<string, Step>> = {
  registrantName,
  phone,
  ...communeSteps({
    found: { to: ['review'], pick: () => 'review' },
    unresolved: 'review',
    save: false,
  }),
  hamlet,
};
