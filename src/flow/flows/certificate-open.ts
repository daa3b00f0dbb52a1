/** Pure: one certificate before its owner's eyes: what today means for it, the papers it needs, and that they are filed. */
import { mayDecline, maySayFiled } from '../../core/certificate-meaning.ts';
import type { ChooseStep, EndStep, Flow, Option } from '../define.ts';
import { backToIt, ownLookup as lookup, may, notYours, ownOf, ownVars as vars } from './certificate-own.ts';
import { putOffSteps } from './certificate-put-off.ts';
import { leadTo } from './onward.ts';

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

/** What renewing needs (article 6, domain reference §7.1). */
const papers: ChooseStep = {
  kind: 'choose',
  instead: notYours,
  say: [{ text: 'certificates.papers', vars }],
  options: [option('tick'), option('note'), backToIt, option('officer')],
  next: {
    to: ['again', 'toOfficer', 'toDossier', 'toNote'],
    pick: ({ answers }) =>
      ({ officer: 'toOfficer', tick: 'toDossier', note: 'toNote' })[String(answers.papers)] ?? 'again',
  },
};

/** The checklist of the set, where it is known. */
const toDossier: EndStep = {
  kind: 'end',
  say: [],
  goTo: {
    to: ['dossier'],
    pick: (scene) => {
      const set = ownOf(scene)?.productSet ?? null;
      return set === null ? 'dossier' : `dossier::${set}:renewal`;
    },
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

export const openSteps: Flow['steps'] = {
  open,
  papers,
  toDossier,
  filed,
  said,
  ...putOffSteps,
  again: {
    kind: 'end',
    say: [],
    goTo: { to: ['certificates:open'], pick: ({ arg }) => `certificates:open:${arg ?? ''}` },
  },
  // Papers with a last day of their own are reminded of like any other date.
  toNote: leadTo('calendar:title'),
  toOfficer: leadTo('ask-officer'),
  notYours: {
    kind: 'end',
    say: [{ text: 'certificates.notYours' }],
    goTo: { to: ['certificates'], pick: () => 'certificates' },
  },
};
