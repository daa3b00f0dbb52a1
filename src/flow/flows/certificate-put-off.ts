/** Pure: not renewing, with a reason, and no reminders for a while. */
import { addDays } from '../../core/calendar.ts';
import { renewalWindow } from '../../core/certificate.ts';
import { declineReasons, declineReasonText, mayDecline } from '../../core/certificate-meaning.ts';
import type { Day } from '../../core/model.ts';
import type { ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import { backToIt, ownLookup as lookup, may, notYours, ownOf, ownVars as vars } from './certificate-own.ts';
import { yesNo } from './consent-question.ts';
import { readText, textHints, textOf } from './text-answer.ts';

const decline: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: notYours,
  say: [{ text: 'certificates.declineAsk', vars }],
  options: [
    ...declineReasons.map((value) => ({ value, label: { key: `certificates.declineWhy.${value}` } })),
    backToIt,
  ],
  parse: (input) => readText(input, { max: 300, min: 5 }),
  hints: textHints,
  next: {
    to: ['declineSure', 'again'],
    pick: ({ answers }) => (answers.decline === 'open' ? 'again' : 'declineSure'),
  },
};

const reasonShown = ({ answers }: Scene) => declineReasonText(textOf(answers, 'decline') ?? '');

const declineSure: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: notYours,
  say: [
    { text: 'certificates.declineSure', vars: (scene) => ({ ...vars(scene), reason: reasonShown(scene) }) },
  ],
  options: yesNo,
  next: {
    to: ['declined', 'again'],
    pick: (scene) => (scene.answers.declineSure === 'yes' && may(scene, mayDecline) ? 'declined' : 'again'),
  },
};

const declined: EndStep = {
  kind: 'end',
  say: [{ text: 'certificates.declined', vars }],
  emit: (scene) => {
    const certificate = ownOf(scene);
    const reason = textOf(scene.answers, 'decline') ?? '';
    if (certificate === null) return [];
    return [{ type: 'renewal_declined', certificate: certificate.id, seen: certificate.version, reason }];
  },
  goTo: { to: ['certificates'], pick: () => 'certificates' },
};

const resumed: EndStep = {
  kind: 'end',
  say: [{ text: 'certificates.resumed', vars }],
  emit: (scene) => {
    const certificate = ownOf(scene);
    if (certificate === null) return [];
    return [{ type: 'renewal_resumed', certificate: certificate.id, seen: certificate.version }];
  },
  goTo: { to: ['certificates:open'], pick: ({ arg }) => `certificates:open:${arg ?? ''}` },
};

/** Days of silence that may be wished for. */
const snoozes: Readonly<Record<string, number>> = { week: 7, month: 30 };

function snoozedUntil(scene: Scene): Day | null {
  const certificate = ownOf(scene);
  if (certificate === null) return null;
  const days = snoozes[String(scene.answers.snooze)];
  if (days !== undefined) return addDays(scene.world.today, days);
  return scene.answers.snooze === 'window' ? renewalWindow(certificate.validUntil).opensOn : null;
}

const isBeforeWindow = (scene: Scene): boolean => {
  const certificate = ownOf(scene);
  return certificate !== null && scene.world.today < renewalWindow(certificate.validUntil).opensOn;
};

const snooze: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: notYours,
  say: [{ text: 'certificates.snoozeAsk', vars }],
  options: (scene) => [
    ...(isBeforeWindow(scene) ? ['window'] : []).concat(Object.keys(snoozes)).map((value) => ({
      value,
      label: { key: `certificates.snooze.${value}` },
    })),
    backToIt,
  ],
  next: {
    to: ['snoozeSet', 'again'],
    pick: (scene) => (snoozedUntil(scene) === null ? 'again' : 'snoozeSet'),
  },
};

const snoozeSet: EndStep = {
  kind: 'end',
  say: [
    {
      text: 'certificates.snoozeSet',
      vars: (scene) => ({ ...vars(scene), until: { day: snoozedUntil(scene) ?? '' } }),
    },
  ],
  emit: (scene) => {
    const certificate = ownOf(scene);
    if (certificate === null) return [];
    return [{ type: 'certificate_snoozed', certificate: certificate.id, until: snoozedUntil(scene) }];
  },
  goTo: { to: ['certificates'], pick: () => 'certificates' },
};

export const putOffSteps: Flow['steps'] = {
  decline,
  declineSure,
  declined,
  resumed,
  snooze,
  snoozeSet,
};
