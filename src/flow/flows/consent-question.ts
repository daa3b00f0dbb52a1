/** Pure: the question for one purpose of using personal data: its own yes or no, nothing ticked before (domain reference §12). */
import { allowedBy, endedBy } from '../../core/consent.ts';
import type { Event } from '../../core/event.ts';
import type { Input } from '../../core/message.ts';
import type { Purpose } from '../../core/model.ts';
import { normalise } from '../../core/vietnamese.ts';
import type { ChooseStep, Line, Next, Option, Scene } from '../define.ts';

export const yesNo: readonly Option[] = [
  { value: 'yes', label: { key: 'consent.yes' }, words: 'consent.yesWords' },
  { value: 'no', label: { key: 'consent.no' }, words: 'consent.noWords' },
];

/** The same, with something more to the yes. */
export const yesNoWith = (more: Pick<Option, 'words' | 'plainly'>): readonly Option[] =>
  yesNo.map((option) => (option.value === 'yes' ? { ...option, ...more } : option));

/** Where the yes lets others have what is one's own: it is never guessed. */
export const plainYesNo: readonly Option[] = yesNoWith({ plainly: true });

const agree: readonly Option[] = [
  { value: 'yes', label: { key: 'consent.agree' }, words: 'consent.yesWords', plainly: true },
  { value: 'no', label: { key: 'consent.refuse' }, words: 'consent.noWords' },
];

/** Words kept as proof of what was answered. */
const answerAtMost = 200;

function exactAnswer(input: Input, value: string): string {
  return input.kind === 'text' ? normalise(input.text).slice(0, answerAtMost) : value;
}

/** One fact per purpose: taking back `service` takes back all that were given. */
function answered(purpose: Purpose, { answers, world, input }: Scene): readonly Event[] {
  const value = String(answers[purpose]);
  const granted = value === 'yes';
  const textVersion = world.consentVersion;
  const answer = exactAnswer(input, value);
  const ended = granted ? [] : endedBy(world.contact.consents, purpose);
  const classes = allowedBy[purpose].filter((name) => name !== 'transactional');
  return [
    ...[...new Set([purpose, ...ended])].map(
      (one) => ({ type: 'consent_answered', purpose: one, granted, textVersion, answer }) as const,
    ),
    ...(classes.length === 0 ? [] : [{ type: granted ? 'opted_in' : 'opted_out', classes } as const]),
  ];
}

/** Asks for one purpose; the answer is stated at once, with its exact words. */
export function consentQuestion(purpose: Purpose, next: Next, before: readonly Line[] = []): ChooseStep {
  return {
    kind: 'choose',
    say: [...before, { text: `consent.${purpose}` }],
    options: purpose === 'service' ? agree : plainYesNo,
    emit: (scene) => answered(purpose, scene),
    next,
  };
}
