import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { Certificate, CertificateId, Claim, ClaimId, ProducerId } from '../../src/core/certificate.ts';
import type { CertificateEvent } from '../../src/core/certificate-event.ts';
import type { ContactId, ContactView, Day, UnitCode } from '../../src/core/model.ts';
import type { ParcelPlan, Recipient } from '../../src/ports.ts';
import type { Applying } from '../../src/service/apply-events.ts';
import { certificateHandlers } from '../../src/service/events/certificate.ts';
import { index } from '../core/unit-excerpt.ts';
import { calendar } from '../scenarios/toy-calendar.ts';

const texts = loadTexts('locales');
const at = Date.UTC(2026, 10, 21, 2);
const id = '12' as CertificateId;
const certificate: Certificate = {
  id,
  number: '12/GCN',
  product: 'Chè đinh',
  productSet: 'tea',
  producerId: '3' as ProducerId,
  producer: 'HTX Hương Chè',
  producerType: 'cooperative',
  unit: '00001' as UnitCode,
  star: 4,
  kind: 'first',
  decision: '1/QĐ',
  authority: null,
  issuedOn: null,
  validUntil: '2027-05-10' as Day,
  validComputed: false,
  revokedOn: null,
  revokeReason: null,
  revokeDecision: null,
  stoppedOn: null,
  renewed: false,
  filing: null,
  declinedOn: null,
  declineReason: null,
  version: 1,
};
const claim: Claim = {
  id: '5' as ClaimId,
  certificate,
  contactId: 'owner' as ContactId,
  person: 'Nguyễn Thị Mẫu',
  phone: '+84912345678',
  phoneMatches: true,
  state: 'open',
  reason: null,
};
const recipient = (contactId: string, language: 'vi' | 'en'): Recipient => ({
  contactId: contactId as ContactId,
  language,
  channel: 'telegram',
  address: contactId,
});

/** Runs one event as said by `who`; gives what was planned and which audit lines were left. */
async function run<E extends CertificateEvent>(
  event: E,
  who: 'owner' | 'officer',
  owners: readonly string[] = ['owner', 'partner'],
) {
  const plans: ParcelPlan[] = [];
  const audit: string[] = [];
  const calls: [string, unknown][] = [];
  const note =
    (name: string, value: unknown) =>
    async (...given: unknown[]) => {
      calls.push([name, given[0]]);
      return value;
    };
  const tx = {
    audit: async ({ action, subject }: { action: string; subject: string }) => {
      audit.push(`${action} ${subject}`);
    },
    officersOf: async () => [recipient('officer', 'vi'), recipient('other', 'en')],
    recipient: async (contact: string) => recipient(contact, 'vi'),
    ownersOf: async () => owners,
    lookup: async () => ({ kind: 'certificates', certificates: [certificate], total: 1 }),
    claimCertificate: note('claimCertificate', claim),
    decideClaim: note('decideClaim', claim),
    sayFiled: note('sayFiled', null),
    moveFiling: note('moveFiling', null),
    declineRenewal: note('declineRenewal', certificate),
    snoozeCertificate: note('snoozeCertificate', undefined),
    correctCertificate: note('correctCertificate', certificate),
    endCertificate: note('endCertificate', certificate),
    noteParcels: note('noteParcels', undefined),
  };
  const turn = {
    deps: { texts, channels: {}, library: { units: index, calendar } },
    language: 'vi',
    tx,
    at,
    inbound: { id: 'telegram:1' },
    contact: { id: who, name: 'Nguyễn Thị Mẫu', phone: '+84912345678' } as unknown as ContactView,
    slots: {},
    plans,
  } as unknown as Applying;
  const handler = certificateHandlers[event.type] as (event: E, turn: Applying) => Promise<void> | void;
  await handler(event, turn);
  const told = plans.map(({ contactId, bubbles }) => ({
    to: contactId,
    text: bubbles.map(({ text }) => text).join('\n'),
  }));
  return { told, audit, calls, slots: turn.slots };
}

