/**
 * The registry as tables: the provincial layout that can be read in again, and `PTNT_OCOP` of QĐ 5277/QĐ-BNNMT (domain
 * reference §3.4). Rows are made one by one as they come from the store.
 */
import { type CertificateStatus, standingOf } from '../../core/certificate.ts';
import { type RegistryColumn, type RegistryLanguage, registryColumns } from '../../core/certificate-row.ts';
import type { Day, Language } from '../../core/model.ts';
import type { RegistryRecord } from '../../ports/certificate.ts';
import type { ColumnKind, Table, TableColumn, TableRow } from '../../ports/sheet.ts';
import type { Library, Texts } from '../../ports.ts';

export interface ExportDeps {
  readonly texts: Texts;
  readonly library: Pick<Library, 'units'>;
  readonly registry: RegistryLanguage;
}

export interface ExportRequest {
  readonly records: AsyncIterable<RegistryRecord>;
  readonly language: Language;
  /** Name of the commune or province, for the title. */
  readonly unitName: string;
  readonly today: Day;
}

type Value = string | number | null;

/** Columns of the second evaluation stay empty: each recognition has a line of its own. */
const exported = registryColumns.filter((column) => !column.startsWith('second') && column !== 'district');

const kinds: Readonly<Partial<Record<RegistryColumn, ColumnKind>>> = {
  ordinal: 'number',
  phone: 'phone',
  star: 'number',
  firstStar: 'number',
  firstYear: 'text',
  issuedOn: 'day',
  validUntil: 'day',
  firstDate: 'day',
};
const widths: Readonly<Partial<Record<RegistryColumn, number>>> = {
  ordinal: 6,
  product: 32,
  producer: 32,
  commune: 24,
  address: 30,
  representative: 24,
  firstAuthority: 26,
  note: 24,
  productSet: 28,
  productGroup: 20,
};

/** A value computed, not printed, is left to be computed again. */
function cellOf(
  column: RegistryColumn,
  record: RegistryRecord,
  at: number,
  deps: ExportDeps,
  language: Language,
): Value {
  const text = (key: string) => deps.texts.text(key, {}, language);
  const values: Readonly<Partial<Record<RegistryColumn, Value>>> = {
    ordinal: at,
    product: record.product,
    productSet: record.productSet === null ? null : text(`productSet.${record.productSet}.long`),
    productGroup: record.productGroup,
    productCode: record.productCode,
    producerType: record.producerType === null ? null : deps.registry.words.typeName(record.producerType),
    producer: record.producer,
    commune: deps.library.units.byCode(record.unit)?.name ?? record.unit,
    address: record.address,
    representative: record.representative,
    phone: record.phone,
    star: record.star,
    number: record.number,
    issuedOn: record.issuedOn,
    validUntil: record.validComputed ? null : record.validUntil,
    firstStar: record.star,
    firstDate: record.decidedOn,
    firstYear: String(record.year),
    firstDecision: record.decision,
    firstAuthority: record.authority,
    note: record.note,
  };
  return values[column] ?? null;
}

async function* numbered<T>(
  records: AsyncIterable<RegistryRecord>,
  make: (record: RegistryRecord, at: number) => T,
) {
  let at = 0;
  for await (const record of records) {
    at += 1;
    yield make(record, at);
  }
}

/** The provincial layout, one line a recognition that has a certificate. */
export function provincialTable(deps: ExportDeps, { records, language, unitName }: ExportRequest): Table {
  const header = (column: RegistryColumn): string => {
    const { headers, within } = deps.registry.columns[column];
    return [headers[0] ?? column, ...(within === undefined ? [] : [within[0] ?? ''])].join(' – ');
  };
  const columns = exported.map((column): TableColumn => {
    return { header: header(column), kind: kinds[column] ?? 'text', width: widths[column] ?? 16 };
  });
  const row = (record: RegistryRecord, at: number): TableRow =>
    exported.map((column) => cellOf(column, record, at, deps, language));
  const title = deps.texts.text('registry.export.title', { unit: unitName }, language);
  return { sheet: 'OCOP', title: [title], columns, rows: numbered(records, row), landscape: true };
}

/** Names as the decision prints them; they are no words of ours. */
const ptntColumns: readonly TableColumn[] = [
  { header: 'MA_OCOP', kind: 'text', width: 18 },
  { header: 'Ma_DonViHanhChinh', kind: 'text', width: 18 },
  { header: 'Ma_ThoiGian', kind: 'text', width: 12 },
  { header: 'Ma_SanPham', kind: 'text', width: 18 },
  { header: 'TenSanPham', kind: 'text', width: 32 },
  { header: 'XepHang', kind: 'text', width: 10 },
  { header: 'ChuTheSXKD', kind: 'text', width: 32 },
  { header: 'DoanhThuNam', kind: 'number', width: 14 },
  { header: 'TrangThai', kind: 'text', width: 24 },
];

/** The revenue is not known here and stays empty. */
export function ptntTable(deps: ExportDeps, { records, language, today }: ExportRequest): Table {
  const status = (name: CertificateStatus) => deps.texts.text(`certificates.status.${name}`, {}, language);
  const row = (record: RegistryRecord): TableRow => [
    record.number ?? record.id,
    record.unit,
    String(record.year),
    record.productCode ?? record.productId,
    record.product,
    `${record.star}*`,
    record.producer,
    null,
    status(standingOf(record, today).status),
  ];
  return {
    sheet: 'PTNT_OCOP',
    title: [],
    columns: ptntColumns,
    rows: numbered(records, row),
    landscape: true,
  };
}
