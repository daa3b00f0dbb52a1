/** Pure: a producer registers a product idea: seven questions, then send or tell more; any answer can be changed. */
import { ideaIdOf } from '../../core/idea.ts';
import type { EndStep, Flow, Scene, Step } from '../define.ts';
import { fieldsOf } from './idea-fields.ts';
import { unitName } from './idea-lines.ts';
import { moreSteps } from './register-idea-more.ts';
import { personSteps } from './register-idea-person.ts';
import { photoSteps } from './register-idea-photos.ts';
import { productSteps } from './register-idea-product.ts';
import { afterSending, changeSteps, reviewStep } from './register-idea-review.ts';
import { setSteps } from './register-idea-set.ts';

/** All questions of the form; the correction of a returned idea walks through the same ones. */
export const formSteps: Readonly<Record<string, Step>> = {
  ...productSteps,
  ...setSteps,
  ...photoSteps,
  ...moreSteps,
  ...personSteps,
  ...changeSteps,
};

const sentVars = (scene: Scene) => {
  const fields = fieldsOf(scene);
  return {
    product: fields.productName,
    commune: unitName(fields.unit, scene.world),
    code: { slot: 'ideaCode' },
  };
};

const sent: EndStep = {
  kind: 'end',
  say: [{ text: 'registerIdea.sent', vars: sentVars }, { text: 'registerIdea.whatNext' }],
  emit: (scene) => [{ type: 'idea_registered', ideaId: ideaIdOf(scene.inboundId), fields: fieldsOf(scene) }],
  offer: afterSending,
};

export const registerIdea: Flow = {
  name: 'register-idea',
  version: 1,
  needs: [],
  requires: ['consent', 'profile'],
  start: 'productName',
  entries: [],
  resumable: true,
  review: 'review',
  steps: {
    ...formSteps,
    review: reviewStep({ area: 'registerIdea', send: { to: ['sent'], pick: () => 'sent' } }),
    sent,
  },
};
