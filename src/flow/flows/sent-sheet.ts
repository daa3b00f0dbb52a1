/**
 * Pure: somebody sent a spreadsheet that nobody asked for. An officer says what it is for, and it goes the same way as a
 * file that was asked for; anybody else learns where to turn. Nothing is read before that.
 */
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { OfferingView } from '../needs/seats.ts';
import { unitName } from './idea-lines.ts';
import { fileSent, fileUnit } from './officer-registry-file.ts';
import { parseSheet } from './sheet-answer.ts';
import { textOf } from './text-answer.ts';

/** Classes offered to be filled from it. */
const classesShown = 8;

const held = ({ world }: Scene): readonly OfferingView[] => world.unitOfferings ?? [];

const name = ({ answers }: Scene) => textOf(answers, 'fileName') || { key: 'registry.unnamed' };

const option = (value: string): Option => ({
  value,
  label: { key: `sentSheet.${value}` },
  words: `sentSheet.${value}Words`,
});

const what: ChooseStep = {
  kind: 'choose',
  instead: {
    to: ['stranger', 'lost'],
    pick: (scene) => {
      if (scene.world.officer === null) return 'stranger';
      return textOf(scene.answers, 'file') !== undefined || parseSheet(scene.input).ok ? null : 'lost';
    },
  },
  keep: (scene) => {
    const read = parseSheet(scene.input);
    return read.ok ? { file: read.value, ...read.also } : {};
  },
  say: [{ text: 'sentSheet.ask', vars: (scene) => ({ file: name(scene) }) }],
  options: (scene) => [
    option('registry'),
    ...(held(scene).length === 0 ? [] : [option('enrol')]),
    option('nothing'),
  ],
  next: {
    to: ['fileSent', 'fileUnit', 'class', 'nothing'],
    pick: ({ answers, world }) => {
      if (answers.what === 'registry') return world.officer?.units.length === 1 ? 'fileSent' : 'fileUnit';
      return answers.what === 'enrol' ? 'class' : 'nothing';
    },
  },
};

const pickClass: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'sentSheet.class', vars: (scene) => ({ file: name(scene) }) }],
  options: (scene) =>
    held(scene)
      .slice(0, classesShown)
      .map(({ offering }) => ({
        value: offering.code,
        label: { plain: `${offering.title} (${offering.code}), ${unitName(offering.unit, scene.world)}` },
      })),
  next: 'enrolSent',
};

const enrolSent: EndStep = {
  kind: 'end',
  say: [{ text: 'enrol.fileSent' }],
  emit: (scene) => {
    const media = textOf(scene.answers, 'file');
    const view = held(scene).find(({ offering }) => offering.code === scene.answers.class);
    if (media === undefined || view === undefined) return [];
    const { id, code } = view.offering;
    const fileName = textOf(scene.answers, 'fileName') ?? '';
    return [{ type: 'enrol_list_sent', offering: id, code, media, fileName }];
  },
  offer: [{ value: 'help', label: { key: 'help.button' } }],
};

const end = (text: string, offer: readonly Option[]): EndStep => ({ kind: 'end', say: [{ text }], offer });
const start: Option = { value: 'help', label: { key: 'help.button' } };

export const sentSheet: Flow = {
  name: 'sent-sheet',
  version: 1,
  needs: ['unitOfferings'],
  requires: ['consent'],
  start: 'what',
  entries: [],
  resumable: false,
  steps: {
    what,
    class: pickClass,
    enrolSent,
    fileUnit,
    fileSent,
    nothing: end('sentSheet.left', [start]),
    lost: end('registry.fileLost', [start]),
    stranger: end('sentSheet.stranger', [
      { value: 'ask-officer', label: { key: 'askOfficer.button' } },
      { value: 'register-idea', label: { key: 'flow.register-idea' } },
      start,
    ]),
  },
};
