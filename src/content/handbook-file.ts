/** Reads one section of the handbook: front matter in YAML, then pages separated by a line `---page---`. */
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import { confidences } from '../core/handbook.ts';
import type { Day } from '../core/model.ts';
import { checkYaml, compositionFaults, readText } from './yaml-file.ts';

/** Fits one message with its title, source and buttons on every channel. */
export const pageAtMost = 900;
/** An id stands in a button's payload (`handbook:section:ID:PAGE`, 64 bytes at most). */
const idAtMost = 36;

const words = z.array(z.string().trim().min(1)).min(1);
const day = z.iso.date().transform((text) => text as Day);

const schema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(idAtMost),
  title: z.string().trim().min(1).max(80),
  audience: z.array(z.enum(['producer', 'prospective', 'officer', 'trainee'])).min(1),
  keywords: words,
  questions: words,
  legal: z.array(z.strictObject({ document: z.string(), clause: z.string().min(1).nullable() })),
  effective_from: day.nullable(),
  effective_to: day.nullable(),
  source: z.string().trim().min(1),
  confidence: z.enum(confidences),
});

export interface SectionFile {
  readonly path: string;
  readonly front: z.output<typeof schema>;
  readonly pages: readonly string[];
  /** Words a fault at a key of the front matter. */
  fault(keys: readonly (string | number)[], message: string): string;
  /** Ids of other sections that the text points to (`[[id]]`), with their lines. */
  readonly mentions: readonly { readonly id: string; readonly line: number }[];
}

/** Reads and checks one file by itself. @throws ConfigError naming file and line of every fault */
export function readSection(path: string): SectionFile {
  const text = readText(path);
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  if (front === '') throw new ConfigError([`${path}:1: has no front matter between two lines of ---`]);
  const { value, fault } = checkYaml({ path, text: front, above: 1 }, schema);
  const above = front.split('\n').length + 2;
  const pages = body.split(/^---page---$/m).map((page) => page.trim());
  const faults = [...pageFaults(path, body, above), ...compositionFaults({ path, text: body, above })];
  if (faults.length > 0) throw new ConfigError(faults);
  return { path, front: value, pages, fault, mentions: mentionsIn(body, above) };
}

function pageFaults(path: string, body: string, above: number): readonly string[] {
  let line = above + 1;
  return body.split(/^---page---$/m).flatMap((page, at) => {
    const begins = line;
    line += page.split('\n').length - 1;
    const { length } = page.trim();
    if (length === 0) return [`${path}:${begins}: page ${at + 1} is empty`];
    return length > pageAtMost
      ? [`${path}:${begins}: page ${at + 1} has ${length} characters, ${pageAtMost} fit`]
      : [];
  });
}

const mentionsIn = (body: string, above: number): SectionFile['mentions'] =>
  body
    .split('\n')
    .flatMap((line, at) =>
      [...line.matchAll(/\[\[([^\]]*)\]\]/g)].map(([, id = '']) => ({ id, line: above + at + 1 })),
    );
