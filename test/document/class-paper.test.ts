/** Papers of a class: certificate of attendance, poster, name tags; and the codes on them. */
import { describe, expect, it } from 'vitest';
import { layCertificate } from '../../src/document/attendance-certificate.ts';
import { writeDocx } from '../../src/document/docx-writer.ts';
import { balanced } from '../../src/document/letter-head.ts';
import { writeNameTags } from '../../src/document/name-tags.ts';
import { writePdf } from '../../src/document/pdf-writer.ts';
import { writePoster } from '../../src/document/poster.ts';
import { qrModules, qrPath, qrPng, qrSvg } from '../../src/document/qr.ts';
import { readPdf } from './read/pdf.ts';
import { sayEn, sayVi } from './read/say.ts';
import { part, unzip } from './read/zip.ts';
import { certificate, poster, tags } from './sample/classes.ts';

describe('a certificate of attendance', () => {
  const said = [
    'GIẤY CHỨNG NHẬN',
    'SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG chứng nhận',
    'Nguyễn Thị Thử',
    'Lớp tập huấn nâng cao năng lực cho chủ thể OCOP năm 2026',
    'từ ngày 05/03/2026 đến ngày 06/03/2026',
    'Có mặt 4/4 buổi học',
    'Số: 012/2026/GCN-TH',
    'Thử Nghiệm, ngày 08 tháng 3 năm 2026',
    'Trần Văn Mẫu',
  ];

  it('is one page of A4 across with everything on it', async () => {
    const { pages, sizes } = await readPdf(await writePdf(await layCertificate(certificate, sayVi)));
    expect(sizes).toEqual([[297, 210]]);
    for (const text of said) expect(pages[0]).toContain(text);
  });

  it('breaks a long name of an office evenly: no word stands alone', async () => {
    const office = 'Chi cục Phát triển nông thôn tỉnh Thái Nguyên';
    const long = { ...certificate, superior: [], issuer: [office], authority: [office] };
    const { pages } = await readPdf(await writePdf(await layCertificate(long, sayVi)));
    const [first, second] = ['CHI CỤC PHÁT TRIỂN NÔNG', 'THÔN TỈNH THÁI NGUYÊN'];
    expect(balanced(`${first} ${second}`, 12, 200)).toEqual([first, second]);
    expect(balanced('SỞ CÔNG THƯƠNG', 12, 200)).toEqual(['SỞ CÔNG THƯƠNG']);
    expect(pages[0]?.match(new RegExp(`${first}\\s+${second}`, 'gu'))?.length).toBeGreaterThanOrEqual(2);
  });

  it('says the same as docx, framed, with its code', async () => {
    const docx = await writeDocx(await layCertificate(certificate, sayVi));
    const text = part(docx, 'word/document.xml');
    for (const each of said) expect(text.replaceAll(/<[^>]+>/g, '')).toContain(each);
    expect(text).toContain('<w:pgBorders');
    expect([...unzip(docx).keys()].filter((path) => path.endsWith('.png'))).toHaveLength(1);
  });

  it('stays on one page with the longest of names and titles', async () => {
    const long = {
      ...certificate,
      person: 'Công Tằng Tôn Nữ Thị Nguyễn Phạm Hoàng Thanh Thuỷ Thử Nghiệm',
      classTitle:
        'Lớp tập huấn hướng dẫn lập hồ sơ đánh giá, phân hạng, nâng hạng và đánh giá lại sản phẩm OCOP '.repeat(
          2,
        ),
      issuer: ['Chi cục Kinh tế hợp tác', 'và Phát triển nông thôn', 'tỉnh Thử Nghiệm'],
      authority: ['TUQ. Giám đốc', 'Chi cục trưởng'],
    };
    expect((await readPdf(await writePdf(await layCertificate(long, sayVi)))).pages).toHaveLength(1);
  });

  it('names one day as one day', async () => {
    const one = { ...certificate, to: certificate.from };
    const { pages } = await readPdf(await writePdf(await layCertificate(one, sayVi)));
    expect(pages[0]).toContain('ngày 05/03/2026, tại Hội trường');
    expect(pages[0]).not.toContain('từ ngày');
  });
});

describe('a poster', () => {
  it.each([
    ['A4', [210, 297]],
    ['A3', [297, 420]],
  ] as const)('fits %s on one page', async (paper, size) => {
    const { pages, sizes } = await readPdf(await writePoster(poster, paper, sayVi));
    expect(sizes).toEqual([size]);
    for (const text of [
      'Bán hàng OCOP trên mạng',
      'Zalo',
      'Telegram',
      'SM26A',
      'Gọi hỏi: 0200 3000 000',
      'Không thu phí',
    ]) {
      expect(pages[0]).toContain(text);
    }
  });

  it('takes long titles, many facts, one channel, no hotline, and English', async () => {
    const full = {
      ...poster,
      title: 'Hướng dẫn lập hồ sơ đánh giá, phân hạng lại sản phẩm OCOP '.repeat(4),
      facts: [...poster.facts, ...poster.facts, ...poster.facts],
      codes: poster.codes.slice(0, 1),
      hotline: null,
    };
    const { pages } = await readPdf(await writePoster(full, 'A4', sayEn));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('Sign up with your phone');
  });
});

describe('name tags', () => {
  it('are eight to a page, by given name', async () => {
    const { pages, sizes } = await readPdf(await writeNameTags(tags(20)));
    expect(sizes).toEqual([
      [210, 297],
      [210, 297],
      [210, 297],
    ]);
    expect(pages.map((page) => page.split('Lớp tập huấn OCOP 2026').length - 1)).toEqual([8, 8, 4]);
  });

  it('draw letters of other Latin alphabets too', async () => {
    const person = { name: 'H’Hen Niê Kđăm Blŭ', line: 'Buôn Thử' };
    const { pages } = await readPdf(await writeNameTags({ ...tags(0), people: [person] }));
    expect(pages[0]).toContain('H’Hen Niê Kđăm Blŭ');
  });
});

describe('a QR code', () => {
  const link = 'https://t.me/ocop_thu_bot?start=c_SM26A';

  it('is a PNG large enough to print', async () => {
    const png = Buffer.from(await qrPng(link));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(300);
  });

  it('has the same modules drawn as computed', () => {
    const modules = qrModules(link);
    const drawn = modules.map((row) => row.map(() => false));
    for (const [, x, y, length] of qrPath(link, modules.length).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
      for (let at = 0; at < Number(length); at++) drawn[Number(y)]?.splice(Number(x) + at, 1, true);
    }
    expect(drawn).toEqual(modules);
    expect(qrSvg(link)).toContain(`viewBox="0 0 ${modules.length + 8} ${modules.length + 8}"`);
  });
});
