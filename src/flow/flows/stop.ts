/**
 * Pure: "dừng" works at once, without a question; coming back is one word or button. Only where words may as well mean
 * something else (a kind of message, an officer's announcement under way) it is asked first.
 */
import type { Flow, Option, Scene } from '../define.ts';

const whatToStop = ({ world }: Scene): readonly Option[] => [
  { value: 'stop:stopped', label: { key: 'stop.all' } },
  { value: 'settings:messages', label: { key: 'stop.some' } },
  ...(world.officer === null ? [] : [{ value: 'announcements', label: { key: 'stop.announcement' } }]),
  { value: 'help', label: { key: 'stop.none' } },
];

export const stop: Flow = {
  name: 'stop',
  version: 1,
  needs: [],
  requires: [],
  start: 'stopped',
  entries: ['ask', 'stopped', 'back'],
  resumable: false,
  steps: {
    ask: { kind: 'end', say: [{ text: 'stop.ask' }], offer: whatToStop },
    stopped: {
      kind: 'end',
      say: [{ text: 'stop.done' }, { text: 'stop.still' }],
      emit: () => [{ type: 'opted_out', classes: 'all' }],
      forgets: true,
      offer: [
        { value: 'stop:back', label: { key: 'stop.comeBack' } },
        { value: 'privacy', label: { key: 'flow.privacy' } },
      ],
    },
    back: {
      kind: 'end',
      say: [{ text: 'stop.back' }],
      emit: () => [{ type: 'opted_in', classes: 'all' }],
      offer: [
        { value: 'settings', label: { key: 'flow.settings' } },
        { value: 'help', label: { key: 'help.button' } },
      ],
    },
  },
};
