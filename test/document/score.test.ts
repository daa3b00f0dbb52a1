/** Score sheet and pictures: the layout of Mẫu số 02 part III, and PNGs that show what they are given. */
import { describe, expect, it } from 'vitest';
import { drawProgressChart, drawScoreChart } from '../../src/document/chart.ts';
import { createDocuments } from '../../src/document/documents.ts';
import { wrap } from '../../src/document/picture.ts';
import type { ScoreLine, ScoreSheet } from '../../src/ports/paper.ts';
import { readPdf } from './read/pdf.ts';
import { readPng } from './read/png.ts';
import { texts } from './read/say.ts';
import { part } from './read/zip.ts';
import { progressChart, scoreChart, scoreSheet } from './sample/scores.ts';

const documents = createDocuments({ texts });

describe('the score sheet', () => {
  const said = [
    'BÁO CÁO TỰ ĐÁNH GIÁ VỀ SẢN PHẨM',
    'Phần III',
    'ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN THEO BỘ TIÊU CHÍ SẢN PHẨM OCOP',
    'không phải kết quả công nhận',
    'Rượu mơ Suối Mơ',
    'Điểm tự đánh giá',
    'TỔNG CỘNG',
    '1. Nhãn (2.3): thêm mã truy xuất nguồn gốc.',
    'Bản sao Giấy chứng nhận đăng ký nhãn hiệu',
    'ĐẠI DIỆN THEO PHÁP LUẬT CỦA CƠ SỞ',
  ];

  it('holds every part of the form, on A4, as PDF and docx', async () => {
    const { pages, sizes } = await readPdf(await documents.scoreSheet(scoreSheet, 'pdf'));
    const docx = part(await documents.scoreSheet(scoreSheet, 'docx'), 'word/document.xml').replaceAll(
      /<[^>]+>/g,
      '',
    );
    expect(sizes[0]).toEqual([210, 297]);
    for (const text of said) {
      expect(pages.join(' ')).toContain(text);
      expect(docx).toContain(text);
    }
  });

  it('shows what was not answered as a dash, not as nothing scored', async () => {
    const { pages } = await readPdf(await documents.scoreSheet(scoreSheet, 'pdf'));
    expect(pages.join(' ')).toMatch(/1\.3 Năng lực sản xuất đáp ứng yêu cầu phân phối 5 –/);
  });
});

describe('the score sheet over several pages', () => {
  /** A line of the table that takes `lines` lines of paper. */
  const tall = (code: string, lines: number): ScoreLine => ({
    ...{ code, title: `Tiêu chí ${code}`, max: 3, points: 1, answer: 'Có' },
    evidence: Array(lines).fill('Giấy').join('\n'),
  });
  const sheetOf = (lines: number): ScoreSheet => ({
    ...scoreSheet,
    parts: ['A', 'B'].map((part) => ({
      ...{ title: `PHẦN ${part}`, max: 50, points: 2 },
      sections: [{ title: `MỤC ${part}`, max: 50, points: 2, criteria: [tall(`${part}.1`, lines)] }],
    })),
  });

  it.each([8, 14, 20, 24, 26, 28, 30, 34])(
    'keeps every heading with the row below it, %i lines tall',
    async (lines) => {
      const { pages } = await readPdf(await documents.scoreSheet(sheetOf(lines), 'pdf'));
      const heading = pages.findIndex((page) => page.includes('PHẦN B'));
      expect(pages[heading]).toContain('MỤC B');
      expect(pages[heading]).toContain('Tiêu chí B.1');
    },
  );
});

describe('pictures', () => {
  it('show more green for more points', async () => {
    const score = (value: number) => ({
      ...scoreChart,
      bars: [{ label: 'Tiếp thị', max: 20, value }],
      total: '',
      caution: '',
    });
    const [low, high] = [readPng(await drawScoreChart(score(5))), readPng(await drawScoreChart(score(15)))];
    expect(low.width).toBe(1080);
    expect(high.count('15803d') / low.count('15803d')).toBeCloseTo(3, 1);
  });

  it('grow with what they show', async () => {
    const png = readPng(await drawScoreChart(scoreChart));
    const short = readPng(await drawScoreChart({ ...scoreChart, bars: scoreChart.bars.slice(0, 2) }));
    expect(png.height).toBeGreaterThan(short.height + 300);
    expect(png.count('94a3b8')).toBeGreaterThan(1000);
  });

  it('of progress colour what is reached, on the way and far behind', async () => {
    const png = readPng(await drawProgressChart(progressChart));
    for (const color of ['15803d', 'd97706', 'b91c1c']) expect(png.count(color)).toBeGreaterThan(5000);
  });

  it('survive a target of nothing and letters beyond Vietnamese', async () => {
    const odd = { ...progressChart, bars: [{ label: '🍯 Kđăm Blŭ <b>&', value: 0, target: 0, caption: '' }] };
    expect(readPng(await drawProgressChart(odd)).width).toBe(1080);
  });

  it('draw every diacritic: no two words look alike', async () => {
    const marks = ['Mơ', 'Mớ', 'Mờ', 'Mở', 'Mỡ', 'Mợ', 'Mô', 'Mố', 'Mồ', 'Mổ', 'Mỗ', 'Mộ'];
    const shots = await Promise.all(
      marks.map(async (title) =>
        Buffer.from(await drawProgressChart({ ...progressChart, title, bars: [] })).toString('base64'),
      ),
    );
    expect(new Set(shots).size).toBe(marks.length);
  });

  it('break long labels into lines that fit', () => {
    const lines = wrap('Chất lượng sản phẩm gồm cảm quan và công bố chất lượng', 300, { size: 28 });
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(' ')).toBe('Chất lượng sản phẩm gồm cảm quan và công bố chất lượng');
  });
});
