import { describe, expect, it } from 'vitest';
import type { HandbookDocument } from '../../src/core/handbook.ts';
import { createHandbook, type HandbookData } from '../../src/core/handbook-index.ts';
import type { Day } from '../../src/core/model.ts';
import { fc } from '../support/chance.ts';

const day = (text: string) => text as Day;
const now = { language: 'vi', today: day('2026-11-21') } as const;

interface Made {
  readonly vi: readonly [title: string, page: string, ...asked: string[]];
  readonly en?: readonly [title: string, page: string, ...asked: string[]];
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
}

function documentOf(id: string, { vi, en = ['', ''], kind = 'section', from, to }: Made): HandbookDocument {
  const wording = ([title, page, ...questions]: Made['vi']) => ({
    title,
    pages: [page],
    keywords: [],
    questions,
  });
  return {
    kind,
    id,
    wording: { vi: wording(vi), en: wording(en) },
    legal: [],
    source: 'made up',
    confidence: 'verified',
    topic: 'all',
    from: from === undefined ? null : day(from),
    to: to === undefined ? null : day(to),
  };
}

const speech = {
  weak: ['thì', 'là', 'của', 'tôi', 'em', 'ạ', 'phải', 'bao giờ', 'the', 'is'],
  same: [['gia hạn', 'nộp lại hồ sơ', 'làm lại giấy']],
  asking: ['gì', 'bao giờ', 'thế nào', 'when', 'what'],
  askingAtEnd: ['không'],
  stating: ['gì cũng được'],
  rude: ['đồ ngu'],
  elsewhere: ['sổ đỏ', 'hộ nghèo'],
};

const data: HandbookData = {
  topics: [{ id: 'all', title: { vi: 'Tất cả', en: 'All' } }],
  speech: { vi: speech, en: speech },
  documents: Object.entries({
    renewal: {
      vi: ['Bao giờ gia hạn?', 'Nộp từ 180 ngày đến 120 ngày trước khi hết hạn.', 'Khi nào gia hạn giấy?'],
      en: ['When to renew', 'File 180 to 120 days before expiry.', 'When do I renew my certificate?'],
    },
    packaging: {
      vi: ['Bao bì', 'Bao bì đẹp được hai điểm.', 'Bao bì được mấy điểm?'],
      en: ['Packaging', 'Good packaging earns two points.', 'How is packaging scored?'],
    },
    selling: { vi: ['Bán hàng', 'Bán ở chợ xã.', 'Bán hàng ở đâu?'] },
    village: { vi: ['Bản làng', 'Bản ở trên núi.', 'Bản ở đâu?'] },
    poor: { vi: ['Hộ nghèo làm được không', 'Hộ nghèo cũng tham gia được.', 'Hộ nghèo có được làm không?'] },
    old: { vi: ['Lệ phí cũ', 'Lệ phí trước đây.', 'Lệ phí bao nhiêu tiền?'], to: '2026-06-30' },
    coming: { vi: ['Lệ phí mới', 'Lệ phí sắp tới.', 'Lệ phí bao nhiêu tiền?'], from: '2027-01-01' },
  } satisfies Record<string, Made>).map(([id, made]) => documentOf(id, made)),
};
const handbook = createHandbook(data);

const first = (question: string, asking: Parameters<typeof handbook.ask>[1] = now) =>
  handbook.ask(question, asking).hits[0]?.document.id;

describe('a question', () => {
  it.each([
    'Khi nào gia hạn giấy?',
    'khi nao gia han giay',
    'khi nafo gia hajn giaasy',
    'kho nào gia hạn giấyy',
    'khinao giahan giay',
  ])('is found as typed: %s', (question) => {
    expect(first(question)).toBe('renewal');
    expect(handbook.ask(question, now).kind).toBe('found');
  });

  it('is found by other words that mean the same', () => {
    expect(first('bao giờ nộp lại hồ sơ')).toBe('renewal');
    expect(first('bao gio nop lai ho so')).toBe('renewal');
  });

  it('is told apart by its diacritics where they were typed', () => {
    expect(first('bán ở đâu')).toBe('selling');
    expect(first('bản ở đâu')).toBe('village');
  });

  it('is answered for certain in the very words of a section, however little they tell', () => {
    const plain = createHandbook({
      topics: [],
      speech: { vi: { ...speech, weak: [...speech.weak, 'bán', 'hàng', 'ở', 'đâu'] }, en: speech },
      documents: [documentOf('selling', { vi: ['Chợ', 'Ở chợ xã.', 'Bán hàng ở đâu?'] })],
    });
    expect(plain.ask('ban hang o dau', now)).toMatchObject({ kind: 'found', hits: [{ score: 1 }] });
  });

  it('means the same with another number of the same thing', () => {
    const stars = createHandbook({
      topics: [],
      speech: { vi: speech, en: speech },
      documents: [
        documentOf('stars', { vi: ['Hạng sao', 'Bảy mươi là bốn sao.', '75 điểm được mấy sao?'] }),
        documentOf('months', { vi: ['Thời hạn', 'Ba năm.', 'Giấy 36 tháng là mấy năm?'] }),
      ],
    });
    expect(stars.ask('36 điểm được mấy sao', now)).toMatchObject({
      kind: 'found',
      hits: [{ document: { id: 'stars' } }, {}],
    });
  });

  it.each([0, 1, 5, 1000])('is answered alike when it comes after %s steps of preparing', (steps) => {
    const starting = createHandbook(data);
    for (let step = 0; step < steps; step += 1) starting.readOn();
    expect(starting.ask('khi nao gia han giay', now)).toEqual(handbook.ask('khi nao gia han giay', now));
    expect(starting.readOn()).toBe(false);
  });

  it('is answered in its own language', () => {
    expect(handbook.ask('when do i renew my certificate', now)).toMatchObject({
      kind: 'found',
      language: 'en',
    });
    expect(handbook.ask('bao bì được mấy điểm', { ...now, language: 'en' })).toMatchObject({
      kind: 'found',
      language: 'vi',
    });
  });

  it('finds three documents at most, best first', () => {
    const { hits } = handbook.ask('bán bao bì ở đâu mấy điểm gia hạn lệ phí', now);
    expect(hits.length).toBeLessThanOrEqual(3);
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a));
  });
});

