/** Pure: a returned idea goes through the same form again, filled in, and is sent as the next version of itself. */

import { decideChange } from '../../core/idea.ts';
import type { Idea, IdeaId } from '../../core/model.ts';
import type { Answers, EndStep, Flow, Scene } from '../define.ts';
import { answersOf, fieldsOf } from './idea-fields.ts';
import { unitName } from './idea-lines.ts';
import { formSteps } from './register-idea.ts';
import { afterSending, reviewStep } from './register-idea-review.ts';

const ideaOf = ({ world, arg }: Scene): Idea | undefined => world.myIdeas?.find(({ code }) => code === arg);

/** May still be corrected, and is the version that was filled in. */
function isFresh(scene: Scene): boolean {
  const idea = ideaOf(scene);
  const seen = Number(scene.answers.seen);
  return idea !== undefined && decideChange(idea, { to: 'resubmitted', actor: 'producer', seen }).ok;
}

function filledIn(scene: Scene): Answers {
  const idea = ideaOf(scene);
  if (idea === undefined) return {};
  return { ...answersOf(idea.fields), ideaId: idea.id, seen: idea.version };
}

const sent: EndStep = {
  kind: 'end',
  say: [
    {
      text: 'correctIdea.sent',
      vars: (scene) => ({
        product: fieldsOf(scene).productName,
        code: scene.arg ?? '',
        commune: unitName(fieldsOf(scene).unit, scene.world),
      }),
    },
  ],
  emit: (scene) => [
    {
      type: 'idea_corrected',
      ideaId: String(scene.answers.ideaId) as IdeaId,
      seen: Number(scene.answers.seen),
      fields: fieldsOf(scene),
    },
  ],
  offer: afterSending,
};

const review = reviewStep({
  area: 'correctIdea',
  send: { to: ['sent', 'gone'], pick: (scene) => (isFresh(scene) ? 'sent' : 'gone') },
});

export const correctIdea: Flow = {
  name: 'correct-idea',
  version: 1,
  needs: ['myIdeas'],
  requires: ['consent'],
  start: 'review',
  entries: [],
  resumable: true,
  review: 'review',
  prefill: filledIn,
  steps: {
    ...formSteps,
    review: {
      ...review,
      lookup: (_input, { arg }) => (arg === undefined ? null : { kind: 'ideaByCode', code: arg }),
      say: [
        {
          text: 'myIdeas.reason',
          vars: (scene) => ({
            reason: ideaOf(scene)?.returnReason ?? '',
            officer: ideaOf(scene)?.decidedBy ?? '',
          }),
          when: (scene) => (ideaOf(scene)?.returnReason ?? null) !== null,
        },
        ...review.say,
      ],
      instead: { to: ['gone'], pick: (scene) => (isFresh(scene) ? null : 'gone') },
    },
    sent,
    gone: {
      kind: 'end',
      say: [{ text: 'idea.changedMeanwhile' }],
      goTo: { to: ['my-ideas'], pick: () => 'my-ideas' },
    },
  },
};
