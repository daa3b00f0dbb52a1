/**
 * Pure: the words of a list of people that an officer sends to enrol them in a class: its columns, what a line says once
 * read, and what is wrong with it. Nothing is guessed: what cannot be read is said so by row.
 */
import type { Day, UnitCode } from './model.ts';
import type { UnitIndex } from './unit.ts';

/** `name` may hold family and middle name only, with the given name in `given` beside it. */
export const enrolColumns = [
  'ordinal',
  'name',
  'given',
  'phone',
  'unit',
  'from',
  'born',
  'sign',
  'note',
] as const;
export type EnrolColumn = (typeof enrolColumns)[number];

/** A cell as the reader of files gives it. */
export interface EnrolCell {
  readonly text: string;
  readonly day?: Day;
  /** E.164. */
  readonly phone?: string;
  readonly doubt?: string;
}

export interface EnrolLine {
  /** Row of the sheet as the spreadsheet program shows it. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<EnrolColumn, EnrolCell>>>;
  /** Heading across the columns above this line: often the commune. */
  readonly section: string | null;
}

/** Somebody to enrol. */
export interface EnrolRow {
  readonly row: number;
  readonly name: string;
  /** E.164. */
  readonly phone: string | null;
  readonly unit: UnitCode | null;
  /** Producer or office, as written. */
  readonly from: string | null;
  /** Tells people of one name, commune and number apart: 1, or 2 when they were born on another day. */
  readonly copy: number;
}

/** Every name is a text `enrol.note.<code>`; a fault keeps the line out, a warning does not. */
export const enrolFaults = ['name.missing', 'name.odd', 'encoding.unsure', 'unit.notServed'] as const;
export type EnrolFault = (typeof enrolFaults)[number];

export const enrolWarnings = [
  'phone.unreadable',
  'phone.missing',
  'phone.shared',
  'phone.enrolled',
  'name.enrolled',
  'unit.unknown',
  'unit.several',
  'born.unreadable',
  'line.again',
] as const;
export type EnrolWarning = (typeof enrolWarnings)[number];

export interface EnrolNote {
  readonly row: number;
  readonly code: EnrolFault | EnrolWarning;
  /** What the cell says, or whom it clashes with. */
  readonly text?: string;
  /** The other row, where two rows clash. */
  readonly other?: number;
}

export const isEnrolFault = ({ code }: EnrolNote): boolean =>
  (enrolFaults as readonly string[]).includes(code);

/** How lists head a column. */
export interface EnrolHeading {
  readonly headers: readonly string[];
  readonly required?: boolean;
  /** The column beside it, when one heading stands over both. */
  readonly beside?: EnrolColumn;
}

/** Headings and words of lists, from `content/enrol-list.yaml`. */
export interface EnrolLanguage {
  readonly columns: Readonly<Record<EnrolColumn, EnrolHeading>>;
  /** Folded beginnings of lines below a table that are nobody's name: sums, who signs. */
  readonly below: readonly string[];
}

/** What a list is read against. */
export interface EnrolContext extends Pick<EnrolLanguage, 'below'> {
  /** Units whose people the class is for; empty: everybody. */
  readonly served: readonly UnitCode[];
  /** Where communes are looked for first. */
  readonly province: UnitCode | null;
  readonly units: UnitIndex;
  /** Whether `given` holds given names; else it is some other column that looked like it. */
  readonly hasGiven: boolean;
}

/** What became of a file before seats are asked for. */
export interface EnrolFile {
  /** In the order of the file. */
  readonly rows: readonly EnrolRow[];
  readonly notes: readonly EnrolNote[];
  /** Lines read, faulty ones included. */
  readonly lines: number;
}
