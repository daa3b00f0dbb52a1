/**
 * A registry file from its bytes into the tables: columns by their headings, lines by core, sets by the store. A dry
 * run does everything and takes it back; the report is the same.
 */
import { dayOf } from '../../core/calendar.ts';
import { createRegistryReader, type RegistryFile } from '../../core/certificate-file.ts';
import {
  isFault,
  type RegistryColumn,
  type RegistryLanguage,
  type RowNote,
  registryColumns,
} from '../../core/certificate-row.ts';
import { type TypedLine, typedLine } from '../../core/certificate-typed.ts';
import { ok, type Result } from '../../core/error.ts';
import type { ContactId, Instant, UnitCode } from '../../core/model.ts';
import type { ImportOutcome } from '../../ports/certificate.ts';
import type { Documents } from '../../ports/document.ts';
import type { ColumnKind, SheetHead, SheetSpec } from '../../ports/sheet.ts';
import type { Library, Store } from '../../ports.ts';

export interface RegistryDeps {
  readonly store: Pick<Store, 'importCertificates'>;
  readonly documents: Pick<Documents, 'readSheet'>;
  readonly library: Pick<Library, 'units'>;
  readonly registry: RegistryLanguage;
}

export interface RegistryRequest {
  /** The same import twice is one: the inbound's id, or one of the operator's. */
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Commune or province the file is for. */
  readonly unit: UnitCode;
  readonly actor: ContactId | 'operator';
  readonly dryRun: boolean;
  readonly at: Instant;
}

/** What became of a file. Numbers are rows of the sheet. */
export interface RegistryReport extends Omit<ImportOutcome, 'refused'> {
  readonly dryRun: boolean;
  readonly head: Pick<SheetHead<RegistryColumn>, 'sheet' | 'headerLine' | 'encoding' | 'missing' | 'unknown'>;
  readonly lines: number;
  /** Faults and warnings of reading and of placing, by row. */
  readonly notes: readonly RowNote[];
  /** Lines that were left out. */
  readonly faulty: readonly number[];
}

const days: readonly RegistryColumn[] = ['issuedOn', 'validUntil', 'firstDate', 'secondDate'];
const kindOf = (key: RegistryColumn): ColumnKind => {
  if (key === 'phone') return 'phone';
  return days.includes(key) ? 'day' : 'text';
};

/** What is asked of the sheet; more than 25,000 lines are refused. */
export const registrySpec = ({ columns }: RegistryLanguage): SheetSpec<RegistryColumn> => ({
  columns: registryColumns.map((key) => ({ key, kind: kindOf(key), ...columns[key] })),
  maxRows: 25_000,
});

/** Reads and lays in a file. Refuses as `sheet.…` what is no such file; faulty lines are in the report. */
export async function importRegistry(
  deps: RegistryDeps,
  { bytes, ...request }: RegistryRequest,
): Promise<Result<RegistryReport>> {
  const read = await readFile(deps, bytes, request);
  if (!read.ok) return read;
  return ok(await lay(deps.store, read.value, request));
}

type ReadFile = RegistryFile & Pick<RegistryReport, 'head'>;

async function lay(
  store: RegistryDeps['store'],
  { head, rows, notes, lines }: ReadFile,
  request: Omit<RegistryRequest, 'bytes'>,
): Promise<RegistryReport> {
  const { refused, ...outcome } = await store.importCertificates({ ...request, rows, notes });
  const all = [...notes, ...refused.map(({ row, code }): RowNote => ({ row, code, column: 'number' }))];
  const faulty = [...new Set(all.filter(isFault).map(({ row }) => row))].sort((a, b) => a - b);
  const { dryRun } = request;
  return { ...outcome, dryRun, lines, head, faulty, notes: all.toSorted((a, b) => a.row - b.row) };
}

/** One typed certificate, judged and laid in like a file of one line. */
export async function importTyped(
  { store, library, registry }: Omit<RegistryDeps, 'documents'>,
  line: TypedLine,
  request: Omit<RegistryRequest, 'bytes'>,
): Promise<RegistryReport> {
  const { unit, at } = request;
  const reader = createRegistryReader({
    unit,
    units: library.units,
    words: registry.words,
    today: dayOf(at),
  });
  reader.add(typedLine(line));
  return lay(store, { head: noHead, ...reader.finish() }, request);
}

const noHead: RegistryReport['head'] = {
  sheet: '',
  headerLine: 0,
  encoding: 'unicode',
  missing: [],
  unknown: [],
};

/** Apart from the writing, so that the open file does not lie in memory meanwhile. */
async function readFile(
  { documents, library, registry }: RegistryDeps,
  bytes: Uint8Array,
  { unit, at }: Pick<RegistryRequest, 'unit' | 'at'>,
): Promise<Result<ReadFile>> {
  const sheet = await documents.readSheet(bytes, registrySpec(registry));
  if (!sheet.ok) return sheet;
  const reader = createRegistryReader({
    unit,
    units: library.units,
    words: registry.words,
    today: dayOf(at),
  });
  for await (const { line, cells, section } of sheet.value.rows()) reader.add({ line, cells, section });
  return ok({ head: sheet.value.head, ...reader.finish() });
}
