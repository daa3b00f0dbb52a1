/** Port for documents: what the services may ask to be written or read. Everything is plain data in, bytes out. */
import type { Language } from '../core/model.ts';
import type { CalendarFile } from './calendar-file.ts';
import type { Letter } from './letter.ts';
import type {
  AttendanceCertificate,
  NameTags,
  Poster,
  ProgressChart,
  Report,
  Roster,
  ScoreChart,
  ScoreSheet,
} from './paper.ts';
import type { ErrorCopy, SheetResult, SheetSpec, Table } from './sheet.ts';

export type Bytes = Uint8Array;

export interface Documents {
  /** Official letters are Vietnamese only. */
  letter(letter: Letter, form: 'docx' | 'pdf'): Promise<Bytes>;
  roster(roster: Roster, form: 'docx' | 'pdf' | 'xlsx', language?: Language): Promise<Bytes>;
  /** PDF, eight tags on a page of A4. */
  nameTags(tags: NameTags): Promise<Bytes>;
  /** PDF. */
  poster(poster: Poster, paper: 'A4' | 'A3', language?: Language): Promise<Bytes>;
  certificate(certificate: AttendanceCertificate, form: 'docx' | 'pdf'): Promise<Bytes>;
  /** All in one file, each on a page of its own. */
  certificates(certificates: readonly AttendanceCertificate[], form: 'docx' | 'pdf'): Promise<Bytes>;
  /** PDF. */
  report(report: Report, language?: Language): Promise<Bytes>;
  scoreSheet(sheet: ScoreSheet, form: 'docx' | 'pdf'): Promise<Bytes>;
  /** PNG, 1,080 wide. */
  scoreChart(chart: ScoreChart): Promise<Bytes>;
  /** PNG, 1,080 wide. */
  progressChart(chart: ProgressChart): Promise<Bytes>;
  qrPng(content: string): Promise<Bytes>;
  qrSvg(content: string): string;
  /** Text of a `.ics` file. */
  calendar(file: CalendarFile): string;
  /** xlsx. */
  table(table: Table): Promise<Bytes>;
  /** Reads xlsx, xls or CSV, whatever its name says. */
  readSheet<K extends string>(bytes: Bytes, spec: SheetSpec<K>): Promise<SheetResult<K>>;
  /** The sent file again as xlsx, rows coloured, with a column that says what became of each. */
  errorCopy(bytes: Bytes, copy: ErrorCopy): Promise<Bytes>;
}
