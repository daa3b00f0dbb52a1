/** Reads a YAML file of `content/` and says of every fault in which file and line it stands. */
import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import { parsePlainYaml } from './plain-yaml.ts';

export type YamlPath = readonly (string | number)[];

export interface YamlFile<T> {
  readonly value: T;
  /** Words a fault: `content/intents.yaml:12: …`. */
  fault(path: YamlPath, message: string): string;
}

/**
 * What `schema` says, for shapes that stand in a file by the thousand: it is only asked where a value is not plainly
 * right, to say what is wrong. It must not change values.
 */
export const mostly = <T>(schema: z.ZodType<T>, isRight: (value: unknown) => boolean) =>
  (z.any() as z.ZodType<T>).superRefine((value, context) => {
    if (isRight(value)) return;
    for (const issue of schema.safeParse(value).error?.issues ?? []) context.addIssue({ ...issue });
  });

const isWord = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** A list of words, written in lines for reading: a line is one word or one list. */
export const wordLines = mostly(
  z.array(z.union([z.array(z.string().min(1)), z.string().min(1)])),
  (value) =>
    Array.isArray(value) &&
    value.every((line) => isWord(line) || (Array.isArray(line) && line.every(isWord))),
).default([]);
export type WordLines = z.output<typeof wordLines>;

export interface PlacedWord {
  readonly word: string;
  readonly path: YamlPath;
}

/** The words of the lines, each with its place in the file. */
export function placedWords(lines: WordLines, path: YamlPath): readonly PlacedWord[] {
  return lines.flatMap((line, at) =>
    typeof line === 'string'
      ? [{ word: line, path: [...path, at] }]
      : line.map((word, within) => ({ word, path: [...path, at, within] })),
  );
}

/** Reads and checks the shape. @throws ConfigError listing every fault with file and line */
export const readYaml = <S extends z.ZodType>(path: string, schema: S): YamlFile<z.output<S>> =>
  checkYaml({ path, text: readText(path), above: 0 }, schema);

/** YAML that is a file or part of one; `above` lines of that file stand before it. */
interface Source {
  readonly path: string;
  readonly text: string;
  readonly above: number;
}

/**
 * Checks YAML, read the fast way where it can be; the library is asked where that declines, and for the line of a fault.
 * @throws ConfigError listing every fault with file and line
 */
export function checkYaml<S extends z.ZodType>(source: Source, schema: S): YamlFile<z.output<S>> {
  const faults = compositionFaults(source);
  if (faults.length > 0) throw new ConfigError(faults);
  const plain = parsePlainYaml(source.text);
  // Every file is checked once: to write code for its shape first, as zod else does, takes longer than to check it.
  const parsed = plain === undefined ? undefined : schema.safeParse(plain, { jitless: true });
  if (parsed?.success !== true) return checkByLibrary(source, schema);
  let slow: YamlFile<z.output<S>> | undefined;
  return {
    value: parsed.data,
    fault(where, message) {
      slow ??= checkByLibrary(source, schema);
      return slow.fault(where, message);
    },
  };
}

/** Vietnamese that is not composed looks right and is never found. */
export function compositionFaults({ path, text, above }: Source): readonly string[] {
  if (text === text.normalize('NFC')) return [];
  return text
    .split('\n')
    .flatMap((line, at) =>
      line === line.normalize('NFC') ? [] : [`${path}:${above + at + 1}: is not in NFC`],
    );
}

function checkByLibrary<S extends z.ZodType>(
  { path, text, above }: Source,
  schema: S,
): YamlFile<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const line = (at: number | undefined) => above + (at === undefined ? 1 : lines.linePos(at).line);
  if (document.errors.length > 0)
    throw new ConfigError(
      document.errors.map(({ pos, message }) => `${path}:${line(pos[0])}: ${firstLine(message)}`),
    );
  const fault = (where: YamlPath, message: string): string => {
    const steps = where.map((_, taken) => where.slice(0, where.length - taken));
    const node = steps.map((step) => document.getIn(step, true)).find(isNode);
    return `${path}:${line(node?.range?.[0])}: ${where.join('.')}: ${message}`;
  };
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map((issue) =>
        fault(
          issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key)),
          issue.message,
        ),
      ),
    );
  return { value: parsed.data, fault };
}

/** Reads a file of content. @throws ConfigError when it cannot be read */
export const readText = (path: string): string => readable(path, () => readFileSync(path, 'utf8'));

/** Reads a file of content as it is. @throws ConfigError when it cannot be read */
export const readBytes = (path: string): Buffer => readable(path, () => readFileSync(path));

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new ConfigError([
      `${path}: cannot be read (${cause instanceof Error ? cause.message : 'unknown'})`,
    ]);
  }
}

const firstLine = (message: string): string => message.split('\n')[0] ?? message;
