import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { ContactId, Day, ParcelId } from '../../src/core/model.ts';
import type { DigestItem } from '../../src/ports/remind.ts';
import { wordDigest } from '../../src/service/reminder-digest.ts';

const texts = loadTexts('locales');
const today = '2027-04-12' as Day;
const note: DigestItem = {
  ...{
    role: 'owner',
    words: 'noteSoon',
    rule: 'own-30',
    product: 'phiếu kiểm nghiệm hết hạn',
    kind: 'paper',
  },
  ...{ producer: null, star: null, day: '2027-05-12' as Day, validUntil: null, computed: null },
};
const certificate: DigestItem = {
  ...{
    role: 'owner',
    words: 'opens',
    rule: 'before-180',
    product: 'Chè đinh',
    kind: null,
    producer: 'HTX Mẫu',
  },
  ...{ star: 4, day: '2027-10-01' as Day, validUntil: '2027-10-01' as Day, computed: false },
};

const worded = (items: readonly DigestItem[], language: 'vi' | 'en' = 'vi') => {
  const digest = { parcelId: 'm:1:7' as ParcelId, contactId: '7' as ContactId, language, items };
  const plan = wordDigest({ ...digest, channel: 'telegram', address: '7' }, today, { texts, channels: {} });
  return plan.bubbles.map(({ text }) => text).join('\n');
};

describe('a digest in words', () => {
  it('tells of a paper that ends to renew it, of a trademark step what it is', () => {
    expect(worded([note])).toContain('phiếu kiểm nghiệm hết hạn: ngày 12/05/2027. Bà con làm giấy mới');
    expect(worded([{ ...note, kind: 'trademark', product: 'nộp phí' }])).toContain(
      'Việc nhãn hiệu – nộp phí',
    );
    expect(worded([{ ...note, kind: 'other', product: 'họp' }])).toContain('họp: đến hạn ngày 12/05/2027');
  });

  it.each(['paper', 'trademark', 'other'] as const)(
    'has words for a %s on its day, in both languages',
    (kind) => {
      for (const language of ['vi', 'en'] as const)
        expect(worded([{ ...note, kind, words: 'noteToday' }], language)).toContain('12/05/2027');
    },
  );

  it('is one message for certificates and dates together', () => {
    const text = worded([certificate, note]);
    expect(text).toContain('Nhắc 2 việc');
    expect(text).toContain('từ ngày 04/04/2027 đến hết ngày 03/06/2027');
  });

  it('tells the province that certificates are to be revoked', () => {
    const item = { ...certificate, role: 'officer', words: 'revokeDue', rule: 'revoke-due' } as const;
    expect(worded([item])).toContain('hạn thu hồi 1 giấy chứng nhận (Điều 8 khoản 4)');
  });
});
