/**
 * A list of people from its bytes into the seats of a class: columns by their headings, lines by core, seats by the store. A
 * dry run does everything and takes it back; the report is the same.
 */
import { createEnrolReader } from '../../core/enrol-file.ts';
import {
  type EnrolColumn,
  type EnrolFile,
  type EnrolLanguage,
  type EnrolNote,
  enrolColumns,
  isEnrolFault,
} from '../../core/enrol-row.ts';
import { ok, type Refusal, type Result, refuse } from '../../core/error.ts';
import type { ContactId, Instant } from '../../core/model.ts';
import { fold } from '../../core/vietnamese.ts';
import type { Documents } from '../../ports/document.ts';
import type { EnrolEnd, EnrolOutcome } from '../../ports/enrol.ts';
import type { OfferingView } from '../../ports/seats.ts';
import type { ColumnKind, SheetHead, SheetSpec } from '../../ports/sheet.ts';
import type { Library, Store } from '../../ports.ts';

export interface EnrolDeps {
  readonly store: Pick<Store, 'enrolPeople'>;
  readonly documents: Pick<Documents, 'readSheet'>;
  readonly library: Pick<Library, 'units'>;
  readonly enrol: EnrolLanguage;
}

export interface EnrolRequest {
  readonly view: OfferingView;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly actor: ContactId | 'operator';
  readonly dryRun: boolean;
  readonly at: Instant;
  /** The list in chat, and how it ends once its people are enrolled. */
  readonly list?: { readonly id: string; readonly end: (report: EnrolReport) => Omit<EnrolEnd, 'report'> };
}

/** What became of a file. Numbers are rows of the sheet. */
export interface EnrolReport extends EnrolOutcome {
  readonly dryRun: boolean;
  readonly code: string;
  readonly title: string;
  readonly head: Pick<SheetHead<EnrolColumn>, 'sheet' | 'headerLine' | 'encoding' | 'missing' | 'unknown'>;
  readonly lines: number;
  /** Lines that were left out. */
  readonly faulty: readonly number[];
}

const kinds: Readonly<Partial<Record<EnrolColumn, ColumnKind>>> = { phone: 'phone', born: 'day' };

/** What is asked of the sheet; more than 25,000 lines are refused. */
export const enrolSpec = ({ columns }: EnrolLanguage): SheetSpec<EnrolColumn> => ({
  columns: enrolColumns.map((key) => ({ key, kind: kinds[key] ?? 'text', ...columns[key] })),
  maxRows: 25_000,
});

/** Why nobody can be enrolled now; `null` when the class takes people. */
export function whyShut({ offering, rules }: OfferingView, at: Instant): Refusal | null {
  const { title, code } = offering;
  if (offering.state === 'cancelled' || rules.isCancelled) return refuse('enrol.cancelled', { title, code });
  if (offering.state !== 'open' || at >= rules.closesAt) return refuse('enrol.closed', { title, code });
  return at < rules.opensAt ? refuse('enrol.notYet', { title, code }) : null;
}

/** Reads a list and enrols its people. Refuses as `sheet.…` what is no such file and as `enrol.…` what the class does not take. */
export async function enrolList(deps: EnrolDeps, request: EnrolRequest): Promise<Result<EnrolReport>> {
  const { view, dryRun, actor, fileName, at, list } = request;
  const shut = whyShut(view, at);
  if (shut !== null) return shut;
  const read = await readFile(deps, request);
  if (!read.ok) return read;
  const report = (outcome: EnrolOutcome) => reportOf(request, read.value, outcome);
  const end = list && { id: list.id, end: (outcome: EnrolOutcome) => endOf(list, report(outcome)) };
  const outcome = await deps.store.enrolPeople({
    ...{ offering: view.offering.id, rows: read.value.rows, dryRun, actor, fileName, at },
    ...(end === undefined ? {} : { list: end }),
  });
  return ok(report(outcome));
}

const endOf = ({ end }: NonNullable<EnrolRequest['list']>, report: EnrolReport): EnrolEnd => ({
  report,
  ...end(report),
});

type ReadFile = EnrolFile & Pick<EnrolReport, 'head'>;

const noSeat: readonly EnrolOutcome['seats'][number]['result'][] = ['taken', 'waiting', 'offered', 'already'];

function reportOf(
  { view, dryRun }: EnrolRequest,
  { head, lines, notes }: ReadFile,
  outcome: EnrolOutcome,
): EnrolReport {
  const all: readonly EnrolNote[] = [...notes, ...outcome.notes].sort((a, b) => a.row - b.row);
  const refused = outcome.seats.filter(({ result }) => !noSeat.includes(result));
  const faulty = new Set([...all.filter(isEnrolFault), ...refused].map(({ row }) => row));
  const { code, title } = view.offering;
  return {
    ...{ dryRun, code, title, head, lines, seats: outcome.seats, notes: all },
    faulty: [...faulty].sort((a, b) => a - b),
    ...(outcome.list === undefined ? {} : { list: outcome.list }),
  };
}

/** Apart from the writing, so that the open file does not lie in memory meanwhile. */
async function readFile(
  { documents, library: { units }, enrol }: EnrolDeps,
  { bytes, view: { offering } }: EnrolRequest,
): Promise<Result<ReadFile>> {
  const sheet = await documents.readSheet(bytes, enrolSpec(enrol));
  if (!sheet.ok) return sheet;
  const { head } = sheet.value;
  const { name, given } = head.found;
  if (name === undefined) return refuse('sheet.noHeader');
  const reader = createEnrolReader({
    served: offering.unitsServed,
    province: units.byCode(offering.unit)?.provinceCode ?? null,
    units,
    below: enrol.below,
    // `Tên` beside họ đệm, or the second column under one heading; not a column of names of something else.
    hasGiven: given !== undefined && (fold(given) === 'ten' || given === '' || given === name),
  });
  for await (const { line, cells, section } of sheet.value.rows()) reader.add({ line, cells, section });
  const { sheet: title, headerLine, encoding, missing, unknown } = head;
  return ok({ head: { sheet: title, headerLine, encoding, missing, unknown }, ...reader.finish() });
}
