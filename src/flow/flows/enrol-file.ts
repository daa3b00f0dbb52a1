/** Pure: an officer sends a list of people for a class: it is read as a trial, enrolled after the report was seen, and can be taken back. */
import type { AskStep, ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { EnrolListSeen } from '../needs/enrol.ts';
import type { Query } from '../needs.ts';
import { codeOf, lookupRoll, rollOf, unlessTheirs } from './class-papers-scene.ts';
import { yesNo } from './consent-question.ts';
import { home } from './link-answer.ts';
import { parseSheet, sheetHints } from './sheet-answer.ts';
import { textOf } from './text-answer.ts';

const toClass = (code: string): readonly Option[] => [
  { value: `class-papers:open:${code}`, label: { key: 'enrol.toClass' } },
  ...home,
];

const titleOf = (scene: Scene) => rollOf(scene)?.view?.offering.title ?? '';

const file: AskStep = {
  kind: 'ask',
  lookup: lookupRoll,
  instead: unlessTheirs,
  say: [
    { text: 'enrol.fileAsk', vars: (scene) => ({ title: titleOf(scene), code: codeOf(scene) }) },
    {
      text: 'enrol.sample',
      attach: (scene) => ({
        document: {
          media: `paper/enrol-sample/${scene.world.contact.language ?? 'vi'}/${codeOf(scene)}`,
          name: { key: 'enrol.sampleName' },
        },
      }),
      once: true,
    },
  ],
  parse: parseSheet,
  hints: sheetHints,
  next: 'sent',
};

const sent: EndStep = {
  kind: 'end',
  lookup: lookupRoll,
  instead: unlessTheirs,
  say: [{ text: 'enrol.fileSent' }],
  emit: (scene) => {
    const media = textOf(scene.answers, 'file');
    const offering = rollOf(scene)?.view?.offering;
    if (media === undefined || offering === undefined) return [];
    const { id, code } = offering;
    const fileName = textOf(scene.answers, 'fileName') ?? '';
    return [{ type: 'enrol_list_sent', offering: id, code, media, fileName }];
  },
  offer: (scene) => toClass(codeOf(scene)),
};

const lookupList = (_input: unknown, { arg }: Scene): Query | null =>
  arg === undefined ? null : { kind: 'enrolList', id: arg };

/** The list, if it is this officer's and still in that state. */
function listIn({ world }: Scene, state: EnrolListSeen['state']): EnrolListSeen | null {
  const seen = world.found?.kind === 'enrolList' ? world.found.list : null;
  const isOwn = world.officer !== null && seen?.contactId === world.contact.id;
  return isOwn && seen?.state === state ? seen : null;
}

const named = (state: EnrolListSeen['state']) => (scene: Scene) => {
  const { fileName = '', code = '' } = listIn(scene, state) ?? {};
  return { file: fileName === '' ? { key: 'registry.unnamed' } : fileName, code };
};

/** A question about one list, which must still wait for it. */
const asking = (step: 'take' | 'undo', state: EnrolListSeen['state'], done: string): ChooseStep => ({
  kind: 'choose',
  lookup: lookupList,
  instead: { to: ['over'], pick: (scene) => (listIn(scene, state) === null ? 'over' : null) },
  say: [{ text: `enrol.${step}Ask`, vars: named(state) }],
  options: yesNo,
  next: {
    to: [done, 'kept', 'over'],
    pick: (scene) => {
      if (scene.answers[step] !== 'yes') return 'kept';
      return listIn(scene, state) === null ? 'over' : done;
    },
  },
});

const taken: EndStep = {
  kind: 'end',
  lookup: lookupList,
  instead: { to: ['over'], pick: (scene) => (listIn(scene, 'tried') === null ? 'over' : null) },
  say: [{ text: 'enrol.taken' }],
  emit: ({ arg }) => (arg === undefined ? [] : [{ type: 'enrol_list_taken', list: arg }]),
  offer: home,
};

const undone: EndStep = {
  kind: 'end',
  lookup: lookupList,
  instead: { to: ['over'], pick: (scene) => (listIn(scene, 'written') === null ? 'over' : null) },
  say: [{ text: 'enrol.undoneSaid', vars: () => ({ outcome: { slot: 'enrolUndone' } }) }],
  emit: (scene) => {
    const list = listIn(scene, 'written');
    const { arg } = scene;
    if (list === null || arg === undefined) return [];
    return [{ type: 'enrol_list_undone', list: arg, offering: list.offering }];
  },
  offer: (scene) => toClass(listIn(scene, 'written')?.code ?? ''),
};

export const enrolFile: Flow = {
  name: 'enrol-file',
  version: 1,
  needs: [],
  requires: ['consent'],
  start: 'file',
  entries: ['file', 'take', 'undo'],
  resumable: false,
  steps: {
    file,
    sent,
    take: asking('take', 'tried', 'taken'),
    taken,
    undo: asking('undo', 'written', 'undone'),
    undone,
    kept: { kind: 'end', say: [{ text: 'enrol.kept' }], offer: home },
    over: { kind: 'end', say: [{ text: 'enrol.over' }], offer: home },
    notYours: { kind: 'end', say: [{ text: 'checkIn.notYours' }], offer: home },
    notOfficer: { kind: 'end', say: [{ text: 'officer.notOfficer' }], offer: home },
  },
};