describe('what is not answered', () => {
  it('is what no document speaks of', () => {
    expect(handbook.ask('đội bóng đá mấy giờ', now).kind).toBe('unknown');
    expect(handbook.ask('asdf qwer', now).kind).toBe('unknown');
    expect(handbook.ask('', now)).toEqual({ kind: 'unknown', language: 'vi', hits: [] });
  });

  it('is words that say little', () => {
    expect(handbook.ask('thì là của tôi', now).kind).toBe('unknown');
  });

  it('is a matter of another office, unless a document speaks of it', () => {
    expect(handbook.ask('làm sổ đỏ bao giờ xong', now).kind).toBe('elsewhere');
    expect(handbook.ask('bao bì sổ đỏ được mấy điểm', now).kind).toBe('elsewhere');
    expect(handbook.ask('hộ nghèo có được làm không', now)).toMatchObject({ kind: 'found' });
  });

  it('is an insult; a question beside it is answered', () => {
    expect(handbook.ask('đồ ngu', now).kind).toBe('rude');
    expect(handbook.ask('do ngu nhu bo', now).kind).toBe('rude');
    expect(first('đồ ngu, khi nào gia hạn giấy?')).toBe('renewal');
    expect(handbook.ask('đồ ngu, khi nào gia hạn giấy?', now).kind).toBe('found');
  });

  it('is a text too long to be one question', () => {
    expect(handbook.ask('bao bì '.repeat(2000), now)).toEqual({ kind: 'too_long', language: 'vi', hits: [] });
  });
});

describe('days', () => {
  it('retire a document past its last day and keep back one whose time has not come', () => {
    expect(handbook.ask('Lệ phí bao nhiêu tiền?', now).kind).toBe('unknown');
    expect(first('Lệ phí bao nhiêu tiền?', { ...now, today: day('2026-06-30') })).toBe('old');
    expect(first('Lệ phí bao nhiêu tiền?', { ...now, today: day('2027-01-01') })).toBe('coming');
    expect(handbook.document('old', now.today)).toBeUndefined();
    expect(handbook.document('old', day('2026-06-30'))?.id).toBe('old');
    expect(handbook.listed('all', now.today).map(({ id }) => id)).not.toContain('coming');
  });
});

describe('being a question', () => {
  it.each(['khi nào gia hạn?', 'bao giờ nộp', 'nộp thế nào', 'bán ở chợ có được không', 'what is this'])(
    'is heard in "%s"',
    (text) => expect(handbook.isQuestion(text)).toBe(true),
  );

  it.each(['gì cũng được', 'thôi không', 'bao bì đẹp', 'chợ bán gì thì xã tôi cũng có người làm theo', ''])(
    'is not heard in "%s"',
    (text) => expect(handbook.isQuestion(text)).toBe(false),
  );
});

describe('any text', () => {
  it('gets a reply that quotes only with a document, and the same one twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 700 }), (text) => {
        const reply = handbook.ask(text, now);
        if (reply.kind === 'found') expect(reply.hits.length).toBeGreaterThan(0);
        expect(reply.hits.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
        handbook.ask('something else', now);
        expect(handbook.ask(text, now)).toEqual(reply);
      }),
    );
  });
});

describe('a question told as a story', () => {
  const story = 'hôm qua lên núi, xuống chợ, gặp mấy người trước khi hết ngày, có ông được tham gia';

  it('is answered by the part that asks', () => {
    const told = `${story}, bao bì được mấy điểm`;
    expect(handbook.ask(told, now)).toMatchObject({ kind: 'found', sure: false });
    expect(first(told)).toBe('packaging');
  });

  it('is left alone when no part of it asks anything of ours', () => {
    expect(handbook.ask(`${story}, rồi ai về nhà nấy lo việc của mình`, now).kind).toBe('unknown');
  });
});
