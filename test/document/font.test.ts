/** The fonts in our papers: every Vietnamese letter can be drawn and read back in every face. */
import { describe, expect, it } from 'vitest';
import { allFaces, drawable } from '../../src/document/font.ts';
import { addPage, closePdf, openPdf } from '../../src/document/pdf.ts';
import { ready } from '../../src/document/pdf-text.ts';
import { readPdf } from './read/pdf.ts';

const small = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ';
const letters = small + small.toLocaleUpperCase('vi');

describe.each(allFaces)('%s', (face) => {
  it('draws all letters of Vietnamese, from NFD too, so that they can be searched', async () => {
    const pdf = openPdf('Chữ');
    addPage(pdf, { size: 'A4', landscape: false, margins: { top: 40, right: 40, bottom: 40, left: 40 } });
    pdf.text(ready(pdf, letters.normalize('NFD'), face, 10), { width: 500 });
    const [page = ''] = (await readPdf(await closePdf(pdf))).pages;
    expect(page.replaceAll(' ', '')).toBe(letters);
  });
});

describe('papers written one after another', () => {
  it('share the fonts without harm: a letter that was part of another can still be searched', async () => {
    const paper = async (text: string) => {
      const pdf = openPdf('Chữ');
      addPage(pdf, { size: 'A4', landscape: false, margins: { top: 40, right: 40, bottom: 40, left: 40 } });
      pdf.text(ready(pdf, text, 'serif-bold-italic', 10));
      return (await readPdf(await closePdf(pdf))).pages[0]?.trim();
    };
    expect(await paper('ỀỂỄỆỜỞỠỢ')).toBe('ỀỂỄỆỜỞỠỢ');
    expect(await paper('Em Ơ, ĐƯỜNG ð Ð Đ')).toMatch(/^Em Ơ, ĐƯỜNG ð . Đ$/);
  });
});

describe('what no face has', () => {
  it.each([
    ['4★ 🍯 mật ong', '4*  mật ong'],
    ['☑ đã nộp → xong', '√ đã nộp – xong'],
    ['蜂蜜 honey', ' honey'],
  ])('is replaced or left out: "%s"', (text, drawn) => {
    expect(drawable(text, 'serif')).toEqual({ text: drawn, face: 'serif' });
  });

  it('in the sans face alone is drawn in serif', () => {
    expect(drawable('Y Blŭ Kđăm', 'sans-bold').face).toBe('serif-bold');
    expect(drawable('Nguyễn Thị Thử', 'sans-bold').face).toBe('sans-bold');
  });
});
