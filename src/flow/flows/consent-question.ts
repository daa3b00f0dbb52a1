/** Pure: the question for one purpose of using personal data: its own yes or no, nothing ticked before (domain reference §12). */
import type { Event } from '../../core/event.ts';
import type { Input } from '../../core/message.ts';
import type { ParcelClass, Purpose } from '../../core/model.ts';
import { normalise } from '../../core/vietnamese.ts';
import type { ChooseStep, Line, Next, Option, Scene } from '../define.ts';

/** The class of messages a purpose allows; `service` is about keeping data, not about sending. */
export const classOf: Readonly<Record<Purpose, ParcelClass | null>> = {
  service: null,
  reminders: 'reminder',
  announcements: 'official_notice',
  promotions: 'promotional',
};

export const yesNo: readonly Option[] = [
  { value: 'yes', label: { key: 'consent.yes' }, words: 'consent.yesWords' },
  { value: 'no', label: { key: 'consent.no' }, words: 'consent.noWords' },
];

const agree: readonly Option[] = [
  { value: 'yes', label: { key: 'consent.agree' }, words: 'consent.yesWords' },
  { value: 'no', label: { key: 'consent.refuse' }, words: 'consent.noWords' },
];

/** Words kept as proof of what was answered. */
const answerAtMost = 200;

function exactAnswer(input: Input, value: string): string {
  return input.kind === 'text' ? normalise(input.text).slice(0, answerAtMost) : value;
}

function answered(purpose: Purpose, scene: Scene): readonly Event[] {
  const value = String(scene.answers[purpose]);
  const granted = value === 'yes';
  const switched = classOf[purpose];
  const textVersion = scene.world.consentVersion;
  const answer = exactAnswer(scene.input, value);
  return [
    { type: 'consent_answered', purpose, granted, textVersion, answer },
    ...(switched === null
      ? []
      : [{ type: granted ? 'opted_in' : 'opted_out', classes: [switched] } as const]),
  ];
}

/** Asks for one purpose; the answer is stated at once, with its exact words. */
export function consentQuestion(purpose: Purpose, next: Next, before: readonly Line[] = []): ChooseStep {
  return {
    kind: 'choose',
    say: [...before, { text: `consent.${purpose}` }],
    options: purpose === 'service' ? agree : yesNo,
    emit: (scene) => answered(purpose, scene),
    next,
  };
}
