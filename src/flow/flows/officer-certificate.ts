/** Pure: one certificate before an officer: its renewal dossier received, forwarded, decided; each with its day. */
import {
  type CertificateStatus,
  type FilingState,
  mayMoveFiling,
  openFiling,
  renewalWindow,
  statusOf,
} from '../../core/certificate.ts';
import type { Vars } from '../../core/event.ts';
import { filingDue } from '../../core/filing-due.ts';
import type { Day } from '../../core/model.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Line, Option, Scene } from '../define.ts';
import { certificateVars } from './certificate-lines.ts';
import { yesNo } from './consent-question.ts';
import { endLines, endOptions, endSteps } from './officer-certificate-end.ts';
import {
  backToCertificate,
  foreignCertificate as foreign,
  certificateLookup as lookup,
  officerCertificate,
} from './officer-certificate-seen.ts';
import { correctionSteps } from './officer-correction.ts';
import { pastDayHints, pastDayIn, readPastDay, todayOption } from './past-day.ts';
import { readText, textHints, textOf } from './text-answer.ts';

type Move = Exclude<FilingState, 'said'>;
const moves: readonly Move[] = ['confirmed', 'refused', 'forwarded', 'granted', 'denied'];
const needsReason: readonly Move[] = ['refused', 'denied'];

const ended: readonly CertificateStatus[] = ['revoked', 'renewed'];

/** What may be done with its dossier; of an ended certificate nothing. */
function movesOf(scene: Scene): readonly Move[] {
  const certificate = officerCertificate(scene);
  if (certificate === null || certificate.stoppedOn !== null) return [];
  if (ended.includes(statusOf(certificate, scene.world.today))) return [];
  const from = openFiling(certificate)?.state ?? null;
  return moves.filter((to) => mayMoveFiling(from, to));
}

const chosen = ({ answers }: Scene): Move | null => moves.find((move) => move === answers.open) ?? null;

const vars = (scene: Scene): Vars => {
  const certificate = officerCertificate(scene);
  if (certificate === null) return {};
  const { opensOn, closesOn } = renewalWindow(certificate.validUntil);
  const day = dayChosen(scene);
  return {
    ...certificateVars(certificate, scene),
    move: { key: `officerCertificates.move.${chosen(scene) ?? 'confirmed'}` },
    on: { day },
    outside: {
      key:
        day < opensOn || day > closesOn
          ? 'officerCertificates.outsideWindow'
          : 'officerCertificates.insideWindow',
      vars: { opensOn: { day: opensOn }, closesOn: { day: closesOn } },
    },
    why: textOf(scene.answers, 'filingReason') ?? '–',
  };
};

const open: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  keep: (scene) => {
    const certificate = officerCertificate(scene);
    if (certificate === null) return {};
    return { seen: openFiling(certificate)?.version ?? 0, version: certificate.version };
  },
  say: [
    { text: 'certificates.open', vars },
    {
      text: 'officerCertificates.standing',
      vars,
      when: (scene) => (officerCertificate(scene)?.revokedOn ?? null) === null,
    },
    ...endLines(vars),
    {
      text: 'officerCertificates.declined',
      vars,
      when: (scene) => (officerCertificate(scene)?.declinedOn ?? null) !== null,
    },
  ],
  options: (scene) => [
    ...movesOf(scene).map(
      (value): Option => ({ value, label: { key: `officerCertificates.moveButton.${value}` } }),
    ),
    {
      value: 'correct',
      label: { key: 'officerCertificates.correct' },
      words: 'officerCertificates.correctWords',
    },
    ...endOptions(scene),
    { value: 'home', label: { key: 'officerCertificates.homeButton' } },
  ],
  next: {
    to: ['filingDay', 'filingReason', 'correct', 'end', 'restore', 'toHome', 'changed'],
    pick: (scene) => {
      const elsewhere = ['correct', 'end', 'restore'].find((one) => one === scene.answers.open);
      if (elsewhere !== undefined) return elsewhere;
      const move = chosen(scene);
      if (move === null) return 'toHome';
      if (!stillMay(scene)) return 'changed';
      return needsReason.includes(move) ? 'filingReason' : 'filingDay';
    },
  },
};

