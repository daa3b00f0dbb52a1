/** What an officer reads of an import: counts, the first faults, and the coloured copy of the file. */
import { isFault, type RegistryColumn, type RowNote } from '../../core/certificate-row.ts';
import type { Language } from '../../core/model.ts';
import type { Bytes, Documents } from '../../ports/document.ts';
import type { RowVerdict } from '../../ports/sheet.ts';
import type { Texts } from '../../ports.ts';
import { namedAtMost, colouredCopy as writeCopy } from '../sheet-report.ts';
import type { RegistryReport } from './import-registry.ts';

/** Columns whose absence an officer should know of: reminders and exports miss them. */
const wanted: readonly RegistryColumn[] = ['commune', 'phone', 'star', 'number', 'validUntil'];

interface Speaking {
  readonly texts: Texts;
  readonly language: Language;
}

/** One fault or warning in words. */
export function noteText({ code, column, text, other }: RowNote, { texts, language }: Speaking): string {
  const where = column === undefined ? '' : texts.text(`registry.column.${column}`, {}, language);
  const vars = { column: where, text: text ?? '', other: other ?? '' };
  return texts.text(`registry.note.${code}`, vars, language);
}

function conflictText(
  { field, kept, offered }: RegistryReport['conflicts'][number],
  { texts, language }: Speaking,
): string {
  if (field === 'revoked')
    return texts.text('registry.conflictRevoked', { kept: kept ?? '–', offered }, language);
  const name = texts.text(`registry.field.${field}`, {}, language);
  return texts.text('registry.conflict', { field: name, kept: kept ?? '–', offered }, language);
}

/** The report in a few lines: what was read, made, changed, left out, and the first reasons why. */
export function reportLines(report: RegistryReport, speaking: Speaking): readonly string[] {
  const { texts, language } = speaking;
  const say = (key: string, vars: Readonly<Record<string, string | number>> = {}) =>
    texts.text(`registry.${key}`, vars, language);
  const faults = report.notes.filter(isFault);
  const missing = wanted
    .filter((key) => report.head.missing.includes(key))
    .map((key) => say(`column.${key}`));
  // A CSV has no sheets.
  const opening = `${report.dryRun ? 'tried' : 'done'}${report.head.sheet === '' ? 'Plain' : ''}`;
  return [
    say(opening, { lines: report.lines, sheet: report.head.sheet }),
    say('counts', {
      created: report.created.length,
      updated: report.updated.length,
      unchanged: report.unchanged,
      faulty: report.faulty.length,
    }),
    ...(missing.length === 0 ? [] : [say('missingColumns', { columns: missing.join(', ') })]),
    ...(report.head.unknown.length === 0
      ? []
      : [say('unknownColumns', { columns: report.head.unknown.join(', ') })]),
    ...faults
      .slice(0, namedAtMost)
      .map((note) => say('row', { row: note.row, text: noteText(note, speaking) })),
    ...(faults.length > namedAtMost ? [say('moreFaults', { count: faults.length - namedAtMost })] : []),
    ...(report.conflicts.length === 0 ? [] : [say('conflicts', { count: report.conflicts.length })]),
    ...report.conflicts
      .slice(0, namedAtMost)
      .map((conflict) => say('row', { row: conflict.row, text: conflictText(conflict, speaking) })),
  ];
}

/** What to colour each line and what to write beside it. */
export function verdictsOf(report: RegistryReport, speaking: Speaking): ReadonlyMap<number, RowVerdict> {
  const said = new Map<number, string[]>();
  const add = (row: number, text: string) => said.set(row, [...(said.get(row) ?? []), text]);
  for (const note of report.notes) add(note.row, noteText(note, speaking));
  for (const conflict of report.conflicts) add(conflict.row, conflictText(conflict, speaking));
  const faulty = new Set(report.faulty);
  const [created, updated] = [new Set(report.created), new Set(report.updated)];
  const word = (key: string) => speaking.texts.text(`registry.${key}`, {}, speaking.language);
  const rows = new Set([...created, ...updated, ...said.keys()]);
  return new Map(
    [...rows].map((row): [number, RowVerdict] => {
      const texts = said.get(row) ?? [];
      if (faulty.has(row)) return [row, { level: 'fault', text: texts.join(' ') }];
      const done = created.has(row) ? [word('created')] : updated.has(row) ? [word('updated')] : [];
      const plain = updated.has(row) ? 'changed' : 'good';
      return [row, { level: texts.length > 0 ? 'warning' : plain, text: [...done, ...texts].join(' ') }];
    }),
  );
}

/** The sent file again, each line coloured by what became of it. */
export function colouredCopy(
  documents: Pick<Documents, 'errorCopy'>,
  bytes: Bytes,
  report: RegistryReport,
  speaking: Speaking,
): Promise<Bytes> {
  const heading = speaking.texts.text('registry.heading', {}, speaking.language);
  return writeCopy(documents, bytes, report.head, heading, verdictsOf(report, speaking));
}
