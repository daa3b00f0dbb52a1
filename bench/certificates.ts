/**
 * `bench certificates`: a registry file of 25,000 lines from its bytes into the tables, first and again, and out as
 * xlsx. Aim: 30 s, 300 MB. All names are made up.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProductSets } from '../src/content/product-sets.ts';
import { loadRegistryLanguage } from '../src/content/registry.ts';
import { loadTexts } from '../src/content/texts.ts';
import { addDays, formatDay } from '../src/core/calendar.ts';
import type { AdminUnit, Day, UnitCode } from '../src/core/model.ts';
import { createUnitIndex } from '../src/core/unit.ts';
import { writeTable } from '../src/document/table-sheet.ts';
import { writeBook } from '../src/document/xlsx-writer.ts';
import { provincialTable } from '../src/service/registry/export-registry.ts';
import { startEmbedded } from '../src/store/embedded.ts';
import { migrate } from '../src/store/migrate.ts';
import { createStore, type PostgresStore } from '../src/store/store.ts';
import { readUnits } from '../src/store/unit-source.ts';
import { flagsOf, startChild } from './process.ts';
import { type Bench, round } from './report.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const province = '19' as UnitCode;
const lines = 25_000;

const heads = [
  'STT',
  'Tên sản phẩm',
  'Nhóm sản phẩm',
  'Loại hình',
  'Tên chủ thể',
  'Xã, phường',
  'Địa chỉ',
  'Người đại diện',
  'Số điện thoại',
  'Hạng sao',
  'Số giấy chứng nhận',
  'Ngày hết hạn',
  'Ngày quyết định lần đầu',
  'Số quyết định lần đầu',
  'Cơ quan ban hành lần đầu',
  'Ghi chú',
];

function lineOf(no: number, communes: readonly string[]): readonly string[] {
  const decided = addDays('2023-12-01' as Day, no % 900);
  const producer = no % 9_000;
  return [
    String(no + 1),
    `Sản phẩm mẫu ${no}`,
    'Thực phẩm',
    'HTX',
    `Hợp tác xã mẫu ${producer}`,
    communes[producer % communes.length] ?? '',
    `Xóm ${no % 20}`,
    'Nguyễn Văn Mẫu',
    no % 3 === 0 ? '' : `09${String(10_000_000 + producer)}`,
    `${3 + (no % 2)} sao`,
    `${no}/GCN-OCOP`,
    no % 5 === 0 ? '' : formatDay(addDays(decided, 1_095)),
    formatDay(decided),
    `${no % 60}/QĐ-UBND`,
    'UBND tỉnh',
    '',
  ];
}

function* sheetRows(communes: readonly string[]) {
  const cells = (texts: readonly string[]) => texts.map((value) => ({ value, look: '' }));
  yield { at: 0, cells: cells(heads) };
  for (let no = 0; no < lines; no += 1) yield { at: no + 1, cells: cells(lineOf(no, communes)) };
}

/** Imports the file in a process of its own, so that only its memory counts; gives what it printed. */
async function importOnce(url: string, file: string, id: string): Promise<object> {
  // Memory bounded as `npm run certificates` bounds it: left to itself, V8 lets garbage lie while there is room.
  const script = [...flagsOf('certificates'), '--import', 'tsx', 'bench/child/registry-import.ts'];
  const { printed } = await startChild([...script, url, file, province, id], {}, /ready .*\n/);
  return JSON.parse(/ready (.*)\n/.exec(printed)?.[1] ?? '{}') as object;
}

/** A made-up file of the province. */
function makeFile(communes: readonly AdminUnit[]): Promise<Uint8Array> {
  const own = communes.filter((unit) => unit.provinceCode === province && unit.level === 'commune');
  return writeBook({
    sheet: 'OCOP',
    widths: heads.map(() => 14),
    looks: new Map(),
    fixedRows: 1,
    merges: [],
    landscape: true,
    rows: sheetRows(own.map(({ name }) => name)),
  });
}

async function exportOnce(store: PostgresStore) {
  const texts = loadTexts('locales');
  const sets = loadProductSets('content/product-sets.yaml');
  const registry = loadRegistryLanguage('content/registry.yaml', sets);
  const { units, aliases } = await store.units();
  const deps = { texts, registry, library: { units: createUnitIndex(units, aliases) } };
  const records = store.exportCertificates(province);
  const from = performance.now();
  const about = { records, language: 'vi', unitName: 'bench', today: '2026-11-21' as Day } as const;
  const { length } = await writeTable(provincialTable(deps, about));
  return { seconds: round((performance.now() - from) / 1000), mb: round(length / 1e6) };
}

export const certificates: Bench = async ({ note }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-bench-'));
  const database = await startEmbedded({ dataDir: folder, port: 5610, log: silent });
  await migrate(database.url, silent);
  const store = createStore({ url: database.url, log: silent });
  try {
    await store.loadUnits(readUnits(), Date.now());
    const file = join(folder, 'bench.xlsx');
    writeFileSync(file, await makeFile((await store.units()).units));
    note(`a file of ${lines} lines`);
    const first = await importOnce(database.url, file, 'bench-1');
    note(`first: ${JSON.stringify(first)}`);
    const again = await importOnce(database.url, file, 'bench-2');
    note(`again: ${JSON.stringify(again)}`);
    return { lines, first, again, export: await exportOnce(store) };
  } finally {
    await store.close();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
