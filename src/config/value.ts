/** The ways a setting is written; messages continue the sentence "NAME …" and never repeat the value. */
import { z } from 'zod';
import { createSecret } from './secret.ts';

export const whole = (low: number, high: number) => {
  const fault = `must be a whole number from ${low} to ${high}`;
  const inRange = (n: number) => n >= low && n <= high;
  return z.string().regex(/^\d+$/, fault).transform(Number).refine(inRange, fault);
};

export const address = (schemes: readonly string[], example: string) => {
  const fits = (text: string) => URL.canParse(text) && schemes.includes(new URL(text).protocol);
  return z.string().refine(fits, `must be an address like ${example}`);
};

/** Without a slash at the end, so that paths can be put behind it. */
export const webAddress = (schemes: readonly string[], example: string) =>
  address(schemes, example).transform((text) => text.replace(/\/+$/, ''));

export const oneOf = <const T extends string>(...words: readonly [T, ...T[]]) =>
  z.enum(words, { error: `must be one of: ${words.join(', ')}` });

export const secret = (pattern: RegExp, fault: string) =>
  z.string().regex(pattern, fault).transform(createSecret).optional();
