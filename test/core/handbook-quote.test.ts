import { describe, expect, it } from 'vitest';
import type { HandbookDocument } from '../../src/core/handbook.ts';
import { citationsOf, quoteOf } from '../../src/core/handbook-quote.ts';

const law = { vi: 'QĐ 26/2026/QĐ-TTg', en: 'Decision 26/2026/QĐ-TTg' };

function made(pages: readonly string[], clauses: readonly (string | null)[] = ['Điều 7']): HandbookDocument {
  const wording = { title: 'Tên', pages, keywords: [], questions: [] };
  return {
    kind: 'section',
    id: 'made-up',
    wording: { vi: wording, en: wording },
    legal: clauses.map((clause) => ({
      document: law,
      clause: clause === null ? null : { vi: clause, en: clause.replace('Điều', 'Article') },
    })),
    source: 'made up',
    confidence: 'verified',
    from: null,
    to: null,
  };
}

const long = `${'Câu này dài bằng một dòng tin nhắn. '.repeat(12).trim()}`;

describe('a quote', () => {
  it('is whole when the document is short', () => {
    expect(quoteOf(made(['Một câu.\n\nHai câu.']), 'vi')).toEqual({
      title: 'Tên',
      text: 'Một câu.\n\nHai câu.',
      more: false,
    });
  });

  it('ends with a whole paragraph, and says that there is more', () => {
    expect(quoteOf(made([`Mở đầu.\n\n${long}`]), 'vi')).toEqual({
      title: 'Tên',
      text: 'Mở đầu.',
      more: true,
    });
    expect(quoteOf(made(['Mở đầu.', 'Trang hai.']), 'vi')).toMatchObject({ text: 'Mở đầu.', more: true });
  });

  it('of a long first paragraph ends with a whole sentence', () => {
    const { text, more } = quoteOf(made([`${long} ${long}`]), 'vi');
    expect(text.endsWith('tin nhắn.')).toBe(true);
    expect(text.length).toBeLessThanOrEqual(420);
    expect(`${long} ${long}`.startsWith(text)).toBe(true);
    expect(more).toBe(true);
  });

  it('leaves out the paragraph that only names the law, which stands below anyway', () => {
    const page = 'Một câu.\n\nTheo Điều 7, Quyết định 26/2026/QĐ-TTg.';
    expect(quoteOf(made([page]), 'vi')).toMatchObject({ text: 'Một câu.', more: false });
  });

  it('shows that a list goes on when it is cut off', () => {
    const page = `Cần:\n- nhãn;\n- tem;\n\n${long}`;
    expect(quoteOf(made([page]), 'vi')).toMatchObject({ text: 'Cần:\n- nhãn;\n- tem;\n- …', more: true });
  });

  it('of a text without any full stop is that text', () => {
    expect(quoteOf(made(['một dòng không chấm']), 'vi').text).toBe('một dòng không chấm');
  });
});

describe('citations', () => {
  it('name clause and document, each once and two at most', () => {
    expect(citationsOf(made([''], ['Điều 7', 'Điều 7', null, 'Điều 8']), 'vi')).toEqual([
      'Điều 7, QĐ 26/2026/QĐ-TTg',
      'QĐ 26/2026/QĐ-TTg',
    ]);
    expect(citationsOf(made(['']), 'en')).toEqual(['Article 7, Decision 26/2026/QĐ-TTg']);
    expect(citationsOf(made([''], []), 'vi')).toEqual([]);
  });
});
