/** The format test of official letters: opens the files written and measures them against Nghị định 30/2020/NĐ-CP, Phụ lục I. */
import { beforeAll, describe, expect, it } from 'vitest';
import { writeDocx } from '../../src/document/docx-writer.ts';
import { layLetter } from '../../src/document/letter.ts';
import { writePdf } from '../../src/document/pdf-writer.ts';
import { type ReadPdf, readPdf } from './read/pdf.ts';
import { sayVi } from './read/say.ts';
import { part, unzip } from './read/zip.ts';
import { invitation, renewalNotice } from './sample/letters.ts';

/** Twentieths of a point in a millimetre. */
const twip = 1440 / 25.4;
const plain = (xml: string) => xml.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

interface Run {
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly font: string | undefined;
}

const isOn = (properties: string, name: string) =>
  new RegExp(`<w:${name}(/>| w:val="(true|1)"/>)`).test(properties);

function runsOf(xml: string): Run[] {
  return [...xml.matchAll(/<w:r>(.*?)<\/w:r>/gs)].map(([, run = '']) => ({
    text: plain(run.replace(/<w:rPr>.*?<\/w:rPr>/s, '')).trim(),
    size: Number(/<w:sz w:val="(\d+)"/.exec(run)?.[1]) / 2,
    bold: isOn(run, 'b'),
    italic: isOn(run, 'i'),
    font: /w:rFonts[^>]*w:ascii="([^"]+)"/.exec(run)?.[1],
  }));
}

let xml = '';
let runs: Run[] = [];
let pdf: ReadPdf;
const run = (start: string) => runs.find(({ text }) => text.startsWith(start)) ?? null;

beforeAll(async () => {
  const paper = layLetter(renewalNotice, sayVi);
  const docx = await writeDocx(paper);
  xml = part(docx, 'word/document.xml');
  runs = runsOf(xml);
  pdf = await readPdf(await writePdf(paper));
});

describe('a letter as docx', () => {
  it('is A4 with the margins of the decree', () => {
    const sections = [...xml.matchAll(/<w:sectPr.*?<\/w:sectPr>/gs)].map(([section]) => section);
    expect(sections).toHaveLength(2);
    const number = (section: string, name: string) =>
      Number(new RegExp(`w:${name}="(\\d+)"`).exec(section)?.[1]);
    for (const section of sections) {
      const sides = [number(section, 'w'), number(section, 'h')].sort((a, b) => a - b);
      expect(sides.map((side) => Math.round(side / twip))).toEqual([210, 297]);
      const within = (name: string, from: number, to: number) => {
        const value = number(section, name) / twip;
        expect(value, name).toBeGreaterThanOrEqual(from - 0.1);
        expect(value, name).toBeLessThanOrEqual(to + 0.1);
      };
      within('top', 20, 25);
      within('bottom', 20, 25);
      within('left', 30, 35);
      within('right', 15, 20);
      expect(section).toContain('<w:titlePg/>');
      expect(section).toMatch(/<w:pgNumType w:start="1"/);
    }
  });

  it('is set in Times New Roman throughout', () => {
    expect(runs.length).toBeGreaterThan(30);
    expect(new Set(runs.map(({ font }) => font))).toEqual(new Set(['Times New Roman']));
  });

  it.each([
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 12, bold: true, italic: false }],
    ['Độc lập - Tự do - Hạnh phúc', { size: 13, bold: true, italic: false }],
    ['ỦY BAN NHÂN DÂN', { size: 12, bold: true, italic: false }],
    ['XÃ SUỐI MƠ', { size: 12, bold: true, italic: false }],
    ['Số: 07/UBND-KT', { size: 13, bold: false, italic: false }],
    ['Suối Mơ, ngày 05 tháng 02 năm 2026', { size: 13, bold: false, italic: true }],
    ['V/v chuẩn bị hồ sơ', { size: 12, bold: false, italic: false }],
    ['Kính gửi:', { size: 14, bold: false, italic: false }],
    ['Giấy chứng nhận sản phẩm OCOP', { size: 14, bold: false, italic: false }],
    ['TM. ỦY BAN NHÂN DÂN', { size: 14, bold: true, italic: false }],
    ['Trần Văn Mẫu', { size: 14, bold: true, italic: false }],
    ['Nơi nhận:', { size: 12, bold: true, italic: true }],
    ['- Như trên;', { size: 11, bold: false, italic: false }],
    ['- Lưu: VT, KT.', { size: 11, bold: false, italic: false }],
    ['Phụ lục', { size: 14, bold: true, italic: false }],
    ['DANH MỤC GIẤY TỜ CÓ THỜI HẠN', { size: 14, bold: true, italic: false }],
    ['(Kèm theo Công văn số 07/UBND-KT ngày 05/02/2026', { size: 14, bold: false, italic: true }],
  ])('sets "%s" as the decree says', (start, look) => {
    expect(run(start)).toMatchObject(look);
  });

  it('lists several addressees with dashes, semicolons and a full stop', () => {
    expect(run('- Hợp tác xã')?.text).toBe('- Hợp tác xã Nông nghiệp Suối Mơ;');
    expect(run('- Hộ kinh doanh')?.text).toBe('- Hộ kinh doanh Nguyễn Thị Thử.');
  });

  it('justifies the body, with the first line indented and 6 points between paragraphs', () => {
    const body =
      [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].find(([text]) => text.includes('sẽ hết hiệu lực'))?.[0] ?? '';
    expect(body).toContain('<w:jc w:val="both"/>');
    expect(Number(/w:firstLine="(\d+)"/.exec(body)?.[1]) / twip).toBeCloseTo(12.7, 1);
    expect(Number(/w:after="(\d+)"/.exec(body)?.[1])).toBeGreaterThanOrEqual(120);
  });

  it('draws the two lines of the head as long as asked', () => {
    const rules = [...xml.matchAll(/<w:pBdr><w:top w:val="single"/g)];
    expect(rules).toHaveLength(2);
  });

  it('numbers pages in the middle of the head, from the second page on', async () => {
    const parts = unzip(await writeDocx(layLetter(invitation, sayVi)));
    const heads = [...parts].filter(([path]) => path.startsWith('word/header')).map(([, head]) => head);
    expect(heads.filter((head) => head.includes('PAGE'))).toHaveLength(1);
    const numbered = heads.find((head) => head.includes('PAGE')) ?? '';
    expect(numbered).toContain('<w:jc w:val="center"/>');
    expect(numbered).toContain('<w:sz w:val="26"/>');
  });
});

