/**
 * Pure: an officer makes a class or event: from a template, by repeating one held before, or question by question. What was
 * answered is kept until enrolment opens.
 */
import type { Flow } from '../define.ts';
import { daySteps } from './make-class-days.ts';
import { after, moreSteps } from './make-class-more.ts';
import { reviewSteps } from './make-class-review.ts';
import { startSteps } from './make-class-start.ts';

export const makeClass: Flow = {
  name: 'make-class',
  version: 1,
  needs: ['heldOfferings'],
  requires: ['consent'],
  start: 'from',
  entries: ['when', 'made'],
  resumable: true,
  review: 'review',
  steps: {
    ...startSteps,
    ...daySteps(after('')),
    ...moreSteps,
    ...reviewSteps,
    notOfficer: {
      kind: 'end',
      say: [{ text: 'officer.notOfficer' }],
      offer: [
        { value: 'classes', label: { key: 'flow.classes' } },
        { value: 'help', label: { key: 'help.button' } },
      ],
    },
  },
};
