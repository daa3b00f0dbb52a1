/** Letters made from drafts: what is said by day, whose head stands on them, and what stays blank for the office. */
import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { Certificate, CertificateId, ProducerId } from '../../src/core/certificate.ts';
import type { LetterDraft, LetterHead } from '../../src/core/letter-draft.ts';
import type { Day, UnitCode } from '../../src/core/model.ts';
import { createUnitIndex } from '../../src/core/unit.ts';
import { createDocuments } from '../../src/document/documents.ts';
import type { OfferingView } from '../../src/ports/seats.ts';
import { letterPapers } from '../../src/service/letter-papers.ts';
import { aliases, units } from '../core/unit-excerpt.ts';
import { readPdf } from '../document/read/pdf.ts';

const texts = loadTexts(new URL('../../locales', import.meta.url).pathname);
const documents = createDocuments({ texts });

const certificate = (number: number, validUntil = '2027-04-20'): Certificate => ({
  id: String(number) as CertificateId,
  number: `${number}/GCN`,
  product: `Chè thử ${number}`,
  producer: `HTX Mẫu ${number}`,
  producerId: String(number) as ProducerId,
  unit: '00001' as UnitCode,
  validUntil: validUntil as Day,
  ...{ star: 4, kind: 'first', productSet: null, producerType: null, decision: null, authority: null },
  ...{ issuedOn: null, validComputed: false, revokedOn: null, revokeReason: null, renewed: false },
  ...{ revokeDecision: null, stoppedOn: null },
  ...{ filing: null, declinedOn: null, declineReason: null, version: 1 },
});

const draft: LetterDraft = {
  id: 'one',
  unit: '00001' as UnitCode,
  ...{ year: 2026, number: 7, on: '2026-11-21' as Day, kind: 'renewal', subject: 'đánh giá lại' },
  ...{ offering: null, madeBy: null, head: null, certificates: [certificate(1)] },
};

const head: LetterHead = {
  superior: ['Ủy ban nhân dân', 'tỉnh Thử'],
  issuer: ['Sở Mẫu'],
  place: 'Thử',
  symbols: { letter: 'SM-KT', invitation: 'GM-SM' },
  authority: ['Giám đốc'],
  signer: 'Trần Văn Mẫu',
  archive: 'VT, KT',
  forwardTo: 'Cơ quan Mẫu',
  contact: 'Điện thoại 0200 3000 000',
  numbered: true,
};

async function written(change: Partial<LetterDraft>): Promise<string> {
  const makers = letterPapers({
    store: {
      letterDraft: (id) => Promise.resolve(id === 'one' ? { ...draft, ...change } : null),
      findOffering: () => Promise.resolve(offering),
    },
    library: { units: createUnitIndex(units, aliases) },
    texts,
    documents: () => Promise.resolve(documents),
  });
  const file = await makers['letter-pdf']?.('one', 'en');
  expect(await makers['letter-pdf']?.('gone', 'vi')).toBeNull();
  if (file == null) throw new Error('no letter');
  return (await readPdf(file.bytes)).pages.join(' ').replaceAll(/\s+/g, ' ');
}

const session = { day: '2026-12-03', from: '08:00', to: '11:00', venue: 'Nhà văn hoá Mẫu' };
const offering = {
  offering: { title: 'Lớp thử', code: 'LH1008', organiser: 'UBND xã Mẫu', sessions: [session] },
} as unknown as OfferingView;

describe('a letter to an owner', () => {
  it('names the days to hand in, and is marked as a draft without number and day', async () => {
    const text = await written({});
    expect(text).toContain('từ ngày 22/10/2026 đến hết ngày 21/12/2026');
    expect(text).toContain('Kính gửi: HTX Mẫu 1');
    expect(text).toContain('Dự thảo trình ký, số 7/2026 trong sổ dự thảo');
    expect(text).not.toContain('07/UBND');
  });

  it('says that the time is over when it is', async () => {
    expect(await written({ certificates: [certificate(1, '2027-01-20')] })).toContain('nay đã qua');
  });

  it('carries the head of its office, and the number where the register is the office’s', async () => {
    const text = await written({ head });
    expect(text).toContain('07/SM-KT');
    expect(text).toContain('SỞ MẪU');
    expect(text).toContain('Trần Văn Mẫu');
  });
});

describe('letters about many', () => {
  it('have every certificate in the annex', async () => {
    const certificates = Array.from({ length: 30 }, (_, at) => certificate(at + 1));
    const text = await written({ certificates });
    for (const { product } of certificates) expect(text).toContain(product);
    expect(text).toContain('Các chủ thể OCOP có tên trong danh sách kèm theo');
  });

  it('go to whoever the office named when dossiers are sent on', async () => {
    const text = await written({ kind: 'transmittal', head, certificates: [certificate(1)] });
    expect(text).toContain('Kính gửi: Cơ quan Mẫu');
  });

  it('invite with day, place and the code to sign up', async () => {
    const text = await written({ kind: 'invitation', offering: 'LH1008', certificates: [], head });
    expect(text).toContain('GIẤY MỜI');
    expect(text).toContain('từ 08:00 đến 11:00 ngày 03/12/2026, tại Nhà văn hoá Mẫu');
    expect(text).toContain('LH1008');
    expect(text).toContain('/GM-SM');
  });
});
