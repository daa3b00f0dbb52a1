/** Pure: a person's own code for a class: a picture to be scanned at the door, and the same to be read aloud. */
import type { EndStep, Scene } from '../define.ts';
import { codeOf, lookup, viewOf } from './offering-card.ts';
import { onward } from './onward.ts';

const stateOf = (scene: Scene) => viewOf(scene)?.mine?.state;

export const myCode: EndStep = {
  kind: 'end',
  lookup,
  instead: {
    to: ['notMine', 'toOpen'],
    pick: (scene) => {
      if (stateOf(scene) === undefined) return 'notMine';
      return stateOf(scene) === 'taken' ? null : 'toOpen';
    },
  },
  say: [
    {
      text: 'classes.own.codeShown',
      vars: () => ({ outcome: { slot: 'seatCode' } }),
      attach: (scene) => {
        const { id, language } = scene.world.contact;
        return { photo: `paper/seat-code/${language ?? 'vi'}/${codeOf(scene)}.${id}` };
      },
    },
  ],
  emit: (scene) => [{ type: 'seat_code_wanted', code: codeOf(scene) }],
  offer: onward('my-classes'),
};
