/** Pure: "tham gia" or "không" to an announcement; the last answer counts, and it may be changed. */
import { readRsvp, rsvpFlow } from '../../core/announcement-button.ts';
import { excerptOf } from '../../core/announcement-excerpt.ts';
import type { EndStep, Flow, Option, Scene } from '../define.ts';
import { onward } from './onward.ts';

/** The announcement that is answered, if the person got it. */
const received = ({ world }: Scene) =>
  world.found?.kind === 'receivedAnnouncement' ? world.found.received : null;

const isOver = (scene: Scene): boolean => received(scene)?.state === 'cancelled';

const other = (scene: Scene): readonly Option[] => {
  const read = readRsvp(scene.arg);
  if (read === null) return [];
  const change = read.answer === 'yes' ? 'no' : 'yes';
  return [
    { value: `${rsvpFlow}:answer:${change}.${read.id}`, label: { key: `announcement.button.${change}` } },
    { value: `reply:about:${read.id}`, label: { key: 'reply.askButton' } },
    { value: 'help', label: { key: 'help.button' } },
  ];
};

const about = (scene: Scene) => ({ about: excerptOf(received(scene)?.text ?? '') });
const saidYes = ({ arg }: Scene): boolean => readRsvp(arg)?.answer === 'yes';

const answer: EndStep = {
  kind: 'end',
  lookup: (_input, { arg }) => {
    const read = readRsvp(arg);
    return read === null ? null : { kind: 'receivedAnnouncement', id: read.id };
  },
  instead: {
    to: ['unknown', 'over'],
    pick: (scene) => (received(scene) === null ? 'unknown' : isOver(scene) ? 'over' : null),
  },
  say: [
    { text: 'rsvp.yes', vars: about, when: saidYes },
    { text: 'rsvp.no', vars: about, when: (scene) => !saidYes(scene) },
  ],
  emit: (scene) => {
    const read = readRsvp(scene.arg);
    return read === null ? [] : [{ type: 'announcement_answered', ...read }];
  },
  offer: other,
};

export const rsvp: Flow = {
  name: rsvpFlow,
  version: 1,
  needs: [],
  requires: [],
  start: 'unknown',
  entries: ['answer'],
  resumable: false,
  steps: {
    answer,
    unknown: { kind: 'end', say: [{ text: 'rsvp.unknown' }], offer: onward('ask-officer') },
    over: { kind: 'end', say: [{ text: 'rsvp.over' }], offer: onward('ask-officer') },
  },
};
