/** Pure: the words of an announcement as the officer writes them, with what may be wrong, and what goes along. */
import {
  longestLength,
  placeholderNames,
  placeholderSpelling,
  unknownPlaceholders,
} from '../../core/announcement-text.ts';
import { type Announcing, usualAnnouncing } from '../../core/announcing.ts';
import type { Input } from '../../core/message.ts';
import { normalise } from '../../core/vietnamese.ts';
import type { Answers, AskStep, Parsed, Scene } from '../define.ts';
import { wordsOf } from './text-answer.ts';

export const textFaults = [
  'announcement.fault.placeholder',
  'announcement.fault.shortText',
  'announcement.fault.longText',
  'announcement.fault.longCaption',
  'announce.pictureAlone',
  'announcement.fault.tooLarge',
  'announce.media.unreadable',
] as const;

const shortest = 10;
/** Room for the label, the links and the closing line around the words. */
const frame = 200;

export const rulesIn = ({ world }: Scene): Announcing => world.announcing ?? usualAnnouncing;

/** Cleaned line by line: an announcement keeps its lines. */
function linesOf(input: Input): string | null {
  if (wordsOf(input) === null) return null;
  const text = input.kind === 'text' ? input.text : 'caption' in input ? (input.caption ?? '') : '';
  return text
    .split(/\r?\n/u)
    .map(normalise)
    .join('\n')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

/** The picture or file of an input, as answers. */
export function attachedIn(input: Input): Answers | null {
  if ((input.kind !== 'photo' && input.kind !== 'document') || input.media === undefined) return null;
  if (input.kind === 'photo') return { photo: input.media, file: null };
  return { photo: null, file: { media: input.media, name: input.file.name ?? 'tep' } };
}

/** Hints of `fileProblem`. */
export const fileHints = ['announcement.fault.tooLarge', 'announce.media.unreadable'] as const;

/** What is wrong with the file of an input: larger than every channel takes, or not to be read. */
export function fileProblem(input: Input, scene: Scene): Parsed | null {
  if (input.kind !== 'photo' && input.kind !== 'document') return null;
  const most = rulesIn(scene).limits[input.kind === 'photo' ? 'image' : 'file'];
  if (input.problem === 'too_large' || (input.file.size ?? 0) > most)
    return { ok: false, hint: 'announcement.fault.tooLarge', vars: { most: Math.floor(most / 1_048_576) } };
  return input.problem === undefined ? null : { ok: false, hint: 'announce.media.unreadable' };
}

/** Whether a picture or file goes along already. */
export const hasMedia = ({ photo, file }: Answers): boolean =>
  (photo ?? null) !== null || (file ?? null) !== null;

/** Reads the words, or a picture with its words. Every fault says what to do. */
export function readWords(input: Input, scene: Scene): Parsed {
  const problem = fileProblem(input, scene);
  if (problem !== null) return problem;
  const text = linesOf(input);
  const attached = attachedIn(input);
  if (text === null) return attached === null ? { ok: false } : { ok: false, hint: 'announce.pictureAlone' };
  const [unknown] = unknownPlaceholders(text);
  if (unknown !== undefined)
    return { ok: false, hint: 'announcement.fault.placeholder', vars: { name: unknown } };
  if (text.length < shortest)
    return { ok: false, hint: 'announcement.fault.shortText', vars: { least: shortest } };
  const long = tooLong(text, attached !== null || hasMedia(scene.answers), scene);
  if (long !== null) return long;
  return { ok: true, value: text, ...(attached === null ? {} : { also: attached }) };
}

function tooLong(text: string, pictured: boolean, scene: Scene): Parsed | null {
  const { limits } = rulesIn(scene);
  const most = (pictured ? limits.caption : limits.text) - frame;
  const length = longestLength(text);
  const hint = pictured ? 'announcement.fault.longCaption' : 'announcement.fault.longText';
  return length > most ? { ok: false, hint, vars: { length, most } } : null;
}

/** Asked for the first time and when the words are changed later. */
export const textStep = (next: AskStep['next']): AskStep => ({
  kind: 'ask',
  say: [
    { text: 'announce.textAsk' },
    {
      text: 'announce.textPlaceholders',
      once: true,
      vars: () => ({ list: placeholderNames.map((name) => placeholderSpelling[name]).join(', ') }),
    },
  ],
  takesQuestions: true,
  parse: readWords,
  hints: textFaults,
  next,
});

/** A picture or a file, when there is one. */
export const mediaStep = (next: AskStep['next']): AskStep => ({
  kind: 'ask',
  optional: true,
  say: [{ text: 'announce.mediaAsk' }],
  parse: (input, scene) => {
    const problem = fileProblem(input, scene);
    if (problem !== null) return problem;
    const also = attachedIn(input);
    if (also === null) return { ok: false, hint: 'announce.media.none' };
    return tooLong(String(scene.answers.text ?? ''), true, scene) ?? { ok: true, value: 'sent', also };
  },
  hints: [...textFaults, 'announce.media.none'],
  next,
});
