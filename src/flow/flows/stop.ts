/** Pure: "dừng" works at once, without a question; coming back is one word or button. */
import type { Flow } from '../define.ts';

export const stop: Flow = {
  name: 'stop',
  version: 1,
  needs: [],
  requires: [],
  start: 'stopped',
  entries: ['back'],
  resumable: false,
  steps: {
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