describe('a letter as PDF', () => {
  it('is A4, the annex across', () => {
    expect(pdf.sizes[0]).toEqual([210, 297]);
    expect(pdf.sizes.slice(1)).toEqual([
      [297, 210],
      [297, 210],
    ]);
  });

  it.each([
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số: 07/UBND-KT',
    'Suối Mơ, ngày 05 tháng 02 năm 2026',
    'đề nghị đơn vị rà soát điều kiện sản xuất',
    'Mật ong hoa rừng Suối Mơ',
    'TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH',
    '- Lưu: VT, KT.',
    'Địa chỉ: Thôn Một',
  ])('can be searched for "%s"', (text) => {
    expect(pdf.pages[0]).toContain(text);
  });

  it('repeats the header of a long table and numbers the annex on its own', () => {
    expect(pdf.pages[2]).toContain('Giấy tờ');
    expect(pdf.pages[2]?.trim().endsWith(' 2')).toBe(true);
    expect(pdf.pages[1]?.trim().endsWith(' 1')).toBe(false);
  });
});

describe('a letter that just fills its page', () => {
  it('never leaves the signature alone on the next one', async () => {
    const paragraph = renewalNotice.body[0];
    if (paragraph === undefined) throw new Error('the sample has no body');
    for (const count of [4, 5, 6, 7, 8]) {
      const { annexes: _, ...plain } = renewalNotice;
      const body = Array.from({ length: count }, () => paragraph);
      const { pages } = await readPdf(await writePdf(layLetter({ ...plain, body }, sayVi)));
      const last = pages.at(-1) ?? '';
      expect(last.indexOf('phân hạng lại.')).toBeGreaterThanOrEqual(0);
      expect(last).toContain('Trần Văn Mẫu');
    }
  });
});

describe('a letter of a named kind', () => {
  it('has its kind and summary in the middle, no "V/v", and room for number and date', async () => {
    const { pages, sizes } = await readPdf(await writePdf(layLetter(invitation, sayVi)));
    expect(sizes).toEqual([
      [210, 297],
      [210, 297],
    ]);
    expect(pages[0]).toContain('THÔNG BÁO Về việc mở lớp tập huấn');
    expect(pages[0]).not.toContain('V/v');
    expect(pages[0]).toMatch(/Số: \/TB-SNNMT/);
    expect(pages[0]).toContain('Kính gửi: Các chủ thể OCOP trên địa bàn tỉnh');
    expect(pages[0]).toContain('Thủ tướng Chính phủ.');
    expect(pages[1]?.trim().endsWith(' 2')).toBe(true);
  });
});
