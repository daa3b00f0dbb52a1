/** Pure: a person's rights over their data: read the notice, see everything held, have it deleted (domain reference §12). */
import { dayOf } from '../../core/calendar.ts';
import type { TextRef } from '../../core/event.ts';
import { purposes } from '../../core/model.ts';
import { formatPhone } from '../../core/phone.ts';
import type { EndStep, Flow, Scene } from '../define.ts';
import { ideaLines, setName, unitName } from './idea-lines.ts';
import { lineOf } from './offering-card.ts';
import { leadTo } from './onward.ts';
import { topicName } from './settings-interests.ts';

/** What is held about the person themselves; masked nothing, it is theirs. */
function personLines({ world }: Scene): readonly TextRef[] {
  const { name, phone, unit, hamlet, language, consents, optedOut } = world.contact;
  const none: TextRef = { key: 'privacy.none' };
  const line = (item: string, value: string | TextRef): TextRef => ({
    key: `privacy.item.${item}`,
    vars: { value },
  });
  return [
    line('name', name ?? none),
    line('phone', phone === null ? none : formatPhone(phone)),
    line('commune', unit === null ? none : unitName(unit, world)),
    line('hamlet', hamlet ?? none),
    line('language', { key: `welcome.${language ?? 'vi'}` }),
    ...purposes.map((purpose) => {
      const answer = consents[purpose];
      const key = answer === undefined ? 'privacy.notAsked' : answer ? 'privacy.agreed' : 'privacy.declined';
      return line('consent', { key, vars: { purpose: { key: `consent.short.${purpose}` } } });
    }),
    ...(world.interests ?? []).map((topic) => line('interest', topicName(topic))),
    ...(optedOut.length > 0 ? [{ key: 'privacy.item.optedOut' }] : []),
    ...(world.officer === null ? [] : [{ key: 'privacy.item.officer' }]),
  ];
}

/** Every idea with all its answers, newest last. */
function ideaBlocks({ world }: Scene): readonly (TextRef | string)[] {
  return (world.myIdeas ?? []).flatMap(({ code, status, fields }, at) => [
    ...(at === 0 ? [] : ['']),
    { key: 'privacy.idea', vars: { code, status: { key: `idea.status.${status}` } } },
    ...ideaLines(fields, world),
  ]);
}

/** Scores they gave themselves and dossiers they tick off. */
function progressLines({ world }: Scene): readonly TextRef[] {
  const { checks = [], drafts = [], dossiers = [] } = world.ownProgress ?? {};
  return [
    ...checks.map(({ setId, points, at }) => ({
      key: 'privacy.check',
      vars: { set: setName(setId), points, day: { day: dayOf(at) } },
    })),
    ...drafts.map(({ setId, product, answers }) => ({
      key: 'privacy.draft',
      vars: { product: product === '' ? setName(setId) : product, count: Object.keys(answers).length },
    })),
    ...dossiers.map(({ kind, setId, ticked }) => ({
      key: 'privacy.dossier',
      vars: { set: setName(setId), kind: { key: `dossier.kinds.${kind}` }, count: ticked.length },
    })),
  ];
}

const hasIdeas = ({ world }: Scene): boolean => (world.myIdeas ?? []).length > 0;

const shown: EndStep = {
  kind: 'end',
  say: [
    { text: 'privacy.shown', vars: (scene) => ({ data: { lines: personLines(scene) } }) },
    { text: 'privacy.ideas', vars: (scene) => ({ ideas: { lines: ideaBlocks(scene) } }), when: hasIdeas },
    {
      text: 'privacy.progress',
      vars: (scene) => ({ progress: { lines: progressLines(scene) } }),
      when: (scene) => progressLines(scene).length > 0,
    },
    {
      text: 'classes.own.held',
      vars: ({ world }) => ({
        classes: { lines: (world.mySeats ?? []).map((seat) => lineOf(seat, world.now)) },
      }),
      when: ({ world }) => (world.mySeats ?? []).length > 0,
    },
    { text: 'privacy.alsoHeld' },
  ],
  emit: () => [{ type: 'data_shown' }],
  offer: [
    { value: 'profile', label: { key: 'privacy.correct' } },
    { value: 'privacy:erase', label: { key: 'privacy.erase.button' } },
    { value: 'help', label: { key: 'help.button' } },
  ],
};

export const privacy: Flow = {
  name: 'privacy',
  version: 1,
  needs: ['myIdeas', 'ownProgress', 'mySeats', 'interests'],
  requires: [],
  start: 'menu',
  entries: ['shown', 'erase'],
  resumable: false,
  steps: {
    menu: {
      kind: 'choose',
      say: [{ text: 'privacy.what' }, { text: 'privacy.who' }, { text: 'privacy.rights' }],
      options: [
        { value: 'shown', label: { key: 'privacy.show.button' }, words: 'privacy.show.words' },
        { value: 'erase', label: { key: 'privacy.erase.button' }, words: 'privacy.erase.words' },
        { value: 'settings', label: { key: 'privacy.consents' } },
        { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
      ],
      next: {
        to: ['shown', 'erase', 'toSettings', 'closed'],
        pick: ({ answers }) =>
          ({ shown: 'shown', erase: 'erase', settings: 'toSettings' })[String(answers.menu)] ?? 'closed',
      },
    },
    shown,
    erase: {
      kind: 'choose',
      say: [{ text: 'privacy.erase.what' }, { text: 'privacy.erase.ask' }],
      options: [
        { value: 'yes', label: { key: 'privacy.erase.yes' }, words: 'privacy.erase.yesWords', plainly: true },
        { value: 'no', label: { key: 'privacy.erase.no' }, words: 'consent.noWords' },
      ],
      next: {
        to: ['erased', 'kept'],
        pick: ({ answers }) => (answers.erase === 'yes' ? 'erased' : 'kept'),
      },
    },
    erased: {
      kind: 'end',
      say: [{ text: 'privacy.erased' }],
      emit: () => [{ type: 'data_erased' }],
      offer: [{ value: 'welcome', label: { key: 'welcome.again' } }],
      forgets: true,
    },
    kept: { kind: 'end', say: [{ text: 'privacy.kept' }], goTo: { to: ['help'], pick: () => 'help' } },
    toSettings: {
      kind: 'end',
      say: [],
      goTo: { to: ['settings:messages'], pick: () => 'settings:messages' },
    },
    closed: leadTo('help'),
  },
};
