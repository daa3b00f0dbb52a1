/** Pure: one certificate before its owner's eyes: what today means for it; filed, not renewing, not now. */
import { addDays } from '../../core/calendar.ts';
import { renewalWindow } from '../../core/certificate.ts';
import {
  declineReasons,
  declineReasonText,
  mayDecline,
  maySayFiled,
} from '../../core/certificate-meaning.ts';
import type { Vars } from '../../core/event.ts';
import type { Day } from '../../core/model.ts';
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { OwnCertificate } from '../needs/certificate.ts';
import type { Query } from '../needs.ts';
import { certificateVars } from './certificate-lines.ts';
import { yesNo } from './consent-question.ts';
import { readText, textHints, textOf } from './text-answer.ts';

/** The certificate being looked at, if it is this person's. */
function ownOf({ world, arg }: Scene): OwnCertificate | null {
  return world.myCertificates?.certificates.find(({ id }) => id === arg) ?? null;
}

const vars = (scene: Scene): Vars => {
  const certificate = ownOf(scene);
  return certificate === null ? {} : certificateVars(certificate, scene);
};

/** Locks the certificate while something may be done to it. */
const lookup = (_input: unknown, { arg }: Scene): Query | null =>
  arg === undefined ? null : { kind: 'certificateById', id: arg };

const notYours = {
  to: ['notYours'],
  pick: (scene: Scene) => (ownOf(scene) === null ? 'notYours' : null),
};

const may = (scene: Scene, what: typeof mayDecline): boolean => {
  const certificate = ownOf(scene);
  return certificate !== null && what(certificate, scene.world.today);
};

const option = (value: string): Option => ({
  value,
  label: { key: `certificates.${value}Button` },
  words: `certificates.${value}Words`,
});

const open: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: notYours,
  say: [
    { text: 'certificates.open', vars },
    { text: 'certificates.meaningLine', vars },
    {
      text: 'certificates.snoozed',
      vars: (scene) => ({ until: { day: ownOf(scene)?.snoozedUntil ?? '' } }),
      when: (scene) => (ownOf(scene)?.snoozedUntil ?? '') > scene.world.today,
    },
  ],
  options: (scene) => [
    ...(may(scene, maySayFiled) ? [option('filed')] : []),
    ...(may(scene, mayDecline) ? [option('papers'), option('snooze'), option('decline')] : []),
    ...((ownOf(scene)?.declinedOn ?? null) === null ? [] : [option('resume')]),
    option('officer'),
    { value: 'list', label: { key: 'certificates.toList' }, words: 'myIdeas.toListWords' },
  ],
  next: {
    to: ['filed', 'papers', 'snooze', 'decline', 'resumed', 'toOfficer', 'toList'],
    pick: ({ answers }) =>
      ({ filed: 'filed', papers: 'papers', snooze: 'snooze', decline: 'decline', resume: 'resumed' })[
        String(answers.open)
      ] ?? (answers.open === 'officer' ? 'toOfficer' : 'toList'),
  },
};

const toOpen: Option = { value: 'open', label: { key: 'certificates.backToIt' } };

/** What renewing needs (article 6, domain reference §7.1). */
const papers: ChooseStep = {
  kind: 'choose',
  instead: notYours,
  say: [{ text: 'certificates.papers', vars }],
  options: [toOpen, option('officer')],
  next: {
    to: ['again', 'toOfficer'],
    pick: ({ answers }) => (answers.papers === 'officer' ? 'toOfficer' : 'again'),
  },
};

const filed: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: notYours,
  say: [{ text: 'certificates.filedAsk', vars }],
  options: [
    { value: 'yes', label: { key: 'consent.yes' }, words: 'certificates.filedYesWords' },
    { value: 'no', label: { key: 'consent.no' }, words: 'certificates.filedNoWords' },
  ],
  next: {
    to: ['said', 'again'],
    pick: (scene) => (scene.answers.filed === 'yes' && may(scene, maySayFiled) ? 'said' : 'again'),
  },
};

const said: EndStep = {
  kind: 'end',
  say: [{ text: 'certificates.said', vars }],
  emit: (scene) => {
    const certificate = ownOf(scene);
    return certificate === null ? [] : [{ type: 'renewal_said', certificate: certificate.id }];
  },
  goTo: { to: ['certificates'], pick: () => 'certificates' },
};

const decline: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: notYours,
  say: [{ text: 'certificates.declineAsk', vars }],
  options: [
    ...declineReasons.map((value) => ({ value, label: { key: `certificates.declineWhy.${value}` } })),
    toOpen,
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
    toOpen,
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

export const openSteps: Flow['steps'] = {
  open,
  papers,
  filed,
  said,
  decline,
  declineSure,
  declined,
  resumed,
  snooze,
  snoozeSet,
  again: {
    kind: 'end',
    say: [],
    goTo: { to: ['certificates:open'], pick: ({ arg }) => `certificates:open:${arg ?? ''}` },
  },
  toOfficer: { kind: 'end', say: [], goTo: { to: ['ask-officer'], pick: () => 'ask-officer' } },
  notYours: {
    kind: 'end',
    say: [{ text: 'certificates.notYours' }],
    goTo: { to: ['certificates'], pick: () => 'certificates' },
  },
};
