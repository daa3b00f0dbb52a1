/** Pure: papers of a class for the officers of its units: list, poster, name tags, check-in page, certificates, what people thought. */
import { whoStayedAway } from '../../core/attendance-certificate.ts';
import type { ChooseStep, EndStep, Flow, Option, Scene, Step } from '../define.ts';
import { certifySteps } from './class-papers-certify.ts';
import { resultSteps } from './class-papers-results.ts';
import { close, codeOf, lookupRoll, rollOf, strangers, toClass, unlessTheirs } from './class-papers-scene.ts';
import { home } from './link-answer.ts';
import { visitLines } from './offering-card.ts';
import { leadTo, onward } from './onward.ts';

const listedAtMost = 8;

const list: ChooseStep = {
  kind: 'choose',
  instead: strangers,
  say: [{ text: 'classPapers.list' }],
  options: ({ world }): readonly Option[] => [
    ...(world.heldOfferings ?? []).slice(0, listedAtMost).map(({ offering }) => ({
      value: offering.code,
      label: { plain: `${offering.title} (${offering.code})` },
    })),
    close,
  ],
  next: { to: ['toOpen', 'closed'], pick: ({ answers }) => (answers.list === 'close' ? 'closed' : 'toOpen') },
};

const deeds = ['roster', 'enrol', 'poster', 'tags', 'page', 'certify', 'away', 'rating'] as const;

/** What looks at something else than the roll begins anew. */
const leads: Readonly<Record<string, string>> = {
  ...{ list: 'toList', rating: 'toRating', enrol: 'toEnrol', desk: 'toDesk' },
};

const option = (value: string): Option => ({
  value,
  label: { key: `classPapers.deed.${value}` },
  words: `classPapers.deed.${value}Words`,
});

const open: ChooseStep = {
  kind: 'choose',
  lookup: lookupRoll,
  instead: unlessTheirs,
  say: [
    {
      text: 'classPapers.open',
      vars: (scene) => {
        const view = rollOf(scene)?.view;
        const card = view == null ? [] : visitLines(view);
        return { title: view?.offering.title ?? '', code: codeOf(scene), card: { lines: card } };
      },
    },
  ],
  options: [
    ...deeds.map(option),
    { value: 'desk', label: { key: 'classPapers.desk' }, words: 'classPapers.deskWords' },
    { value: 'list', label: { key: 'classPapers.other' }, words: 'classPapers.otherWords' },
  ],
  next: {
    to: ['roster', 'toEnrol', 'poster', 'tags', 'page', 'certify', 'away', 'toRating', 'toDesk', 'toList'],
    pick: ({ answers }) => leads[String(answers.open)] ?? String(answers.open),
  },
};

/** Which form or size, then the paper itself. */
function paperSteps(kind: string, forms: readonly string[]): Readonly<Record<string, Step>> {
  return {
    [kind]: {
      kind: 'choose',
      lookup: lookupRoll,
      instead: unlessTheirs,
      say: [{ text: `classPapers.${kind}.ask` }],
      options: forms.map((form) => ({
        value: form,
        label: { key: `classPapers.${kind}.${form}` },
        words: `classPapers.${kind}.${form}Words`,
      })),
      next: `${kind}Sent`,
    },
    [`${kind}Sent`]: sending(({ answers }) => `${kind}-${String(answers[kind])}`, `classPapers.${kind}.sent`),
  };
}

/** Access is asked for in the very turn that offers the paper. */
function sending(paper: (scene: Scene) => string, text: string): EndStep {
  return {
    kind: 'end',
    lookup: lookupRoll,
    instead: unlessTheirs,
    say: [
      {
        text,
        vars: (scene) => ({ title: rollOf(scene)?.view?.offering.title ?? '' }),
        attach: (scene) => {
          const language = scene.world.contact.language ?? 'vi';
          const name = { key: `classPapers.file.${paper(scene)}`, vars: { code: codeOf(scene) } };
          return { document: { media: `paper/${paper(scene)}/${language}/${codeOf(scene)}`, name } };
        },
      },
    ],
    offer: again,
  };
}

const again = (scene: Scene): readonly Option[] => [
  { value: `class-papers:open:${codeOf(scene)}`, label: { key: 'classPapers.more' } },
  ...home,
];

const page: EndStep = {
  kind: 'end',
  lookup: lookupRoll,
  instead: unlessTheirs,
  say: [{ text: 'classPapers.page.said', vars: () => ({ outcome: { slot: 'checkInPage' } }) }],
  emit: (scene) => {
    const id = rollOf(scene)?.view?.offering.id;
    return id === undefined ? [] : [{ type: 'check_in_page_wanted', offering: id, code: codeOf(scene) }];
  },
  offer: again,
};

const away: EndStep = {
  kind: 'end',
  lookup: lookupRoll,
  instead: unlessTheirs,
  say: [
    {
      text: 'classPapers.away.list',
      vars: (scene) => ({
        title: rollOf(scene)?.view?.offering.title ?? '',
        count: missing(scene).length,
        people: { lines: missing(scene).map(({ name }) => `• ${name}`) },
      }),
      when: (scene) => missing(scene).length > 0,
    },
    { text: 'classPapers.away.none', when: (scene) => missing(scene).length === 0 },
  ],
  offer: again,
};

const missing = (scene: Scene) => whoStayedAway(rollOf(scene)?.rows ?? []);

export const classPapers: Flow = {
  name: 'class-papers',
  version: 1,
  needs: ['heldOfferings'],
  requires: ['consent'],
  start: 'list',
  entries: ['open', 'roster', 'poster', 'page', 'certify', 'rating'],
  resumable: false,
  steps: {
    list,
    open,
    ...paperSteps('roster', ['docx', 'pdf', 'xlsx']),
    ...paperSteps('poster', ['a4', 'a3']),
    tags: sending(() => 'tags', 'classPapers.tagsSent'),
    page,
    away,
    ...certifySteps(again),
    ...resultSteps(again),
    toList: leadTo('class-papers'),
    toDesk: {
      kind: 'end',
      say: [],
      goTo: { to: ['class-desk:open'], pick: (scene) => `class-desk:open:${codeOf(scene)}` },
    },
    toRating: {
      kind: 'end',
      say: [],
      goTo: { to: ['class-papers:rating'], pick: (scene) => `class-papers:rating:${codeOf(scene)}` },
    },
    toEnrol: {
      kind: 'end',
      say: [],
      goTo: { to: ['enrol-file:file'], pick: (scene) => `enrol-file:file:${codeOf(scene)}` },
    },
    toOpen: { kind: 'end', say: [], goTo: toClass },
    none: { kind: 'end', say: [{ text: 'classPapers.none' }], offer: onward('make-class') },
    notYours: { kind: 'end', say: [{ text: 'checkIn.notYours' }], offer: onward('class-desk') },
    notOfficer: { kind: 'end', say: [{ text: 'officer.notOfficer' }], offer: home },
    closed: leadTo('help'),
  },
};
