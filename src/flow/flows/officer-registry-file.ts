/** Pure: an officer sends a registry file: it is read as a trial first, and written only after the report was seen. */
import type { UnitCode } from '../../core/model.ts';
import type { AskStep, ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import type { RegistryFileSeen } from '../needs/certificate.ts';
import { yesNo } from './consent-question.ts';
import { unitName } from './idea-lines.ts';
import { parseSheet, sheetHints } from './sheet-answer.ts';
import { textOf } from './text-answer.ts';

const unitsOf = ({ world }: Scene): readonly UnitCode[] => world.officer?.units ?? [];

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

const file: AskStep = {
  kind: 'ask',
  instead: strangers,
  say: [{ text: 'registry.fileAsk' }],
  parse: parseSheet,
  hints: sheetHints,
  next: {
    to: ['fileSent', 'fileUnit'],
    pick: (scene) => (unitsOf(scene).length === 1 ? 'fileSent' : 'fileUnit'),
  },
};

/** Asked of officers of several units. */
export const fileUnit: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'registry.fileUnit' }],
  options: (scene) =>
    unitsOf(scene).map((unit) => ({ value: unit, label: { plain: unitName(unit, scene.world) } })),
  next: 'fileSent',
};

/** Takes the file kept under `file`, for the unit chosen or the officer's only one. */
export const fileSent: EndStep = {
  kind: 'end',
  say: [{ text: 'registry.fileSent' }],
  emit: (scene) => {
    const media = textOf(scene.answers, 'file');
    const chosen = textOf(scene.answers, 'fileUnit');
    const unit = unitsOf(scene).find((one) => one === chosen) ?? unitsOf(scene)[0];
    if (media === undefined || unit === undefined) return [];
    return [{ type: 'registry_file_sent', media, unit, fileName: textOf(scene.answers, 'fileName') ?? '' }];
  },
  offer: [{ value: 'officer-certificates', label: { key: 'officerCertificates.homeButton' } }],
};

/** The file that was tried, if it is this officer's and still waits. */
function triedFile({ world }: Scene): RegistryFileSeen | null {
  const seen = world.found?.kind === 'registryFile' ? world.found.file : null;
  return seen !== null && seen.contactId === world.contact.id && seen.state === 'tried' ? seen : null;
}

const take: ChooseStep = {
  kind: 'choose',
  lookup: (_input, { arg }) => (arg === undefined ? null : { kind: 'registryFile', id: arg }),
  instead: { to: ['takeOver'], pick: (scene) => (triedFile(scene) === null ? 'takeOver' : null) },
  say: [
    {
      text: 'registry.takeAsk',
      vars: (scene) => ({ file: triedFile(scene)?.fileName || { key: 'registry.unnamed' } }),
    },
  ],
  options: yesNo,
  next: {
    to: ['taken', 'toHome', 'takeOver'],
    pick: (scene) => {
      if (scene.answers.take !== 'yes') return 'toHome';
      return triedFile(scene) === null ? 'takeOver' : 'taken';
    },
  },
};

const taken: EndStep = {
  kind: 'end',
  say: [{ text: 'registry.taken' }],
  emit: ({ arg }) => (arg === undefined ? [] : [{ type: 'registry_file_taken', file: arg }]),
  offer: [{ value: 'officer-certificates', label: { key: 'officerCertificates.homeButton' } }],
};

export const registryFileSteps: Flow['steps'] = {
  file,
  fileUnit,
  fileSent,
  take,
  taken,
  takeOver: {
    kind: 'end',
    say: [{ text: 'registry.takeOver' }],
    goTo: { to: ['officer-certificates'], pick: () => 'officer-certificates' },
  },
};
