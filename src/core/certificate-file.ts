/** Pure: a whole registry file: lines that clash are named on both sides, lines that repeat are taken once. */
import { decisionKey } from './certificate-cell.ts';
import { readLine } from './certificate-line.ts';
import {
  isFault,
  type RawLine,
  type RegistryContext,
  type RegistryRow,
  type RowNote,
} from './certificate-row.ts';
import { fold } from './vietnamese.ts';

/** Names a producer in files: the commune and the folded name. */
export const producerKey = ({ unit, producer }: Pick<RegistryRow, 'unit' | 'producer'>): string =>
  `${unit}|${fold(producer)}`;
/** Names a recognition in files: a product has at most one a year. */
const recognitionKey = (row: RegistryRow): string => `${producerKey(row)}|${fold(row.product)}|${row.year}`;

export interface RegistryFile {
  /** What may be written, in the order of the file. */
  readonly rows: readonly RegistryRow[];
  /** Every fault and warning, in the order of the file. */
  readonly notes: readonly RowNote[];
  /** Lines read, faulty ones included. */
  readonly lines: number;
}

export interface RegistryReader {
  add(line: RawLine): void;
  /** What was read, clashes between lines included. */
  finish(): RegistryFile;
}

/** Reads a file line by line; 25,000 lines take about a second. */
export function createRegistryReader(context: RegistryContext): RegistryReader {
  const rows: RegistryRow[] = [];
  const notes: RowNote[] = [];
  const reading = { ...context, units: remembering(context.units) };
  let lines = 0;
  return {
    add(line) {
      lines += 1;
      const read = readLine(line, reading);
      rows.push(...read.rows.map(detached));
      notes.push(...read.notes.map(detached));
    },
    finish() {
      notes.push(...clashes(rows), ...numbersTwice(rows));
      const refused = new Set(notes.filter(isFault).map(({ row }) => row));
      const again = new Set(notes.filter(({ code }) => code === 'line.again').map(({ row }) => row));
      const kept = rows.filter(({ row }) => !refused.has(row) && !again.has(row));
      const united = unitePhones(kept, notes);
      return { rows: united, notes: notes.toSorted((a, b) => a.row - b.row), lines };
    },
  };
}

/**
 * A copy that holds nothing of the file: texts cut out of a large one keep all of it in memory, five times what the rows
 * themselves take.
 */
const detached = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A file names the same few hundred communes over and over. */
function remembering(units: RegistryContext['units']): RegistryContext['units'] {
  const known = new Map<string, ReturnType<typeof units.findCommune>>();
  return {
    ...units,
    findCommune(text, province) {
      const key = `${province ?? ''}|${text}`;
      const match = known.get(key) ?? units.findCommune(text, province);
      known.set(key, match);
      return match;
    },
  };
}

function groupsOf(rows: readonly RegistryRow[], keyOf: (row: RegistryRow) => string | null): RegistryRow[][] {
  const groups = new Map<string, RegistryRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Two lines of one recognition: the same again, or two that cannot both be right. */
function clashes(rows: readonly RegistryRow[]): readonly RowNote[] {
  return groupsOf(rows, recognitionKey).flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : group.slice(1).flatMap((next) => compare(first, next));
  });
}

function compare(first: RegistryRow, next: RegistryRow): readonly RowNote[] {
  const both = (code: 'star.twice' | 'line.differs', texts: readonly [string, string]): RowNote[] => [
    { row: first.row, other: next.row, code, text: texts[1] },
    { row: next.row, other: first.row, code, text: texts[0] },
  ];
  if (first.star !== next.star) return both('star.twice', [String(first.star), String(next.star)]);
  const facts = [first, next].map((row) => [
    decisionKey(row.decision),
    row.decidedOn ?? '',
    row.validUntil ?? '',
    row.number ?? '',
  ]);
  const [a = [], b = []] = facts;
  const differing = a.findIndex((value, at) => value !== '' && b[at] !== '' && value !== b[at]);
  if (differing < 0) return [{ row: next.row, other: first.row, code: 'line.again' }];
  return both('line.differs', [a[differing] ?? '', b[differing] ?? '']);
}

/** One number stands for one certificate. */
function numbersTwice(rows: readonly RegistryRow[]): readonly RowNote[] {
  const numbered = groupsOf(rows, ({ number }) => (number === null ? null : fold(number)));
  return numbered.flatMap((group) => {
    const different = new Map(group.map((row) => [recognitionKey(row), row]));
    if (different.size < 2) return [];
    return [...different.values()].map(
      ({ row, number }, at, all): RowNote => ({
        row,
        code: 'number.twice',
        text: number ?? '',
        other: all[at === 0 ? 1 : 0]?.row ?? row,
      }),
    );
  });
}

/** One producer has one number: the first one written; lines with another are named. */
function unitePhones(rows: readonly RegistryRow[], notes: RowNote[]): readonly RegistryRow[] {
  const phones = new Map<string, RegistryRow>();
  for (const row of rows) {
    const first = phones.get(producerKey(row));
    if (row.phone === null) continue;
    if (first === undefined) phones.set(producerKey(row), row);
    else if (first.phone !== row.phone)
      notes.push({ row: row.row, other: first.row, code: 'phone.differs', column: 'phone', text: row.phone });
  }
  return rows.map((row) => {
    const phone = phones.get(producerKey(row))?.phone ?? row.phone;
    return phone === row.phone ? row : { ...row, phone };
  });
}
