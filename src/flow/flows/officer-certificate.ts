/** Pure: one certificate before an officer: its renewal dossier received, forwarded, decided; each with its day. */
import { formatDay, parseDay } from '../../core/calendar.ts';
import {
  type CertificateStatus,
  type FilingState,
  mayMoveFiling,
  openFiling,
  renewalWindow,
  statusOf,
} from '../../core/certificate.ts';
import type { Vars } from '../../core/event.ts';
import type { Day } from '../../core/model.ts';
import { fold } from '../../core/vietnamese.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Option, Parsed, Scene } from '../define.ts';
import { certificateVars } from './certificate-lines.ts';
import { yesNo } from './consent-question.ts';
import {
  foreignCertificate as foreign,
  certificateLookup as lookup,
  officerCertificate,
} from './officer-certificate-seen.ts';
import { correctionSteps } from './officer-correction.ts';
import { readText, textHints, textOf } from './text-answer.ts';

type Move = Exclude<FilingState, 'said'>;
const moves: readonly Move[] = ['confirmed', 'refused', 'forwarded', 'granted', 'denied'];
const needsReason: readonly Move[] = ['refused', 'denied'];

const ended: readonly CertificateStatus[] = ['revoked', 'renewed'];

/** What may be done with its dossier; of an ended certificate nothing. */
function movesOf(scene: Scene): readonly Move[] {
  const certificate = officerCertificate(scene);
  if (certificate === null || ended.includes(statusOf(certificate, scene.world.today))) return [];
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
    { text: 'officerCertificates.standing', vars },
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
    { value: 'home', label: { key: 'officerCertificates.homeButton' } },
  ],
  next: {
    to: ['filingDay', 'filingReason', 'correct', 'toHome', 'changed'],
    pick: (scene) => {
      if (scene.answers.open === 'correct') return 'correct';
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

/** Words for the day of the message itself. */
const todayWords: readonly string[] = ['hom nay', 'nay', 'today'];

function parseFilingDay(text: string, { world }: Scene): Parsed {
  const day = todayWords.includes(fold(text)) ? world.today : parseDay(text);
  if (day === null) return { ok: false, hint: 'officerCertificates.noDay' };
  if (day > world.today)
    return { ok: false, hint: 'officerCertificates.future', vars: { today: formatDay(world.today) } };
  return { ok: true, value: day };
}

const filingDay: AskStep = {
  kind: 'ask',
  lookup,
  instead: foreign,
  say: [{ text: 'officerCertificates.dayAsk', vars }],
  suggest: [
    { value: 'today', label: { key: 'officerCertificates.today' }, words: 'officerCertificates.todayWords' },
  ],
  parse: (input, scene) => (input.kind === 'text' ? parseFilingDay(input.text, scene) : { ok: false }),
  hints: ['officerCertificates.noDay', 'officerCertificates.future'],
  next: 'filingSure',
};

function dayChosen({ answers, world }: Scene): Day {
  const day = textOf(answers, 'filingDay');
  return day === undefined || day === 'today' ? world.today : (parseDay(day) ?? world.today);
}

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

const toOpen = {
  to: ['officer-certificates:open'],
  pick: ({ arg }: Scene) => `officer-certificates:open:${arg ?? ''}`,
};

const moved: EndStep = {
  kind: 'end',
  say: [{ text: 'officerCertificates.moved', vars }],
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
  goTo: toOpen,
};

export const certificateSteps: Flow['steps'] = {
  ...correctionSteps,
  open,
  filingReason,
  filingDay,
  filingSure,
  moved,
  changed: { kind: 'end', say: [{ text: 'officerCertificates.changed' }], goTo: toOpen },
  again: { kind: 'end', say: [], goTo: toOpen },
};
