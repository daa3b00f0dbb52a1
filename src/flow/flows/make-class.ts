/**
 * Pure: an officer makes a class or event: from a template, by repeating one held before, or question by question. What was
 * answered is kept until enrolment opens.
 */
import type { Flow } from '../define.ts';
import { daySteps } from './make-class-days.ts';
import { after, moreSteps } from './make-class-more.ts';
import { reviewSteps } from './make-class-review.ts';
import { startSteps } from './make-class-start.ts';

const { title, audience, ...beginning } = startSteps;
const { made, closed, ...reviewing } = reviewSteps;

/** Asked for, or changed from the review. */
const asking: Flow['steps'] = {
  ...{ title, audience },
  ...daySteps(after('')),
  ...moreSteps,
  ...reviewing,
  notOfficer: {
    kind: 'end',
    say: [{ text: 'officer.notOfficer' }],
    offer: [
      { value: 'classes', label: { key: 'flow.classes' } },
      { value: 'help', label: { key: 'help.button' } },
    ],
  },
};

export const makeClass: Flow = {
  name: 'make-class',
  version: 1,
  needs: ['heldOfferings'],
  requires: ['consent'],
  start: 'from',
  entries: ['made'],
  resumable: true,
  review: 'review',
  steps: { ...beginning, ...asking, made, closed },
};

/** One more like a class at hand; a form of its own, so that a class half made is not lost by it. */
export const repeatClass: Flow = {
  ...makeClass,
  name: 'repeat-class',
  start: 'when',
  entries: ['when'],
  steps: asking,
};