describe('what is told when something happens to a certificate', () => {
  it('a claim goes to the officers, each in their language, with what the phone says', async () => {
    const { told, audit } = await run({ type: 'certificate_claimed', certificate: id }, 'owner');
    expect(told.map(({ to }) => to)).toEqual(['officer', 'other']);
    expect(told[0]?.text).toContain('nhận là chủ giấy chứng nhận “Chè đinh” (4 sao) của HTX Hương Chè');
    expect(told[0]?.text).toContain('Số điện thoại trùng với số trong sổ.');
    expect(told[1]?.text).toContain('claims the certificate');
    expect(audit).toEqual(['certificate_claimed certificate:12']);
  });

  it.each([
    [true, 'Cán bộ đã xác nhận'],
    [false, 'Lý do: chưa đủ giấy'],
  ])('the decision (%s) goes to the person who claimed', async (agreed, words) => {
    const reason = agreed ? {} : { reason: 'chưa đủ giấy' };
    const { told } = await run(
      { type: 'claim_decided', claim: '5' as ClaimId, agreed, ...reason },
      'officer',
    );
    expect(told.map(({ to }) => to)).toEqual(['owner']);
    expect(told[0]?.text).toContain(words);
  });

  it('a dossier said to be filed goes to the officers, who are to confirm it', async () => {
    const { told, calls } = await run({ type: 'renewal_said', certificate: id }, 'owner');
    expect(told[0]?.text).toContain('báo đã nộp hồ sơ đánh giá lại “Chè đinh”');
    expect(calls).toEqual([['sayFiled', { certificate: id, contactId: 'owner', at }]]);
  });

  it.each(['confirmed', 'refused', 'forwarded', 'granted', 'denied'] as const)(
    'a dossier that was %s is told to all owners but the one who said it',
    async (to) => {
      const move = {
        certificate: id,
        seen: 1,
        to,
        on: '2026-11-20' as Day,
        reason: 'thiếu phiếu kiểm nghiệm',
      };
      const { told, audit } = await run({ type: 'filing_moved', ...move }, 'officer');
      expect(told.map((one) => one.to)).toEqual(['owner', 'partner']);
      expect(told[0]?.text).toContain('Chè đinh');
      expect(told[0]?.text).toContain(to === 'refused' ? 'thiếu phiếu kiểm nghiệm' : '20/11/2026');
      expect(audit).toEqual([`filing_${to} certificate:12`]);
    },
  );

  it('not renewing and thinking better of it go to the officers, the reason in words', async () => {
    const declined = await run(
      { type: 'renewal_declined', certificate: id, seen: 1, reason: 'stopped' },
      'owner',
    );
    expect(declined.told[0]?.text).toContain('Lý do: Không còn sản xuất');
    expect(declined.calls[0]?.[0]).toBe('declineRenewal');
    const resumed = await run({ type: 'renewal_resumed', certificate: id, seen: 2 }, 'owner');
    expect(resumed.told[0]?.text).toContain('đổi ý, muốn gia hạn');
  });

  it('putting off and correcting are told to nobody, and a correction leaves its line', async () => {
    const snoozed = await run({ type: 'certificate_snoozed', certificate: id, until: null }, 'owner');
    expect([snoozed.told, snoozed.audit]).toEqual([[], []]);
    const change = { certificate: id, seen: 1, field: 'number', value: '21/GCN' } as const;
    const corrected = await run({ type: 'certificate_corrected', ...change }, 'officer');
    expect([corrected.told, corrected.audit]).toEqual([[], ['certificate_corrected_number certificate:12']]);
  });

  it('leaves no value unfilled in any language', async () => {
    const events: CertificateEvent[] = [
      { type: 'certificate_claimed', certificate: id },
      { type: 'claim_decided', claim: '5' as ClaimId, agreed: true },
      { type: 'renewal_said', certificate: id },
      { type: 'renewal_declined', certificate: id, seen: 1, reason: 'khác' },
      { type: 'renewal_resumed', certificate: id, seen: 1 },
    ];
    const said = await Promise.all(events.map((event) => run(event, 'owner')));
    const all = said.flatMap(({ told }) => told.map(({ text }) => text));
    expect(all.length).toBeGreaterThan(6);
    expect(all.filter((text) => /\{\{|certificates\./.test(text))).toEqual([]);
  });

  it('a revocation says why, by whom and what can be done; it is audited and in the register of notices', async () => {
    const on = '2026-11-19' as Day;
    const event = { certificate: id, seen: 1, on, decision: '2456/QĐ-UBND', reason: 'mark' } as const;
    const { told, audit, calls, slots } = await run({ type: 'certificate_revoked', ...event }, 'officer');
    expect(told.map(({ to }) => to)).toEqual(['owner', 'partner']);
    expect(told[0]?.text).toContain('theo quyết định 2456/QĐ-UBND ngày 19/11/2026 của Chủ tịch');
    expect(told[0]?.text).toContain('dùng nhãn hiệu OCOP sai quy định (điểm d)');
    expect(told[0]?.text).toContain('hỏi cán bộ xã');
    expect(audit).toEqual(['certificate_revoked certificate:12']);
    expect(calls.map(([name]) => name)).toEqual(['endCertificate', 'noteParcels']);
    expect(calls[0]?.[1]).toMatchObject({ seen: 1, officer: 'officer', revoked: { on, reason: 'mark' } });
    expect(slots.ownersTold).toContain('2 người');
  });

  it('the officer hears when nobody of the producer could be told', async () => {
    const on = '2026-11-19' as Day;
    const event = { type: 'production_stopped', certificate: id, seen: 1, on } as const;
    const { told, slots, calls } = await run(event, 'officer', []);
    expect(told.map(({ to }) => to)).toEqual(['other']);
    expect(slots.ownersTold).toContain('chưa báo được ai');
    expect(calls.map(([name]) => name)).toEqual(['endCertificate']);
  });

  it('production that stopped has its 15 days, for the owner and the other officers', async () => {
    const on = '2026-11-19' as Day;
    const event = { type: 'production_stopped', certificate: id, seen: 1, on } as const;
    const { told } = await run(event, 'officer');
    expect(told.find(({ to }) => to === 'owner')?.text).toContain('chậm nhất ngày 04/12/2026');
    expect(told.find(({ to }) => to === 'owner')?.text).toContain('vẫn còn làm');
    expect(told.find(({ to }) => to === 'other')?.text).toContain('04/12/2026');
  });

  it('a mistaken entry is taken back with an apology and its reason', async () => {
    const reason = 'Quyết định đó của cơ sở khác';
    const event = { type: 'certificate_restored', certificate: id, seen: 2, reason } as const;
    const { told, calls } = await run(event, 'officer');
    expect(told[0]?.text).toContain('Xin lỗi');
    expect(told[0]?.text).toContain(reason);
    expect(calls[0]?.[1]).toMatchObject({ revoked: null, stoppedOn: null });
  });
});
