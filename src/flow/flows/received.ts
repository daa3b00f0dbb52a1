/** Pure: a person reads again what they received: the last announcements and notices, five a page, each whole by its number. */
import { dayOf } from '../../core/calendar.ts';
import { type ReceivedMessage, receivedAtMost } from '../../core/received.ts';
import type { ChooseStep, EndStep, Flow, Option, Scene } from '../define.ts';
import { onward } from './onward.ts';
import { optionsOf } from './received-buttons.ts';
import { attachmentOf, beginningOf, lacksFile, wholeOf } from './received-words.ts';
import { textOf } from './text-answer.ts';

const perPage = 5;

const allOf = ({ world }: Scene): readonly ReceivedMessage[] => world.received ?? [];

/** What was chosen, now or by a button of an earlier list: a message by its key, or a page (`p2`). */
const wantedIn = ({ answers, arg }: Scene): string => textOf(answers, 'list') ?? arg ?? '';

const messageOf = (scene: Scene): ReceivedMessage | null =>
  allOf(scene).find(({ key }) => key === wantedIn(scene)) ?? null;

/** The page asked for, or the one on which the message stands; from 1. */
function pageOf(scene: Scene): number {
  const at = allOf(scene).findIndex(({ key }) => key === wantedIn(scene));
  const page =
    at < 0 ? Number(/^p(\d{1,2})$/u.exec(wantedIn(scene))?.[1] ?? 1) : Math.floor(at / perPage) + 1;
  return Math.min(Math.max(page, 1), pagesOf(scene));
}

const pagesOf = (scene: Scene): number => Math.max(1, Math.ceil(allOf(scene).length / perPage));

const lineOf = (message: ReceivedMessage, { world }: Scene): Option => ({
  value: message.key,
  label: {
    key: 'received.line',
    vars: { day: { day: dayOf(message.at) }, words: beginningOf(message, world) },
  },
});

function options(scene: Scene): readonly Option[] {
  const page = pageOf(scene);
  const shown = allOf(scene).slice((page - 1) * perPage, page * perPage);
  const turn = (to: number, key: 'older' | 'newer'): Option => ({
    value: `p${to}`,
    label: { key: `received.${key}` },
    words: `received.${key}Words`,
  });
  return [
    ...shown.map((message) => lineOf(message, scene)),
    ...(page < pagesOf(scene) ? [turn(page + 1, 'older')] : []),
    ...(page > 1 ? [turn(page - 1, 'newer')] : []),
    { value: 'close', label: { key: 'settings.close' }, words: 'profile.closeWords' },
  ];
}

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
  options,
  // A button of another page of the list, still on the screen.
  parse: (input, scene) => {
    const value = input.kind === 'button' ? (input.payload.split(':')[2] ?? '') : '';
    const isKnown = /^p\d{1,2}$/u.test(value) || allOf(scene).some(({ key }) => key === value);
    return isKnown ? { ok: true, value } : { ok: false };
  },
  next: {
    to: ['list', 'read', 'closed'],
    pick: (scene) => {
      if (scene.answers.list === 'close') return 'closed';
      return messageOf(scene) === null ? 'list' : 'read';
    },
  },
};

const read: EndStep = {
  kind: 'end',
  say: [
    {
      text: 'received.whole',
      vars: (scene) => {
        const message = messageOf(scene);
        return message === null
          ? {}
          : { day: { day: dayOf(message.at) }, words: wholeOf(message, scene.world) };
      },
      attach: (scene) => {
        const message = messageOf(scene);
        return message === null ? null : attachmentOf(message);
      },
    },
    {
      text: 'received.noFile',
      when: (scene) => {
        const message = messageOf(scene);
        return message !== null && lacksFile(message);
      },
    },
    {
      text: 'received.cancelled',
      when: (scene) => {
        const message = messageOf(scene);
        return message?.kind === 'announcement' && message.isCancelled;
      },
    },
  ],
  offer: (scene) => {
    const message = messageOf(scene);
    return [
      ...(message === null ? [] : optionsOf(message, scene.world)),
      {
        value: `received:list:p${pageOf(scene)}`,
        label: { key: 'received.toList' },
        words: 'received.toListWords',
      },
      ...onward(),
    ];
  },
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
    none: { kind: 'end', say: [{ text: 'received.none' }], offer: onward('ask-officer', 'link') },
    closed: { kind: 'end', say: [], goTo: { to: ['help'], pick: () => 'help' } },
  },
};
