/** Pure: a person reads again what they received: the last announcements and notices, five a page, each whole by its number. */
import { dayOf } from '../../core/calendar.ts';
import type { Vars } from '../../core/event.ts';
import { type ReceivedMessage, receivedAtMost } from '../../core/received.ts';
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import type { Attachment } from '../showing.ts';
import { leadTo, onward } from './onward.ts';
import { optionsOf } from './received-buttons.ts';
import { allOf, messageOf, pageOf, pageOptions, pagesOf, shownUntil } from './received-page.ts';
import { attachmentOf, lacksFile, wholeOf } from './received-words.ts';

const isCancelled = (message: ReceivedMessage): boolean =>
  message.kind === 'announcement' && message.isCancelled;

const isLast = (scene: Scene): boolean => pageOf(scene) === pagesOf(scene);

const list: ChooseStep = {
  kind: 'choose',
  listed: true,
  instead: {
    to: ['none', 'read'],
    pick: (scene) => {
      if (allOf(scene).length === 0) return 'none';
      return messageOf(scene) === null ? null : 'read';
    },
  },
  say: [
    {
      text: 'received.list',
      vars: (scene) => ({ page: pageOf(scene), pages: pagesOf(scene) }),
      when: (scene) => pagesOf(scene) > 1,
    },
    { text: 'received.listAll', when: (scene) => pagesOf(scene) === 1 },
    {
      text: 'received.noOlder',
      vars: () => ({ count: receivedAtMost }),
      when: (scene) => isLast(scene) && allOf(scene).length === receivedAtMost,
    },
  ],
  keep: shownUntil,
  options: pageOptions,
  // A button of another page of the list, still on the screen.
  parse: (input, scene) => {
    const value = input.kind === 'button' ? (input.payload.split(':')[2] ?? '') : '';
    const isKnown =
      /^p\d{1,2}$/u.test(value) || scene.world.received?.some(({ key }) => key === value) === true;
    return isKnown ? { ok: true, value } : { ok: false };
  },
  next: {
    to: ['list', 'read', 'toSent', 'closed'],
    pick: (scene) => {
      if (scene.answers.list === 'close') return 'closed';
      if (scene.answers.list === 'sent') return 'toSent';
      return messageOf(scene) === null ? 'list' : 'read';
    },
  },
};

/** What the chosen message says of itself; `none` where there is none. */
const ofMessage =
  <T>(none: T, tell: (message: ReceivedMessage, scene: Scene) => T) =>
  (scene: Scene): T => {
    const message = messageOf(scene);
    return message === null ? none : tell(message, scene);
  };

const read: EndStep = {
  kind: 'end',
  say: [
    {
      text: 'received.whole',
      vars: ofMessage<Vars>({}, (message, { world }) => ({
        day: { day: dayOf(message.at) },
        words: wholeOf(message, world),
      })),
      attach: ofMessage<Attachment | null>(null, attachmentOf),
    },
    { text: 'received.noFile', when: ofMessage(false, lacksFile) },
    { text: 'received.cancelled', when: ofMessage(false, isCancelled) },
  ],
  offer: (scene) => [
    ...ofMessage<readonly Option[]>([], (message, { world }) => optionsOf(message, world))(scene),
    {
      value: `received:list:p${pageOf(scene)}`,
      label: { key: 'received.toList' },
      words: 'received.toListWords',
    },
    ...onward(),
  ],
};

export const received: Flow = {
  name: 'received',
  version: 1,
  needs: ['received'],
  requires: [],
  start: 'list',
  entries: ['list'],
  resumable: false,
  up: 'settings',
  steps: {
    list,
    read,
    none: {
      kind: 'end',
      say: [{ text: 'received.none' }],
      offer: ({ world }) =>
        world.officer === null
          ? onward('ask-officer', 'link')
          : [{ value: 'announcements', label: { key: 'received.sent' } }, ...onward('link')],
    },
    toSent: leadTo('announcements'),
    closed: leadTo('help'),
  },
};
