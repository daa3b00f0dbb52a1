/** Pure: reads a list of people line by line; lines that repeat are taken once, relatives with one number are noted. */
import type { EnrolColumn, EnrolContext, EnrolFile, EnrolLine, EnrolNote, EnrolRow } from './enrol-row.ts';
import type { UnitCode } from './model.ts';
import { fold, normalise } from './vietnamese.ts';

/** Longer than any name; a sentence below the table is nobody. */
const longestName = 80;

type Note = (note: Omit<EnrolNote, 'row'>) => void;

export interface EnrolReader {
  add(line: EnrolLine): void;
  finish(): EnrolFile;
}

export function createEnrolReader(context: EnrolContext): EnrolReader {
  const rows: EnrolRow[] = [];
  const notes: EnrolNote[] = [];
  const findUnit = remembering(context);
  const people = createPeople();
  let lines = 0;
  return {
    add(line) {
      const note: Note = (one) => notes.push({ row: line.line, ...detached(one) });
      const read = readLine(line, context, findUnit, note);
      if (read === 'below') return;
      lines += 1;
      const row = read === null ? null : people.place(detached(read), note);
      if (row !== null) rows.push(row);
    },
    finish: () => ({ rows, notes: notes.toSorted((a, b) => a.row - b.row), lines }),
  };
}

/** Holds nothing of the file: a text cut out of a large one keeps all of it in memory. */
const detached = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

type Read = Omit<EnrolRow, 'copy'> & { readonly born: string | null };

function readLine(
  line: EnrolLine,
  context: EnrolContext,
  findUnit: FindUnit,
  note: Note,
): Read | 'below' | null {
  const name = nameIn(line, context);
  const folded = fold(name);
  if (textIn(line, 'ordinal') === '' && isBelow(line, folded, context)) return 'below';
  const garbled = (['name', 'given'] as const).some((key) => line.cells[key]?.doubt === 'sheet.encoding');
  const fault = nameFault(name, folded, garbled);
  if (fault !== null) {
    note(name === '' ? { code: fault } : { code: fault, text: name });
    return null;
  }
  const phone = phoneIn(line, note);
  const unit = unitIn(line, context, findUnit, note);
  const from = textIn(line, 'from');
  if (unit === 'notServed') return null;
  return { row: line.line, name, phone, unit, from: from === '' ? null : from, born: bornIn(line, note) };
}

/** A sum, who signs: words without a number in front, and neither a name nor a telephone. */
const isBelow = ({ cells }: EnrolLine, folded: string, { below }: EnrolContext): boolean =>
  folded === '' ? cells.phone?.phone === undefined : below.some((words) => folded.startsWith(words));

const textIn = ({ cells }: EnrolLine, column: EnrolColumn): string => {
  const text = normalise(cells[column]?.text ?? '');
  return /^[-–—./\\?\s]*$/.test(text) ? '' : text;
};

const nameIn = (line: EnrolLine, { hasGiven }: EnrolContext): string =>
  [textIn(line, 'name'), hasGiven ? textIn(line, 'given') : ''].filter((part) => part !== '').join(' ');

function nameFault(name: string, folded: string, garbled: boolean) {
  if (name === '') return 'name.missing' as const;
  if (garbled) return 'encoding.unsure' as const;
  return /\p{L}/u.test(name) && folded !== '' && name.length <= longestName && !/\d{3}/.test(name)
    ? null
    : ('name.odd' as const);
}

/** A missing number is no fault, but the officer should know whom nobody can call. */
function phoneIn(line: EnrolLine, note: Note): string | null {
  const text = textIn(line, 'phone');
  const phone = line.cells.phone?.phone ?? null;
  if (phone !== null) return phone;
  note(text === '' ? { code: 'phone.missing' } : { code: 'phone.unreadable', text });
  return null;
}

/** A day or a year; only tells two people of one name apart and is not kept. */
function bornIn(line: EnrolLine, note: Note): string | null {
  const text = textIn(line, 'born');
  if (text === '') return null;
  const born = line.cells.born?.day ?? /^(?:19|20)\d{2}$/.exec(text)?.[0] ?? null;
  if (born === null) note({ code: 'born.unreadable', text });
  return born;
}

type UnitRead = { readonly code: UnitCode } | { readonly fault: 'unit.unknown' | 'unit.several' };
type FindUnit = (text: string) => UnitRead;

/** A list names the same few communes over and over. */
function remembering({ units, province }: EnrolContext): FindUnit {
  const known = new Map<string, UnitRead>();
  const find: FindUnit = (text) => {
    const match = units.findCommune(text, province ?? undefined);
    if (match.kind === 'one') return { code: match.unit.code };
    if (match.kind === 'several') return { fault: 'unit.several' };
    return province === null ? { fault: 'unit.unknown' } : elsewhere(units, text);
  };
  return (text) => {
    const read = known.get(text) ?? find(text);
    known.set(text, read);
    return read;
  };
}

/** A commune of another province counts only when it is named without doubt. */
function elsewhere(units: EnrolContext['units'], text: string): UnitRead {
  const match = units.findCommune(text);
  return match.kind === 'one' ? { code: match.unit.code } : { fault: 'unit.unknown' };
}

function unitIn(
  line: EnrolLine,
  { served, units }: EnrolContext,
  findUnit: FindUnit,
  note: Note,
): UnitCode | null | 'notServed' {
  const own = textIn(line, 'unit');
  const text = own === '' ? (line.section ?? '') : own;
  if (text === '') return null;
  const read = findUnit(text);
  if ('fault' in read) {
    // A heading may be anything; only a cell under "commune" must be one.
    if (own !== '') note({ code: read.fault, text });
    return null;
  }
  const { provinceCode, name } = units.byCode(read.code) ?? {};
  if (served.length === 0 || served.some((code) => code === read.code || code === provinceCode))
    return read.code;
  note({ code: 'unit.notServed', text: name ?? text });
  return 'notServed';
}

/** Knows who stands in the list already. */
function createPeople() {
  const byKey = new Map<
    string,
    { readonly row: number; readonly born: string | null; readonly copy: number }[]
  >();
  const byPhone = new Map<string, EnrolRow>();
  return {
    place({ born, ...read }: Read, note: Note): EnrolRow | null {
      const key = `${read.phone ?? ''}|${fold(read.name)}|${read.phone === null ? (read.unit ?? '') : ''}`;
      const before = byKey.get(key) ?? [];
      const same = before.find((one) => one.born === null || born === null || one.born === born);
      if (same !== undefined) {
        note({ code: 'line.again', other: same.row });
        return null;
      }
      const row: EnrolRow = { ...read, copy: before.length + 1 };
      byKey.set(key, [...before, { row: row.row, born, copy: row.copy }]);
      const first = row.phone === null ? undefined : byPhone.get(row.phone);
      if (first !== undefined) note({ code: 'phone.shared', other: first.row, text: first.name });
      else if (row.phone !== null) byPhone.set(row.phone, row);
      return row;
    },
  };
}
