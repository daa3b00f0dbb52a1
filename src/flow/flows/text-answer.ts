/** Pure: answers in the person's own words: cleaned, never cut; too long, empty or an ID number is said so. */
import { ideaFieldRules, looksLikeIdNumber } from '../../core/idea.ts';
import type { Input } from '../../core/message.ts';
import type { IdeaFields } from '../../core/model.ts';
import { normalise } from '../../core/vietnamese.ts';
import type { Answers, Parsed } from '../define.ts';

/** Hints these readers may give; a step that uses one lists them. */
export const textHints = ['answer.tooLong', 'answer.tooShort', 'answer.noWords', 'answer.idNumber'] as const;

export interface TextRule {
  /** Letters and signs, after cleaning. */
  readonly max: number;
  readonly min?: number;
}

/** Longest answer to a field of the idea form. */
export const longest = (field: keyof IdeaFields): TextRule => ({
  max: ideaFieldRules.find(({ name }) => name === field)?.max ?? 1000,
});

/** What was written: a text, or the words under a photo. */
export function wordsOf(input: Input): string | null {
  if (input.kind === 'text') return normalise(input.text);
  return input.kind === 'photo' || input.kind === 'document' ? normalise(input.caption ?? '') || null : null;
}

/** Reads a free text. Anything but words is left to the engine's hint for that kind of message. */
export function readText(input: Input, { max, min = 1 }: TextRule): Parsed {
  const text = wordsOf(input);
  if (text === null) return { ok: false };
  const length = [...text].length;
  if (length > max) return { ok: false, hint: 'answer.tooLong', vars: { length, max } };
  if (looksLikeIdNumber(text)) return { ok: false, hint: 'answer.idNumber' };
  if (!/[\p{L}\p{N}]/u.test(text)) return { ok: false, hint: 'answer.noWords' };
  return length < min ? { ok: false, hint: 'answer.tooShort', vars: { min } } : { ok: true, value: text };
}

export const nameHints = [...textHints, 'answer.nameWithDigits'] as const;

/** Reads a person's name as people write it: one word or many, no digits. */
export function readName(input: Input): Parsed {
  const parsed = readText(input, longest('registrantName'));
  if (!parsed.ok) return parsed;
  const name = String(parsed.value);
  if (/\p{N}/u.test(name)) return { ok: false, hint: 'answer.nameWithDigits' };
  return /\p{L}/u.test(name) ? parsed : { ok: false, hint: 'answer.noWords' };
}

/** An answer as text, `undefined` when it was skipped or is no text. */
export function textOf(answers: Answers, name: string): string | undefined {
  const value = answers[name];
  return typeof value === 'string' ? value : undefined;
}
