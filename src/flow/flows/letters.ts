/**
 * Pure: official letters for an officer: what could be written today, as Word or PDF. Every paper is a draft: number,
 * signature and stamp come from the office.
 */
import type { CertificateId } from '../../core/certificate.ts';
import type { LetterKind, LetterScope } from '../../core/letter-draft.ts';
import type { UnitCode } from '../../core/model.ts';
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import { unitName } from './idea-lines.ts';
import { headSteps } from './letter-head.ts';
import { leadTo } from './onward.ts';

const strangers = {
  to: ['notOfficer'],
  pick: ({ world }: Scene) => (world.officer === null ? 'notOfficer' : null),
};

const close: Option = { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' };

const scopes = ({ world }: Scene): readonly LetterScope[] =>
  world.found?.kind === 'letterScope' ? world.found.scope : [];

const classes = ({ world }: Scene) => world.heldOfferings ?? [];

/** With several units each letter says whose it is. */
const scopeOption =
  (scene: Scene) =>
  ({ unit, kind, count }: LetterScope): Option => ({
    value: `${kind}.${unit}`,
    label: {
      key: (scene.world.officer?.units.length ?? 0) > 1 ? 'letters.optionOf' : 'letters.option',
      vars: { kind: { key: `letters.kind.${kind}` }, count, unit: unitName(unit, scene.world) },
    },
    words: `letters.kindWords.${kind}`,
  });

const home: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  lookup: () => ({ kind: 'letterScope' }),
  say: [
    { text: 'letters.home', when: (scene) => scopes(scene).length + classes(scene).length > 0 },
    { text: 'letters.none', when: (scene) => scopes(scene).length + classes(scene).length === 0 },
  ],
  options: (scene) => [
    ...scopes(scene).map(scopeOption(scene)),
    ...(classes(scene).length === 0
      ? []
      : [
          {
            value: 'invitation',
            label: { key: 'letters.kind.invitation' },
            words: 'letters.kindWords.invitation',
          },
        ]),
    { value: 'head', label: { key: 'letters.head.button' }, words: 'letters.head.words' },
    close,
  ],
  next: {
    to: ['form', 'class', 'toHead', 'closed'],
    pick: ({ answers }) =>
      ({ invitation: 'class', close: 'closed', head: 'toHead' })[String(answers.home)] ?? 'form',
  },
};

const pickClass: ChooseStep = {
  kind: 'choose',
  say: [{ text: 'letters.class' }],
  options: (scene) =>
    classes(scene)
      .slice(0, 8)
      .map(({ offering }) => ({
        value: offering.code,
        label: { plain: `${offering.title} (${offering.code})` },
      })),
  next: 'form',
};

const forms: readonly Option[] = (['docx', 'pdf'] as const).map((form) => ({
  value: form,
  label: { key: `letters.form.${form}` },
  words: `letters.formWords.${form}`,
}));

const form: ChooseStep = {
  kind: 'choose',
  // Asked once more: what was offered may be done by now.
  lookup: () => ({ kind: 'letterScope' }),
  say: [{ text: 'letters.formAsk' }],
  options: forms,
  next: 'sent',
};

/** One certificate's letter, from the list of calls. */
const one: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  lookup: (_input, { arg }) => (arg === undefined ? null : { kind: 'certificateById', id: arg }),
  say: [{ text: 'letters.formAsk' }],
  options: forms,
  next: 'sent',
};

/** The officer's unit that writes: the place itself, else its province; `null` for places of others. */
function writer({ world }: Scene, place: UnitCode): UnitCode | null {
  const units = world.officer?.units ?? [];
  const province = world.units.byCode(place)?.provinceCode;
  return units.find((unit) => unit === place) ?? units.find((unit) => unit === province) ?? null;
}

interface Wanted {
  readonly kind: LetterKind;
  readonly unit: UnitCode;
  readonly certificate?: CertificateId;
  readonly offering?: string;
}

/** What is to be written, by what was chosen. */
function wanted(scene: Scene): Wanted | null {
  const { answers, world, arg } = scene;
  if (answers.one !== undefined) {
    const found = world.found?.kind === 'certificates' ? world.found.certificates : [];
    const certificate = found.find(({ id }) => id === arg);
    const unit = certificate === undefined ? null : writer(scene, certificate.unit);
    if (certificate === undefined || unit === null) return null;
    return { kind: 'renewal', unit, certificate: certificate.id };
  }
  const view = classes(scene).find(({ offering }) => offering.code === answers.class);
  if (view !== undefined) {
    const unit = writer(scene, view.offering.unit);
    return unit === null ? null : { kind: 'invitation', unit, offering: view.offering.code };
  }
  const [name = '', unit = ''] = String(answers.home).split('.');
  const due = scopes(scene).find((scope) => scope.kind === name && scope.unit === unit);
  return due === undefined ? null : { kind: due.kind, unit: due.unit };
}

const formOf = ({ answers }: Scene): string => String(answers.one ?? answers.form ?? 'docx');

const sent: EndStep = {
  kind: 'end',
  say: [
    {
      text: 'letters.sent',
      vars: () => ({ number: { slot: 'letterNumber' } }),
      attach: (scene) =>
        wanted(scene) === null
          ? null
          : {
              document: {
                media: `paper/letter-${formOf(scene)}/vi/${scene.inboundId}`,
                name: { key: `letters.fileName.${formOf(scene) === 'pdf' ? 'pdf' : 'docx'}` },
              },
            },
      when: (scene) => wanted(scene) !== null,
    },
    { text: 'letters.gone', when: (scene) => wanted(scene) === null },
  ],
  emit: (scene) => {
    const letter = wanted(scene);
    return letter === null ? [] : [{ type: 'letter_drafted', id: scene.inboundId, ...letter }];
  },
  offer: (scene) => [
    ...(wanted(scene)?.kind === 'renewal'
      ? [{ value: `letters:posted:${scene.inboundId}`, label: { key: 'letters.postedButton' } }]
      : []),
    { value: 'letters:home', label: { key: 'letters.again' } },
    { value: 'call-list', label: { key: 'callList.button' } },
  ],
};

export const letters: Flow = {
  name: 'letters',
  version: 1,
  needs: ['heldOfferings'],
  requires: ['consent'],
  start: 'begin',
  entries: ['home', 'one', 'posted', 'head'],
  resumable: false,
  steps: {
    begin: leadTo('letters:home'),
    home,
    ...headSteps,
    toHead: leadTo('letters:head'),
    class: pickClass,
    form,
    one,
    sent,
    posted: {
      kind: 'end',
      instead: strangers,
      say: [{ text: 'letters.posted', vars: () => ({ count: { slot: 'lettersPosted' } }) }],
      emit: ({ arg }) => (arg === undefined ? [] : [{ type: 'letters_posted', letter: arg }]),
      offer: [{ value: 'call-list', label: { key: 'callList.button' } }],
    },
    notOfficer: {
      kind: 'end',
      say: [{ text: 'officer.notOfficer' }],
      offer: [{ value: 'help', label: { key: 'help.button' } }],
    },
    closed: leadTo('help'),
  },
};
