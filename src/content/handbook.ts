/**
 * Loads `content/handbook`: every section in Vietnamese and English, its headings and the names of the legal documents
 * it cites. Refuses to start on any fault; a section past its `effective_to` is only retired.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../core/error.ts';
import type { HandbookDocument, Topic, Wording } from '../core/handbook.ts';
import { type Day, type Language, languages } from '../core/model.ts';
import { bilingual, citationOf, type Law, law } from './citation.ts';
import { type SheetWording, sheetWording } from './criteria-documents.ts';
import { readSection, type SectionFile } from './handbook-file.ts';
import { readYaml } from './yaml-file.ts';

/** Headings begin at a file number; legal documents are cited by their short names. */
const outlineFile = z.strictObject({
  topics: z
    .array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), from: z.int().min(1), title: bilingual }))
    .min(1),
  ...law,
  sheets: sheetWording,
});
type Outline = z.output<typeof outlineFile>;

export interface LoadedHandbook {
  readonly sections: readonly HandbookDocument[];
  /** The sections that are no longer quoted on a day because their `effective_to` is over, each with file and line. */
  retired(today: Day): readonly string[];
  readonly topics: readonly Topic[];
  readonly law: Law;
  readonly sheets: SheetWording;
}

/** Loads and checks all sections. @throws ConfigError naming file and line of every fault */
export function loadHandbook(folder: string): LoadedHandbook {
  const { value } = readYaml(join(folder, 'outline.yaml'), outlineFile);
  const [vi, en] = languages.map((language) => readLanguage(join(folder, language)));
  const files = { vi: vi?.files ?? [], en: en?.files ?? [] };
  const faults = [
    ...(vi?.faults ?? []),
    ...(en?.faults ?? []),
    ...languages.flatMap((language) => [
      ...numberFaults(files[language]),
      ...referenceFaults(files[language], value),
    ]),
    ...(vi?.faults.length === 0 && en?.faults.length === 0 ? pairFaults(files) : []),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  const english = new Map(files.en.map((file) => [file.front.id, file]));
  return {
    topics: value.topics.map(({ id, title }) => ({ id, title })),
    law: value,
    sheets: value.sheets,
    sections: files.vi.map((file) => documentOf(file, english.get(file.front.id) ?? file, value)),
    retired: (today) => [...files.vi, ...files.en].flatMap((file) => retiredBy(file, today)),
  };
}

function retiredBy({ front, fault }: SectionFile, today: Day): readonly string[] {
  const { id, effective_to: to } = front;
  return to !== null && to < today
    ? [fault(['effective_to'], `${id} ended on ${to} and is no longer quoted`)]
    : [];
}

function readLanguage(folder: string): {
  readonly files: readonly SectionFile[];
  readonly faults: readonly string[];
} {
  const files: SectionFile[] = [];
  const faults: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.md')) continue;
    try {
      files.push(readSection(join(folder, name)));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(...error.faults);
    }
  }
  return { files, faults };
}

/** The number at the beginning of a file's name: its place in the table of contents. */
const numberOf = ({ path }: SectionFile): number => Number(/(?:^|[\\/])(\d+)-[^\\/]*$/.exec(path)?.[1] ?? 0);

function numberFaults(files: readonly SectionFile[]): readonly string[] {
  const ids = new Map<string, SectionFile>();
  const numbers = new Map<number, SectionFile>();
  return files.flatMap((file) => {
    const { id } = file.front;
    const number = numberOf(file);
    const sameId = ids.get(id);
    const sameNumber = numbers.get(number);
    ids.set(id, sameId ?? file);
    numbers.set(number, sameNumber ?? file);
    return [
      ...(sameId === undefined ? [] : [file.fault(['id'], `${id} is already the id of ${sameId.path}`)]),
      ...(sameNumber === undefined
        ? []
        : [file.fault(['id'], `the number is already that of ${sameNumber.path}`)]),
      ...(number === 0 ? [file.fault(['id'], 'the file name does not begin with a number')] : []),
    ];
  });
}

function referenceFaults(files: readonly SectionFile[], { documents }: Outline): readonly string[] {
  const ids = new Set(files.map(({ front }) => front.id));
  return files.flatMap((file) => [
    ...file.front.legal.flatMap(({ document }, at) =>
      document in documents ? [] : [file.fault(['legal', at, 'document'], `no legal document ${document}`)],
    ),
    ...file.mentions.flatMap(({ id, line }) =>
      ids.has(id) ? [] : [`${file.path}:${line}: refers to ${id}, which does not exist`],
    ),
  ]);
}

/** Both languages have every section, cite the same law and lapse on the same day. */
function pairFaults(files: Readonly<Record<Language, readonly SectionFile[]>>): readonly string[] {
  const facts = ({ front }: SectionFile) =>
    JSON.stringify([
      front.legal.map(({ document }) => document),
      front.effective_from,
      front.effective_to,
      front.confidence,
    ]);
  return languages.flatMap((language) => {
    const other = language === 'vi' ? 'en' : 'vi';
    const others = new Map(files[other].map((file) => [file.front.id, file]));
    return files[language].flatMap((file) => {
      const twin = others.get(file.front.id);
      if (twin === undefined) return [file.fault(['id'], `${file.front.id} is missing in ${other}`)];
      return language === 'vi' || facts(twin) === facts(file)
        ? []
        : [file.fault(['legal'], `law, dates or confidence differ from ${twin.path}`)];
    });
  });
}

function documentOf(file: SectionFile, english: SectionFile, outline: Outline): HandbookDocument {
  const { front } = file;
  const number = numberOf(file);
  const topic = outline.topics.findLast(({ from }) => from <= number);
  return {
    kind: 'section',
    id: front.id,
    wording: { vi: wordingOf(file), en: wordingOf(english) },
    legal: front.legal.map((cited) => citationOf(outline, cited)),
    source: front.source,
    confidence: front.confidence,
    ...(topic === undefined ? {} : { topic: topic.id }),
    from: front.effective_from,
    to: front.effective_to,
  };
}

/** `[[id]]` is for the checker and the console; people read the text without it. */
const wordingOf = ({ front, pages }: SectionFile): Wording => ({
  title: front.title,
  pages: pages.map((page) => page.replace(/ ?\[\[[^\]]*\]\]/g, '')),
  keywords: front.keywords,
  questions: front.questions,
});
