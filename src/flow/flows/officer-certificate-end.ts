/**
 * Pure: a certificate ends before its day: an officer records the decision that revokes it, or confirms that the product
 * is no longer made; a mistaken entry is taken back with a reason. Each is read once more before it is written.
 */
import {
  mayRestore,
  mayRevoke,
  mayStop,
  readDecision,
  revokeDueOn,
  revokedBy,
  revokeGrounds,
  revokeReasonText,
} from '../../core/certificate-end.ts';
import type { Event, Vars } from '../../core/event.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Line, Option, Scene } from '../define.ts';
import { certificateVars } from './certificate-lines.ts';
import { yesNo } from './consent-question.ts';
import {
  backToCertificate,
  foreignCertificate as foreign,
  isAsSeen,
  certificateLookup as lookup,
  officerCertificate,
} from './officer-certificate-seen.ts';
import { pastDayHints, pastDayIn, readPastDay, todayOption } from './past-day.ts';
import { readText, textHints, textOf } from './text-answer.ts';

const back: Option = { value: 'back', label: { key: 'certificates.backToIt' } };

const option = (value: string): Option => ({
  value,
  label: { key: `officerCertificates.end.${value}` },
  words: `officerCertificates.end.${value}Words`,
});

/** What may be done to it, at the end of its options. */
export function endOptions(scene: Scene): readonly Option[] {
  const certificate = officerCertificate(scene);
  if (certificate === null) return [];
  return [
    ...(mayRevoke(certificate, scene.world.today) ? [option('end')] : []),
    ...(mayRestore(certificate) ? [option('restore')] : []),
  ];
}

/** How it stands, when it was ended. */
export const endLines = (vars: (scene: Scene) => Vars): readonly Line[] => [
  {
    text: 'officerCertificates.end.isRevoked',
    vars,
    when: (scene) => (officerCertificate(scene)?.revokedOn ?? null) !== null,
  },
  {
    text: 'officerCertificates.end.isStopped',
    vars,
    when: (scene) => {
      const certificate = officerCertificate(scene);
      return certificate?.revokedOn === null && certificate.stoppedOn !== null;
    },
  },
];

/** The ground that was chosen, or the words that were typed for another one. */
const reasonOf = ({ answers }: Scene): string =>
  (answers.revokeGround === 'other' ? textOf(answers, 'revokeWords') : textOf(answers, 'revokeGround')) ?? '';

const vars = (scene: Scene): Vars => {
  const certificate = officerCertificate(scene);
  if (certificate === null) return {};
  const { answers, world } = scene;
  const stopped = pastDayIn(answers, 'stopDay', world.today);
  return {
    ...certificateVars(certificate, scene),
    reason: revokeReasonText(reasonOf(scene)),
    decision: textOf(answers, 'revokeDecision') ?? '–',
    on: { day: pastDayIn(answers, 'revokeDay', world.today) },
    by: { key: `certificates.revokedBy.${revokedBy(certificate.star)}` },
    stopped: { day: stopped },
    due: { day: revokeDueOn(stopped) },
    why: textOf(answers, 'restore') ?? '–',
  };
};

const seen = { lookup, instead: foreign } as const;

const end: ChooseStep = {
  kind: 'choose',
  ...seen,
  say: [{ text: 'officerCertificates.end.ask', vars }],
  options: (scene) => {
    const certificate = officerCertificate(scene);
    const stoppable = certificate !== null && mayStop(certificate, scene.world.today);
    return [option('revoke'), ...(stoppable ? [option('stop')] : []), back];
  },
  next: {
    to: ['revokeGround', 'stopDay', 'again'],
    pick: ({ answers }) => ({ revoke: 'revokeGround', stop: 'stopDay' })[String(answers.end)] ?? 'again',
  },
};

const revokeGround: ChooseStep = {
  kind: 'choose',
  ...seen,
  say: [{ text: 'officerCertificates.end.groundAsk', vars }],
  options: [
    ...revokeGrounds.map((value) => ({ value, label: { key: `officerCertificates.end.ground.${value}` } })),
    back,
  ],
  next: {
    to: ['revokeDecision', 'revokeWords', 'again'],
    pick: ({ answers }) =>
      ({ back: 'again', other: 'revokeWords' })[String(answers.revokeGround)] ?? 'revokeDecision',
  },
};

