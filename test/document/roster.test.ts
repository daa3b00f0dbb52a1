/** Rosters and lists: order, repeated headers, room for signatures, and time for 500 people. */
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { writeDocx } from '../../src/document/docx-writer.ts';
import { writePdf } from '../../src/document/pdf-writer.ts';
import { layReport } from '../../src/document/report.ts';
import { layRoster, rosterTable } from '../../src/document/roster.ts';
import { writeTable } from '../../src/document/table-sheet.ts';
import type { Roster } from '../../src/ports/paper.ts';
import { readPdf } from './read/pdf.ts';
import { sayEn, sayVi } from './read/say.ts';
import { part } from './read/zip.ts';
import { roster } from './sample/people.ts';

const person = (name: string) => ({ name, phone: '+84912345678', unit: 'Xã Suối Mơ', producer: '' });
const small: Roster = {
  ...roster(0),
  people: ['Nguyễn Văn Út', 'Trần Thị Ánh', 'Lê Văn Ân', 'Phạm An', 'Đỗ Thị Đào', 'Vũ Dũng'].map(person),
};
const order = ['Phạm An', 'Trần Thị Ánh', 'Lê Văn Ân', 'Vũ Dũng', 'Đỗ Thị Đào', 'Nguyễn Văn Út'];
const inOrder = (text: string) => order.map((name) => text.indexOf(name));

describe('a roster', () => {
  it('is sorted by given name in every form', async () => {
    const paper = layRoster(small, sayVi);
    const [page = ''] = (await readPdf(await writePdf(paper))).pages;
    const docx = part(await writeDocx(paper), 'word/document.xml');
    const sheet = part(await writeTable(rosterTable(small, sayVi)), 'xl/worksheets/sheet1.xml');
    for (const text of [page, docx, sheet]) {
      const places = inOrder(text);
      expect(places.every((at) => at >= 0)).toBe(true);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  it('never breaks a telephone number in two', async () => {
    const docx = part(await writeDocx(layRoster(small, sayVi)), 'word/document.xml');
    expect(docx).toContain('0912\u00a0345\u00a0678');
  });

  it('repeats its header, numbers pages from the second on and ends with the signer', async () => {
    const { pages, sizes } = await readPdf(await writePdf(layRoster(roster(60), sayVi)));
    expect(pages.length).toBeGreaterThan(2);
    expect(sizes.every(([width]) => width === 210)).toBe(true);
    for (const page of pages.slice(0, -1)) expect(page).toContain('Họ và tên');
    expect(pages.at(-1)).toContain('Danh sách có 60 người.');
    expect(pages.at(-1)).toContain('CÁN BỘ PHỤ TRÁCH');
    expect(pages[1]?.trim().endsWith(' 2')).toBe(true);
  });

  it('lies across with a signature column for each of many sessions', async () => {
    const sessions = ['Sáng 05/3', 'Chiều 05/3', 'Sáng 06/3', 'Chiều 06/3'];
    const { pages, sizes } = await readPdf(await writePdf(layRoster({ ...small, sessions }, sayVi)));
    expect(sizes[0]).toEqual([297, 210]);
    for (const session of sessions) expect(pages[0]).toContain(session);
    const docx = part(await writeDocx(layRoster({ ...small, sessions }, sayVi)), 'word/document.xml');
    expect(docx).toContain('w:orient="landscape"');
  });

  it('has English column names for those who asked for English', async () => {
    const [page] = (await readPdf(await writePdf(layRoster(small, sayEn)))).pages;
    expect(page).toContain('Full name');
  });

  it('as a sheet holds phones as text with their zero', async () => {
    const { sheets } = await readXlsx(await writeTable(rosterTable(small, sayVi)));
    expect(sheets[0]?.rows.flat()).toContain('0912 345 678');
  });

  it('of 500 people takes no more than 2 s of work in each form', async () => {
    const large = roster(500);
    const forms = [
      () => writePdf(layRoster(large, sayVi)),
      () => writeDocx(layRoster(large, sayVi)),
      () => writeTable(rosterTable(large, sayVi)),
    ];
    for (const write of forms) {
      // The processor's time: a busy machine makes everybody wait and nobody slower.
      const before = process.cpuUsage();
      await write();
      expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
    }
  });
});

describe('a printed list', () => {
  it('of a thousand lines lets others have their turn while it is drawn', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const columns = ['Tên', 'Ngày'].map((header) => ({ header, width: 1 }));
    const rows = Array.from({ length: 1000 }, (_, at) => [`Mật ong số ${at}`, '05/03/2026']);
    const report = { issuer: [], title: 'Sổ', details: [], notes: [], footer: 'Sổ' };
    await writePdf(layReport({ ...report, table: { columns, rows } }, sayVi));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });

  it('says on every page where it comes from', async () => {
    const paper = layReport(
      {
        issuer: ['Ủy ban nhân dân', 'xã Suối Mơ'],
        title: 'Sổ theo dõi thông báo hết hạn giấy chứng nhận',
        details: ['Từ 01/01/2026 đến 30/06/2026'],
        landscape: true,
        table: {
          columns: ['Sản phẩm', 'Người nhận', 'Ngày gửi', 'Kênh', 'Kết quả'].map((header) => ({
            header,
            width: 10,
          })),
          rows: Array.from({ length: 80 }, (_, at) => [
            `Mật ong số ${at}`,
            'Chị Thử',
            '05/03/2026',
            'Zalo',
            'Đã xem',
          ]),
        },
        notes: ['Tổng số: 80 thông báo.'],
        footer: 'Trích từ sổ theo dõi, in ngày 01/07/2026',
      },
      sayVi,
    );
    const { pages } = await readPdf(await writePdf(paper));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page).toContain('Trích từ sổ theo dõi');
    expect(pages.at(-1)).toContain('Tổng số: 80 thông báo.');
  });
});
