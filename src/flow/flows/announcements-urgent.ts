/** Pure: beyond the usual hours, still within the law's: only a province officer may, and says why (domain reference §12). */
import { lawfulHours, nextOpening } from '../../core/announcement-policy.ts';
import type { Instant } from '../../core/model.ts';
import type { AskStep, EndStep, Flow, Scene } from '../define.ts';
import { rulesIn } from './announce-text.ts';
import { viewOf } from './announcement-lines.ts';
import { asSeen, foreign, keepSeen, lookup, seenOf } from './announcement-scene.ts';
import { readText, textHints, textOf } from './text-answer.ts';

/** When sending really begins, if the time lies outside the hours; what people enrolled for goes at any hour. */
export function restOf(scene: Scene): Instant | null {
  const announcement = viewOf(scene)?.announcement;
  if (announcement === undefined || announcement.class === 'transactional') return null;
  const begins = Math.max(announcement.sendAt ?? 0, scene.world.now);
  const hours = announcement.urgentReason === null ? rulesIn(scene).hours : lawfulHours;
  return nextOpening(begins, hours, 0);
}

/** It would wait for the usual hours, and a province officer need not. */
export function mayHurry(scene: Scene): boolean {
  const announcement = viewOf(scene)?.announcement;
  if (announcement === undefined || scene.world.officer?.role !== 'province') return false;
  const begins = Math.max(announcement.sendAt ?? 0, scene.world.now);
  return restOf(scene) !== null && nextOpening(begins, lawfulHours, 0) === null;
}

const urgentWhy: AskStep = {
  kind: 'ask',
  lookup,
  instead: foreign,
  keep: keepSeen,
  say: [{ text: 'announce.urgent.ask' }],
  takesQuestions: true,
  parse: (input) => readText(input, { max: 300, min: 10 }),
  hints: textHints,
  next: 'urgent',
};

/** The reason is kept with the draft and in the audit trail; then comes the last question. */
const urgent: EndStep = {
  kind: 'end',
  lookup,
  say: [{ text: 'announce.urgent.kept' }],
  instead: { to: ['changed'], pick: (scene) => (asSeen(scene) === null ? 'changed' : null) },
  emit: (scene) => {
    const view = asSeen(scene);
    const urgentReason = textOf(scene.answers, 'urgentWhy') ?? null;
    return view === null ? [] : [{ type: 'announcement_changed', ...seenOf(view), draft: { urgentReason } }];
  },
  goTo: {
    to: ['announcements:send'],
    pick: (scene) => `announcements:send:${viewOf(scene)?.announcement.id ?? ''}`,
  },
};

export const urgentSteps: Flow['steps'] = { urgentWhy, urgent };