const revokeWords: AskStep = {
  kind: 'ask',
  ...seen,
  say: [{ text: 'officerCertificates.end.wordsAsk', vars }],
  parse: (input) => readText(input, { max: 300, min: 10 }),
  hints: textHints,
  next: 'revokeDecision',
};

const revokeDecision: AskStep = {
  kind: 'ask',
  ...seen,
  say: [{ text: 'officerCertificates.end.decisionAsk', vars }],
  parse: (input) => {
    const read = input.kind === 'text' ? readDecision(input.text) : null;
    if (read === null) return { ok: false };
    return read.ok ? read : { ok: false, hint: read.code };
  },
  hints: ['officerCertificates.noDecision'],
  next: 'revokeDay',
};

/** A day since its issue, as nothing ends before it began. */
const dayStep = (text: string, next: string): AskStep => ({
  kind: 'ask',
  ...seen,
  say: [{ text, vars }],
  suggest: [todayOption],
  parse: (_input, scene) => readPastDay(scene, officerCertificate(scene)?.issuedOn),
  hints: pastDayHints,
  next,
});

/** Read once more; written only while it still stands as it was read. */
const sure = (name: string, text: string, done: string): ChooseStep => ({
  kind: 'choose',
  ...seen,
  say: [{ text, vars }],
  options: yesNo,
  next: {
    to: [done, 'changed', 'again'],
    pick: (scene) => {
      if (scene.answers[name] !== 'yes') return 'again';
      return isAsSeen(scene) ? done : 'changed';
    },
  },
});

const restore: AskStep = {
  kind: 'ask',
  ...seen,
  say: [{ text: 'officerCertificates.end.restoreAsk', vars }],
  parse: (input) => readText(input, { max: 300, min: 10 }),
  hints: textHints,
  next: 'restoreSure',
};

type Ending = Extract<
  Event,
  { readonly type: 'certificate_revoked' | 'production_stopped' | 'certificate_restored' }
>;

/** Written down, with what the handler says of who was told. */
const written = (
  text: string,
  event: (scene: Scene, of: Pick<Ending, 'certificate' | 'seen'>) => Ending,
): EndStep => ({
  kind: 'end',
  say: [
    { text, vars },
    { text: 'officerCertificates.end.told', vars: () => ({ told: { slot: 'ownersTold' } }) },
  ],
  emit: (scene) => {
    const certificate = officerCertificate(scene);
    return certificate === null
      ? []
      : [event(scene, { certificate: certificate.id, seen: certificate.version })];
  },
  goTo: backToCertificate,
});

export const endSteps: Flow['steps'] = {
  end,
  revokeGround,
  revokeWords,
  revokeDecision,
  revokeDay: dayStep('officerCertificates.end.dayAsk', 'revokeSure'),
  revokeSure: sure('revokeSure', 'officerCertificates.end.revokeSure', 'revoked'),
  revoked: written('officerCertificates.end.revoked', (scene, of) => ({
    type: 'certificate_revoked',
    ...of,
    on: pastDayIn(scene.answers, 'revokeDay', scene.world.today),
    decision: textOf(scene.answers, 'revokeDecision') ?? '',
    reason: reasonOf(scene),
  })),
  stopDay: dayStep('officerCertificates.end.stopDayAsk', 'stopSure'),
  stopSure: sure('stopSure', 'officerCertificates.end.stopSure', 'stopped'),
  stopped: written('officerCertificates.end.stopped', (scene, of) => ({
    type: 'production_stopped',
    ...of,
    on: pastDayIn(scene.answers, 'stopDay', scene.world.today),
  })),
  restore,
  restoreSure: sure('restoreSure', 'officerCertificates.end.restoreSure', 'restored'),
  restored: written('officerCertificates.end.restored', (scene, of) => ({
    type: 'certificate_restored',
    ...of,
    reason: textOf(scene.answers, 'restore') ?? '',
  })),
};
