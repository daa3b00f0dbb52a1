/** What an officer reads of a list of people: who has a seat, who waits, who was left out and why; and the coloured copy. */
import { type EnrolColumn, type EnrolNote, isEnrolFault } from '../../core/enrol-row.ts';
import type { Language } from '../../core/model.ts';
import { formatNumber } from '../../core/quantity.ts';
import type { EnrolOutcome } from '../../ports/enrol.ts';
import type { RowVerdict } from '../../ports/sheet.ts';
import type { Texts } from '../../ports.ts';
import { namedAtMost, sayingsByRow } from '../sheet-report.ts';
import type { EnrolReport } from './enrol-list.ts';

interface Speaking {
  readonly texts: Texts;
  readonly language: Language;
}
type Say = (key: string, vars?: Readonly<Record<string, string | number>>) => string;
type Seat = EnrolOutcome['seats'][number];

/** Columns whose absence an officer should know of. */
const wanted: readonly EnrolColumn[] = ['phone', 'unit'];

const sayerIn =
  ({ texts, language }: Speaking): Say =>
  (key, vars = {}) =>
    texts.text(`enrol.${key}`, vars, language);

const noteText = ({ code, text, other }: EnrolNote, say: Say): string =>
  say(`note.${code}`, { text: text ?? '', other: other ?? '' });

const seatText = ({ result, place }: Seat, say: Say): string => say(`seat.${result}`, { place: place ?? 0 });

const isShut = ({ faulty }: EnrolReport, { row }: Seat): boolean => faulty.includes(row);

/** Rows an officer is told of one by one: what was left out first, then who shares a number. */
function namedRows(
  report: EnrolReport,
  say: Say,
): readonly { readonly row: number; readonly text: string }[] {
  const shut = report.seats.filter((seat) => isShut(report, seat));
  const faults = report.notes.filter(isEnrolFault);
  const relatives = report.notes.filter(({ code }) => code === 'phone.shared' || code === 'phone.enrolled');
  return [
    ...faults.map((note) => ({ row: note.row, text: noteText(note, say) })),
    ...shut.map((seat) => ({ row: seat.row, text: seatText(seat, say) })),
    ...relatives.map((note) => ({ row: note.row, text: noteText(note, say) })),
  ];
}

/** The report in a few lines. */
export function reportLines(report: EnrolReport, speaking: Speaking): readonly string[] {
  const say = sayerIn(speaking);
  const { head, seats, title, code, lines, faulty } = report;
  const count = (result: Seat['result']) =>
    formatNumber(seats.filter((seat) => seat.result === result).length);
  const made = seats.filter(({ result }) => result === 'taken' || result === 'waiting');
  const written = made.filter(({ isWritten }) => isWritten).length;
  const missing = wanted.filter((key) => head.missing.includes(key)).map((key) => say(`column.${key}`));
  const named = namedRows(report, say);
  return [
    say(report.dryRun ? 'tried' : 'done', { lines: formatNumber(lines), title, code }),
    say('counts', {
      ...{ taken: count('taken'), waiting: count('waiting') },
      ...{ already: count('already'), faulty: formatNumber(faulty.length) },
    }),
    ...(written === 0 ? [] : [say('noAccount', { count: formatNumber(written) })]),
    ...(missing.length === 0 ? [] : [say('missingColumns', { columns: missing.join(', ') })]),
    ...named.slice(0, namedAtMost).map(({ row, text }) => say('row', { row, text })),
    ...(named.length > namedAtMost ? [say('moreRows', { count: named.length - namedAtMost })] : []),
  ];
}

/** Whether the copy has anything to show that the message does not. */
export const isSpotless = ({ notes, seats }: EnrolReport): boolean =>
  notes.length === 0 && seats.every(({ result }) => result === 'taken');

/** Whether there is anybody to enrol. */
export const isWritable = ({ dryRun, seats }: EnrolReport): boolean =>
  dryRun && seats.some(({ result }) => result === 'taken' || result === 'waiting');

/** What to colour each line and what to write beside it. */
export function verdictsOf(report: EnrolReport, speaking: Speaking): ReadonlyMap<number, RowVerdict> {
  const say = sayerIn(speaking);
  const notes = sayingsByRow(report.notes, (note) => noteText(note, say));
  const seats = new Map(report.seats.map((seat) => [seat.row, seat]));
  const faulty = new Set(report.faulty);
  const rows = [...new Set([...seats.keys(), ...notes.keys()])];
  return new Map(
    rows.map((row): [number, RowVerdict] => {
      const seat = seats.get(row);
      const said = notes.get(row) ?? [];
      const text = [...(seat === undefined ? [] : [seatText(seat, say)]), ...said].join(' ');
      return [row, { level: levelOf(seat, said.length > 0, faulty.has(row)), text }];
    }),
  );
}

function levelOf(seat: Seat | undefined, hasNotes: boolean, isFaulty: boolean): RowVerdict['level'] {
  if (isFaulty) return 'fault';
  if (hasNotes || seat === undefined || seat.result === 'already') return 'warning';
  return seat.result === 'taken' ? 'good' : 'changed';
}
