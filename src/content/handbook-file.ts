/** Reads one section of the handbook: front matter in YAML, then pages separated by a line `---page---`. */
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import { confidences } from '../core/handbook.ts';
import type { Day } from '../core/model.ts';
import { parsePlainYaml } from './plain-yaml.ts';
import { checkYaml, readText, type YamlFile } from './yaml-file.ts';

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
  const { value, fault } = frontOf(path, front);
  const above = front.split('\n').length + 2;
  const pages = body.split(/^---page---$/m).map((page) => page.trim());
  const faults = [...pageFaults(path, body, above), ...writingFaults(path, text)];
  if (faults.length > 0) throw new ConfigError(faults);
  return { path, front: value, pages, fault, mentions: mentionsIn(body, above) };
}

/** The fast reader first; the library only where it declines or something is wrong, to name the line. */
function frontOf(path: string, text: string): YamlFile<SectionFile['front']> {
  const slow = () => checkYaml({ path, text, above: 1 }, schema);
  const parsed = schema.safeParse(nulls(parsePlainYaml(plainer(text))));
  return parsed.success
    ? { value: parsed.data, fault: (keys, message) => slow().fault(keys, message) }
    : slow();
}

/** What the fast reader declines and front matter is full of: double quotes without escapes, and `null`. */
const plainer = (text: string): string =>
  text.replace(/"([^"'\\\n]*)"/g, "'$1'").replace(/: null$/gm, `: '${nullMark}'`);
const nullMark = '(null)';

function nulls(value: unknown): unknown {
  if (value === nullMark) return null;
  if (Array.isArray(value)) return value.map(nulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, nulls(inner)]));
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

/** Vietnamese that is not composed looks right and is never found. */
const writingFaults = (path: string, text: string): readonly string[] =>
  text
    .split('\n')
    .flatMap((line, at) => (line === line.normalize('NFC') ? [] : [`${path}:${at + 1}: is not in NFC`]));

const mentionsIn = (body: string, above: number): SectionFile['mentions'] =>
  body
    .split('\n')
    .flatMap((line, at) =>
      [...line.matchAll(/\[\[([^\]]*)\]\]/g)].map(([, id = '']) => ({ id, line: above + at + 1 })),
    );
