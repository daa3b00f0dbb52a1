/** Pure: an officer sets a field of a certificate by hand; from then on no file overwrites it. */
import {
  type CorrectedField,
  type Correction,
  correctedFields,
  readCorrection,
} from '../../core/certificate-correction.ts';
import type { Vars } from '../../core/event.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import { certificateVars } from './certificate-lines.ts';
import { yesNo } from './consent-question.ts';
import {
  backToCertificate,
  foreignCertificate as foreign,
  isAsSeen,
  certificateLookup as lookup,
  officerCertificate,
} from './officer-certificate-seen.ts';
import { phoneHints } from './phone-answer.ts';
import { textHints, textOf } from './text-answer.ts';

const fieldOf = ({ answers }: Scene): CorrectedField | null =>
  correctedFields.find((field) => field === answers.correct) ?? null;

function correctionOf(scene: Scene, typed: string): ReturnType<typeof readCorrection> | null {
  const [field, certificate] = [fieldOf(scene), officerCertificate(scene)];
  return field === null || certificate === null ? null : readCorrection(field, typed, certificate);
}

const settled = (scene: Scene): Correction | null => {
  const read = correctionOf(scene, textOf(scene.answers, 'correctValue') ?? '');
  return read?.ok === true ? read.value : null;
};

const vars = (scene: Scene): Vars => {
  const certificate = officerCertificate(scene);
  if (certificate === null) return {};
  return {
    ...certificateVars(certificate, scene),
    field: { key: `registry.field.${fieldOf(scene) ?? 'number'}` },
    value: settled(scene)?.shown ?? '–',
  };
};

const correct: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [{ text: 'officerCertificates.correctAsk', vars }],
  options: [
    ...correctedFields.map((field) => ({ value: field, label: { key: `registry.field.${field}` } })),
    { value: 'back', label: { key: 'certificates.backToIt' } },
  ],
  next: {
    to: ['correctValue', 'again'],
    pick: (scene) => (fieldOf(scene) === null ? 'again' : 'correctValue'),
  },
};

const correctValue: AskStep = {
  kind: 'ask',
  lookup,
  instead: foreign,
  say: [{ text: 'officerCertificates.correctValue', vars }],
  parse: (input, scene) => {
    const read = input.kind === 'text' ? correctionOf(scene, input.text) : null;
    if (read === null) return { ok: false };
    if (read.ok) return { ok: true, value: read.value.value };
    return read.vars === undefined
      ? { ok: false, hint: read.code }
      : { ok: false, hint: read.code, vars: read.vars };
  },
  hints: [...textHints, ...phoneHints, 'officerCertificates.noDay', 'officerCertificates.endsFirst'],
  next: 'correctSure',
};

const correctSure: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  say: [{ text: 'officerCertificates.correctSure', vars }],
  options: yesNo,
  next: {
    to: ['corrected', 'changed', 'again'],
    pick: (scene) => {
      if (scene.answers.correctSure !== 'yes') return 'again';
      return isAsSeen(scene) ? 'corrected' : 'changed';
    },
  },
};

const corrected: EndStep = {
  kind: 'end',
  say: [{ text: 'officerCertificates.corrected', vars }],
  emit: (scene) => {
    const [certificate, correction] = [officerCertificate(scene), settled(scene)];
    if (certificate === null || correction === null) return [];
    const { field, value } = correction;
    return [
      { type: 'certificate_corrected', certificate: certificate.id, seen: certificate.version, field, value },
    ];
  },
  goTo: backToCertificate,
};

export const correctionSteps: Flow['steps'] = { correct, correctValue, correctSure, corrected };
