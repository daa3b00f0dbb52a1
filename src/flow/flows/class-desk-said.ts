/** Pure: what became of an officer's words to the people of a class: how many they reached, and by name whom they did not. */
import type { TextRef } from '../../core/event.ts';
import type { EndStep, Scene } from '../define.ts';
import type { SentMessage } from '../needs/class-office.ts';
import { back, codeOf } from './class-desk-scene.ts';
import { shownInstant } from './offering-card.ts';

const namedAtMost = 10;
const excerptAtMost = 120;

const foundIn = ({ world }: Scene) => (world.found?.kind === 'classMessages' ? world.found : null);
const messagesOf = (scene: Scene): readonly SentMessage[] => foundIn(scene)?.messages ?? [];

function lineOf({ text, at, reached, underWay, failed }: SentMessage): TextRef {
  const excerpt = text.length > excerptAtMost ? `${text.slice(0, excerptAtMost).trim()}…` : text;
  const vars = { text: excerpt, at: shownInstant(at), reached, underWay };
  if (failed.length === 0) return { key: 'classDesk.said.line', vars };
  const named = failed.slice(0, namedAtMost).map((name) => name ?? '–');
  const names = [...named, ...(failed.length > namedAtMost ? ['…'] : [])].join(', ');
  return { key: 'classDesk.said.lineFailed', vars: { ...vars, failed: failed.length, names } };
}

export const said: EndStep = {
  kind: 'end',
  lookup: (_input, scene) => ({ kind: 'classMessages', code: codeOf(scene) }),
  instead: {
    to: ['notOfficer', 'notYours'],
    pick: (scene) => {
      if (scene.world.officer === null) return 'notOfficer';
      return foundIn(scene)?.view == null ? 'notYours' : null;
    },
  },
  say: [
    {
      text: 'classDesk.said.list',
      vars: (scene) => ({
        title: foundIn(scene)?.view?.offering.title ?? '',
        messages: { lines: messagesOf(scene).map(lineOf) },
      }),
      when: (scene) => messagesOf(scene).length > 0,
    },
    { text: 'classDesk.said.none', when: (scene) => messagesOf(scene).length === 0 },
  ],
  offer: back,
};
