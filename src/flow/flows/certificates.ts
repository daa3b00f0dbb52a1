/** Pure: the certificates of the person who writes: days left, what that means now, and what they want to do about it. */

import type { ChooseStep, Flow, Option, Scene } from '../define.ts';
import type { OwnCertificate } from '../needs/certificate.ts';
import { claimSteps } from './certificate-claim.ts';
import { certificateLine, certificateOption, certificateTitle } from './certificate-lines.ts';
import { openSteps } from './certificate-open.ts';
import { leadTo } from './onward.ts';

/** Certificates shown as buttons; all stand in the list. */
const listedAtMost = 8;

export const ownCertificates = ({ world }: Scene): readonly OwnCertificate[] =>
  world.myCertificates?.certificates ?? [];

const lines = (scene: Scene) => ({
  certificates: { lines: ownCertificates(scene).map((one) => certificateLine(one, scene)) },
});

const waiting = ({ world }: Scene) => ({
  claims: {
    lines: (world.myCertificates?.claims ?? []).map(({ certificate }) => certificateTitle(certificate)),
  },
});
const hasClaims = ({ world }: Scene): boolean => (world.myCertificates?.claims ?? []).length > 0;

const close: Option = { value: 'close', label: { key: 'certificates.close' }, words: 'profile.closeWords' };
const claim: Option = {
  value: 'claim',
  label: { key: 'certificates.claim' },
  words: 'certificates.claimWords',
};

const list: ChooseStep = {
  kind: 'choose',
  instead: {
    to: ['none'],
    pick: (scene) => (ownCertificates(scene).length === 0 ? 'none' : null),
  },
  say: [
    { text: 'certificates.list', vars: lines },
    { text: 'certificates.waiting', vars: waiting, when: hasClaims },
    { text: 'certificates.listAsk' },
  ],
  options: (scene) => [...ownCertificates(scene).slice(0, listedAtMost).map(certificateOption), claim, close],
  next: {
    to: ['toOpen', 'claim', 'closed'],
    pick: ({ answers }) => ({ claim: 'claim', close: 'closed' })[String(answers.list)] ?? 'toOpen',
  },
};

const proposed = ({ world }: Scene) => world.myCertificates?.proposed ?? [];

/** Nothing is theirs yet: what the phone number speaks for is offered, and claiming by number or name. */
const none: ChooseStep = {
  kind: 'choose',
  say: [
    { text: 'certificates.none', when: (scene) => !hasClaims(scene) },
    { text: 'certificates.waiting', vars: waiting, when: hasClaims },
    {
      text: 'certificates.proposed',
      vars: (scene) => ({ certificates: { lines: proposed(scene).map((one) => certificateTitle(one)) } }),
      when: (scene) => proposed(scene).length > 0,
    },
  ],
  options: (scene) => [...proposed(scene).map(certificateOption), claim, close],
  next: {
    to: ['claim', 'closed', 'toClaim'],
    pick: ({ answers }) => ({ claim: 'claim', close: 'closed' })[String(answers.none)] ?? 'toClaim',
  },
};

export const certificates: Flow = {
  name: 'certificates',
  version: 1,
  needs: ['myCertificates'],
  requires: ['consent', 'profile'],
  start: 'list',
  entries: ['list', 'open', 'claim', 'claimConfirm', 'papers', 'filed', 'decline', 'snooze'],
  resumable: false,
  steps: {
    list,
    none,
    ...openSteps,
    ...claimSteps,
    toOpen: {
      kind: 'end',
      say: [],
      goTo: { to: ['certificates:open'], pick: ({ answers }) => `certificates:open:${String(answers.list)}` },
    },
    toClaim: {
      kind: 'end',
      say: [],
      goTo: {
        to: ['certificates:claimConfirm'],
        pick: ({ answers }) => `certificates:claimConfirm:${String(answers.none)}`,
      },
    },
    toList: leadTo('certificates'),
    closed: leadTo('help'),
  },
};
