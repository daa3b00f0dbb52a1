/** Pure: the registry of the officer's unit as files: the list, the table of the ministry, the notice register. */
import type { UnitCode } from '../../core/model.ts';
import type { ChooseStep, EndStep, Flow, Scene } from '../define.ts';
import { unitName } from './idea-lines.ts';
import { textOf } from './text-answer.ts';

/** Kinds of papers; the file is made when it is sent. */
const kinds = ['registry-list', 'registry-ptnt', 'registry-notices'] as const;

const unitsOf = ({ world }: Scene): readonly UnitCode[] => world.officer?.units ?? [];

const papers: ChooseStep = {
  kind: 'choose',
  instead: {
    to: ['notOfficer'],
    pick: ({ world }) => (world.officer === null ? 'notOfficer' : null),
  },
  say: [{ text: 'registry.paper.ask' }],
  options: [
    ...kinds.map((value) => ({ value, label: { key: `registry.paper.${value}` } })),
    { value: 'home', label: { key: 'officerCertificates.homeButton' } },
  ],
  next: {
    to: ['toHome', 'paperUnit', 'paperSent'],
    pick: (scene) => {
      if (scene.answers.papers === 'home') return 'toHome';
      return unitsOf(scene).length === 1 ? 'paperSent' : 'paperUnit';
    },
  },
};

const paperUnit: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'registry.paper.unit' }],
  options: (scene) =>
    unitsOf(scene).map((unit) => ({ value: unit, label: { plain: unitName(unit, scene.world) } })),
  next: 'paperSent',
};

/** Only a unit of the officer's own ever stands in the name of a paper. */
function attach(scene: Scene) {
  const kind = kinds.find((one) => one === scene.answers.papers) ?? 'registry-list';
  const chosen = textOf(scene.answers, 'paperUnit');
  const unit = unitsOf(scene).find((one) => one === chosen) ?? unitsOf(scene)[0] ?? '';
  const language = scene.world.contact.language ?? 'vi';
  const media = `paper/${kind}/${language}/${unit}`;
  return { document: { media, name: { key: `registry.paper.name.${kind}` } } };
}

const paperSent: EndStep = {
  kind: 'end',
  say: [{ text: 'registry.paper.sent', attach }],
  offer: [{ value: 'officer-certificates', label: { key: 'officerCertificates.homeButton' } }],
};

export const registryPaperSteps: Flow['steps'] = { papers, paperUnit, paperSent };
