/** Reads the head of an office's letters (`npm run letters -- head --unit CODE --file F.json`). */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import type { LetterHead } from '../core/letter-draft.ts';

const line = z.string().trim().normalize().max(120);
const symbol = line.regex(/^[\p{Lu}\d]+(-[\p{Lu}\d]+)*$/u, 'is capitals and hyphens, like UBND-KT');

const schema = z.strictObject({
  superior: z.array(line.min(1)).max(3).default([]),
  issuer: z.array(line.min(1)).min(1).max(3),
  place: line.min(1),
  symbols: z.strictObject({ letter: symbol, invitation: symbol }),
  authority: z.array(line.min(1)).min(1).max(3),
  signer: line.default(''),
  recipients: z.array(line.min(1)).max(8).default([]),
  archive: line.min(1),
  forwardTo: line.default(''),
  contact: line.max(300).default(''),
  numbered: z.boolean().default(false),
});

/** Reads a head. @throws ConfigError with every fault of the file */
export function readLetterHead(path: string): LetterHead {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigError([
      `${path}: cannot be read as JSON (${error instanceof Error ? error.message : 'unknown'})`,
    ]);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map(({ path: at, message }) => `${path}: ${at.join('.')}: ${message}`),
  );
}