/** Still the filing that was read, and still open to this move. */
function stillMay(scene: Scene): boolean {
  const certificate = officerCertificate(scene);
  const move = chosen(scene);
  if (certificate === null || move === null || !movesOf(scene).includes(move)) return false;
  return (openFiling(certificate)?.version ?? 0) === Number(scene.answers.seen);
}

const filingReason: AskStep = {
  kind: 'ask',
  lookup,
  instead: foreign,
  say: [{ text: 'officerCertificates.reasonAsk', vars }],
  parse: (input) => readText(input, { max: 500, min: 10 }),
  hints: textHints,
  next: 'filingDay',
};

/** Nothing is forwarded or decided before it was received, or received before the certificate was issued. */
function earliest(scene: Scene): Day | null {
  const certificate = officerCertificate(scene);
  const received = chosen(scene) === 'confirmed' ? null : (certificate?.filing?.filedOn ?? null);
  return received ?? certificate?.issuedOn ?? null;
}

const filingDay: AskStep = {
  kind: 'ask',
  lookup,
  instead: foreign,
  say: [{ text: 'officerCertificates.dayAsk', vars }],
  suggest: [todayOption],
  parse: (_input, scene) => readPastDay(scene, earliest(scene)),
  hints: pastDayHints,
  next: 'filingSure',
};

const dayChosen = ({ answers, world }: Scene): Day => pastDayIn(answers, 'filingDay', world.today);

const filingSure: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [
    { text: 'officerCertificates.sure', vars },
    {
      text: 'officerCertificates.sureWhy',
      vars,
      when: (scene) => needsReason.some((one) => one === chosen(scene)),
    },
    { text: 'officerCertificates.sureWindow', vars, when: (scene) => chosen(scene) === 'confirmed' },
  ],
  options: yesNo,
  next: {
    to: ['moved', 'changed', 'again'],
    pick: (scene) => {
      if (scene.answers.filingSure !== 'yes') return 'again';
      return stillMay(scene) ? 'moved' : 'changed';
    },
  },
};

/** The last days that start with what was just written. */
const dueVars = (scene: Scene): Vars => {
  const { filing = null } = officerCertificate(scene) ?? {};
  const [day, move] = [dayChosen(scene), chosen(scene)];
  const dates =
    move === 'confirmed'
      ? { filedOn: day, forwardedOn: null }
      : { filedOn: filing?.filedOn ?? null, forwardedOn: day };
  const due = filingDue(dates, scene.world.calendar.workingDaysAfter);
  return due === null ? {} : { forwardBy: { day: due.forwardBy }, resultBy: { day: due.resultBy } };
};

const dueLine = (move: Move): Line => ({
  text: `officerCertificates.movedDue.${move}`,
  vars: dueVars,
  when: (scene) => chosen(scene) === move,
});

const moved: EndStep = {
  kind: 'end',
  say: [
    { text: 'officerCertificates.moved', vars },
    dueLine('confirmed'),
    dueLine('forwarded'),
    dueLine('granted'),
  ],
  emit: (scene) => {
    const certificate = officerCertificate(scene);
    const to = chosen(scene);
    if (certificate === null || to === null) return [];
    const reason = textOf(scene.answers, 'filingReason');
    return [
      {
        type: 'filing_moved',
        certificate: certificate.id,
        seen: Number(scene.answers.seen),
        to,
        on: dayChosen(scene),
        ...(reason === undefined ? {} : { reason }),
      },
    ];
  },
  goTo: backToCertificate,
};

export const certificateSteps: Flow['steps'] = {
  ...correctionSteps,
  ...endSteps,
  open,
  filingReason,
  filingDay,
  filingSure,
  moved,
  changed: { kind: 'end', say: [{ text: 'officerCertificates.changed' }], goTo: backToCertificate },
  again: { kind: 'end', say: [], goTo: backToCertificate },
  // Where buttons of messages lead: a step nobody stays at, so that a second message opens its own certificate.
  see: { kind: 'end', say: [], goTo: backToCertificate },
};
