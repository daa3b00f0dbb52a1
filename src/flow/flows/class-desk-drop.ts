/** Pure: an officer takes one person, or a few, off the list of a class: by number or name, shown once more, then told. */
import { peopleNamed } from '../../core/roll-call.ts';
import type { AskStep, ChooseStep, Flow, Scene } from '../define.ts';
import type { DeskPerson } from '../needs/class-office.ts';
import { back, codeOf, lookup, peopleOf, stating, unlessAlive } from './class-desk-scene.ts';
import { yesNo } from './consent-question.ts';

const shownAtMost = 80;

/** Those with a seat or waiting; whoever came without is no longer on the way. */
const listed = (scene: Scene): readonly DeskPerson[] =>
  peopleOf(scene).filter(({ state }) => state !== 'walk_in');

const lines = (people: readonly DeskPerson[]) => ({
  lines: people.slice(0, shownAtMost).map(({ no, name, state, sharesPhone }) => ({
    key: `classDesk.drop.line.${state}${sharesPhone ? 'Shared' : ''}`,
    vars: { no: String(no), name: name ?? '–' },
  })),
});

const drop: AskStep = {
  kind: 'ask',
  lookup,
  instead: {
    to: [...unlessAlive.to, 'dropNobody'],
    pick: (scene) => unlessAlive.pick(scene) ?? (listed(scene).length === 0 ? 'dropNobody' : null),
  },
  isName: true,
  say: [{ text: 'classDesk.drop.ask', vars: (scene) => ({ people: lines(listed(scene)) }) }],
  parse: (input, scene) => {
    const rows = listed(scene).map((one) => ({ ...one, name: one.name ?? '' }));
    const claims = input.kind === 'text' ? peopleNamed(input.text, rows) : null;
    return claims === null ? { ok: false, hint: 'checkIn.unclear' } : { ok: true, value: claims };
  },
  hints: ['checkIn.unclear'],
  next: 'dropSure',
};

const chosen = (scene: Scene): readonly DeskPerson[] => {
  const claims = (scene.answers.drop ?? []) as readonly string[];
  return listed(scene).filter(({ claim }) => claims.includes(claim));
};

const dropSure: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: unlessAlive,
  say: [{ text: 'classDesk.drop.sure', vars: (scene) => ({ people: lines(chosen(scene)) }) }],
  options: yesNo,
  next: {
    to: ['dropped', 'kept'],
    pick: ({ answers }) => (answers.dropSure === 'yes' ? 'dropped' : 'kept'),
  },
};

const dropped = stating((scene) => [
  { type: 'people_dropped', code: codeOf(scene), claims: chosen(scene).map(({ claim }) => claim) },
]);

export const dropSteps: Flow['steps'] = {
  drop,
  dropSure,
  dropped,
  dropNobody: { kind: 'end', say: [{ text: 'classDesk.drop.nobody' }], offer: back },
};
