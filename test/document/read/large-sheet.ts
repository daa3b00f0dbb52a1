/** Writes, reads and copies a list of 25,000 rows and prints seconds of processor time and megabytes; run by large-sheet.test.ts. */
import { writeErrorCopy } from '../../../src/document/error-copy.ts';
import { readSheet } from '../../../src/document/sheet-reader.ts';
import { writeTable } from '../../../src/document/table-sheet.ts';
import type { RowVerdict, SheetSpec, TableRow } from '../../../src/ports/sheet.ts';

const rowCount = 25_000;
const more = Array.from({ length: 15 }, (_, at) => `Cột ${at + 1}`);

function* rows(): Generator<TableRow> {
  for (let at = 0; at < rowCount; at++) {
    const others = more.map((name) => `${name} của dòng ${at}`);
    yield [at + 1, `Hợp tác xã Thử số ${at}`, '+84912345678', '2026-03-05', 'Xã Suối Mơ', ...others];
  }
}

const text = (header: string) => ({ header, kind: 'text' as const, width: 20 });
const file = await writeTable({
  sheet: 'Sổ đăng ký',
  title: ['DANH SÁCH SẢN PHẨM'],
  columns: [
    { header: 'TT', kind: 'number', width: 6 },
    text('Tên chủ thể'),
    { header: 'Điện thoại', kind: 'phone', width: 14 },
    { header: 'Ngày hết hạn', kind: 'day', width: 14 },
    text('Xã'),
    ...more.map(text),
  ],
  rows: rows(),
});

const spec: SheetSpec<'producer' | 'phone' | 'expires' | 'unit'> = {
  columns: [
    { key: 'producer', kind: 'text', headers: ['Tên chủ thể'], required: true },
    { key: 'phone', kind: 'phone', headers: ['Điện thoại'] },
    { key: 'expires', kind: 'day', headers: ['Ngày hết hạn'] },
    { key: 'unit', kind: 'text', headers: ['Xã'] },
  ],
};

const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);
/** Unlike the clock it does not count what other programs do meanwhile. */
const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
};
const start = worked();
const result = await readSheet(file, spec);
if (!result.ok) throw new Error(result.code);
const verdicts = new Map<number, RowVerdict>();
for await (const { line, cells } of result.value.rows()) {
  const good = cells.phone?.phone !== undefined && cells.expires?.day !== undefined;
  verdicts.set(
    line,
    good && line % 10 > 0 ? { level: 'good', text: 'Đã ghi' } : { level: 'fault', text: 'Lỗi' },
  );
}
const read = { rows: verdicts.size, seconds: worked() - start, megabytes: megabytes() };
const again = worked();
await writeErrorCopy(file, { ...result.value.head, heading: 'Kết quả', verdicts });
const copied = { rows: verdicts.size, seconds: worked() - again, megabytes: megabytes() };
process.stdout.write(JSON.stringify({ read, copied }));
