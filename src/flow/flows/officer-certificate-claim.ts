/** Pure: a person says that a certificate is theirs; the officer confirms or refuses with a reason. */
import type { Claim } from '../../core/certificate.ts';
import type { Vars } from '../../core/event.ts';
import { formatPhone } from '../../core/phone.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import type { Query } from '../needs.ts';
import { certificateVars } from './certificate-lines.ts';
import { blank } from './idea-lines.ts';
import { isInScope } from './officer-idea.ts';
import { readText, textHints } from './text-answer.ts';

/** The claim being looked at, if it lies in the officer's units. */
function claimOf(scene: Scene): Claim | null {
  const { found, unitCertificates } = scene.world;
  const looked = found?.kind === 'claim' ? found.claim : null;
  const claim = looked ?? unitCertificates?.claims.find(({ id }) => id === scene.arg) ?? null;
  return claim !== null && claim.id === scene.arg && isInScope(claim.certificate, scene) ? claim : null;
}

const lookup = (_input: unknown, { arg }: Scene): Query | null =>
  arg === undefined ? null : { kind: 'claimById', id: arg };

const vars = (scene: Scene): Vars => {
  const claim = claimOf(scene);
  if (claim === null) return {};
  return {
    ...certificateVars(claim.certificate, scene),
    person: claim.person ?? blank,
    phone: claim.phone === null ? blank : formatPhone(claim.phone),
    phoneMatch: { key: claim.phoneMatches ? 'certificates.phoneMatches' : 'certificates.phoneDiffers' },
    refusal: claim.reason ?? '–',
  };
};

/** Not theirs or not there: the same words; decided meanwhile: said so. */
const elsewhere = {
  to: ['foreign', 'claimOver'],
  pick: (scene: Scene) => {
    const claim = claimOf(scene);
    if (claim === null) return 'foreign';
    return claim.state === 'open' ? null : 'claimOver';
  },
};

const claim: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: elsewhere,
  say: [{ text: 'officerCertificates.claim', vars }],
  options: [
    { value: 'confirm', label: { key: 'officerCertificates.confirm' }, words: 'consent.yesWords' },
    { value: 'refuse', label: { key: 'officerCertificates.refuse' }, words: 'consent.noWords' },
    { value: 'home', label: { key: 'officerCertificates.homeButton' } },
  ],
  next: {
    to: ['claimConfirmed', 'claimOver', 'claimReason', 'toHome'],
    pick: (scene) => {
      if (scene.answers.claim === 'home') return 'toHome';
      if (claimOf(scene)?.state !== 'open') return 'claimOver';
      return scene.answers.claim === 'confirm' ? 'claimConfirmed' : 'claimReason';
    },
  },
};

const claimReason: AskStep = {
  kind: 'ask',
  lookup,
  instead: elsewhere,
  say: [{ text: 'officerCertificates.claimReason', vars }],
  parse: (input) => readText(input, { max: 500, min: 10 }),
  hints: textHints,
  next: {
    to: ['claimRefused', 'claimOver'],
    pick: (scene) => (claimOf(scene)?.state === 'open' ? 'claimRefused' : 'claimOver'),
  },
};

const toHome = { to: ['officer-certificates'], pick: () => 'officer-certificates' };

const claimConfirmed: EndStep = {
  kind: 'end',
  say: [{ text: 'officerCertificates.claimConfirmed', vars }],
  emit: (scene) => {
    const decided = claimOf(scene);
    return decided === null ? [] : [{ type: 'claim_decided', claim: decided.id, agreed: true }];
  },
  goTo: toHome,
};

const claimRefused: EndStep = {
  kind: 'end',
  say: [{ text: 'officerCertificates.claimRefused', vars }],
  emit: (scene) => {
    const decided = claimOf(scene);
    const reason = String(scene.answers.claimReason);
    return decided === null ? [] : [{ type: 'claim_decided', claim: decided.id, agreed: false, reason }];
  },
  goTo: toHome,
};

export const claimDecisionSteps: Flow['steps'] = {
  claim,
  claimReason,
  claimConfirmed,
  claimRefused,
  seeClaim: {
    kind: 'end',
    say: [],
    goTo: {
      to: ['officer-certificates:claim'],
      pick: ({ arg }) => `officer-certificates:claim:${arg ?? ''}`,
    },
  },
  claimOver: { kind: 'end', say: [{ text: 'officerCertificates.claimOver' }], goTo: toHome },
  foreign: { kind: 'end', say: [{ text: 'officerCertificates.foreign' }], goTo: toHome },
};
