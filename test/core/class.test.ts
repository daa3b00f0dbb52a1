import { describe, expect, it } from 'vitest';
import { formatOfferingCode, offeringKinds, parseOfferingCode } from '../../src/core/class.ts';
import { mayAttend } from '../../src/core/class-access.ts';
import { type ClassDraft, draftFaults, offeringOf, seriesOf } from '../../src/core/class-draft.ts';
import type { Day, UnitCode } from '../../src/core/model.ts';

describe('short codes', () => {
  it('are read as people type them, and only when nothing else is said', () => {
    for (const text of ['LH1008', 'lh1008', 'lh 1008', 'LH-1008', 'Lớp LH1008', 'mã lh1008', ' lh1008. '])
      expect(parseOfferingCode(text), text).toBe('LH1008');
    expect(parseOfferingCode('sk 1016')).toBe('SK1016');
    for (const text of ['1008', 'LH', 'LH10', 'tôi muốn học LH1008 ngày mai', 'LH123456789', 'ALH1008'])
      expect(parseOfferingCode(text), text).toBeNull();
  });

  const codes = new Set(Array.from({ length: 5_000 }, (_, n) => formatOfferingCode('class', 100 + n)));

  it('are read back as they are written', () => {
    for (const code of codes) expect(parseOfferingCode(code)).toBe(code);
  });

  it('with a digit mistyped are the code of no other', () => {
    const mistyped = (code: string, at: number) =>
      [...'0123456789']
        .filter((digit) => digit !== code[at])
        .map((digit) => `${code.slice(0, at)}${digit}${code.slice(at + 1)}`);
    const wrong = [...codes]
      .slice(0, 200)
      .flatMap((code) => [2, 3, 4, 5].flatMap((at) => mistyped(code, at)));
    expect(wrong.filter((code) => codes.has(code))).toEqual([]);
  });

  it('tell classes from events', () => {
    for (const kind of offeringKinds)
      expect(formatOfferingCode(kind, 100)).toBe(kind === 'class' ? 'LH1008' : 'SK1008');
  });
});

describe('who may come', () => {
  const producer = { kinds: ['producer_prospective'], unit: '05512', province: '19' } as const;
  const person = { ...producer, unit: '05512' as UnitCode, province: '19' as UnitCode };
  it.each([
    [[], [], true],
    [['19'], [], true],
    [['05512'], ['producer_prospective', 'officer'], true],
    [['38'], [], 'classes.otherUnit'],
    [['19'], ['officer'], 'classes.notForYou'],
    [[], ['council'], 'classes.notForYou'],
  ])('units %j, audience %j: %s', (units, audience, expected) => {
    const offering = { unitsServed: units as UnitCode[], audience: audience as never };
    const found = mayAttend(offering, person);
    expect(found.ok ? true : found.code).toBe(expected);
  });
});

const session = {
  day: '2026-12-01' as Day,
  from: '08:00',
  to: '11:00',
  venue: 'Nhà văn hoá',
  isFieldTrip: false,
};
const draft: ClassDraft = {
  ...{ kind: 'livestream', title: 'Chợ phiên', description: '', organiser: 'Sở', unit: '38' as UnitCode },
  ...{ unitsServed: [], audience: [], seats: 4, perProducer: 1, atOnce: 1, hasWaitingList: true },
  ...{ opensOn: '2026-11-22' as Day, closesOn: '2026-11-29' as Day, sessions: [session] },
  ...{ tags: [], feeVnd: 0, materials: [] },
};
const today = '2026-11-21' as Day;
const codes = (more: Partial<ClassDraft>) =>
  draftFaults({ ...draft, ...more }, today).map(({ code }) => code);

describe('a draft', () => {
  it('is told everything wrong with it', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ sessions: [] })).toEqual(['class.noSession']);
    expect(codes({ sessions: [{ ...session, day: '2026-11-20' as Day }] })).toEqual([
      'class.past',
      'class.closesAfterStart',
    ]);
    expect(codes({ sessions: [{ ...session, to: '08:00' }], atOnce: 5 })).toEqual([
      'class.endsBeforeStart',
      'class.tooFewSeats',
    ]);
    expect(codes({ sessions: [session, { ...session, from: '10:00', to: '12:00' }] })).toEqual([
      'class.overlap',
    ]);
    expect(codes({ closesOn: '2026-11-21' as Day })).toEqual(['class.closesBeforeOpening']);
  });

  it('repeats every two months for four producers, enrolment moved along, month ends kept', () => {
    const six = seriesOf({
      ...draft,
      sessions: [{ ...session, day: '2026-12-31' as Day }],
      closesOn: '2026-12-29' as Day,
      repeat: { everyMonths: 2, times: 6 },
    });
    expect(six.map(({ sessions }) => sessions[0]?.day)).toEqual([
      ...['2026-12-31', '2027-02-28', '2027-04-30', '2027-06-30', '2027-08-31', '2027-10-31'],
    ]);
    expect(six.map(({ closesOn }) => closesOn).slice(0, 2)).toEqual(['2026-12-29', '2027-02-26']);
    expect(seriesOf(draft)).toEqual([draft]);
  });

  it('becomes an entry for its own unit, sessions in order, closed at the end of the last day', () => {
    const later = { ...session, from: '13:30', to: '16:30' };
    const { offering, rules } = offeringOf({ ...draft, sessions: [later, session] }, 'SK1008');
    expect(offering.unitsServed).toEqual(['38']);
    expect(offering.sessions.map(({ id, from }) => [id, from])).toEqual([
      ['SK1008-1', '08:00'],
      ['SK1008-2', '13:30'],
    ]);
    expect(rules).toMatchObject({
      startsAt: Date.parse('2026-12-01T08:00:00+07:00'),
      opensAt: Date.parse('2026-11-22T00:00:00+07:00'),
      closesAt: Date.parse('2026-11-30T00:00:00+07:00'),
    });
  });
});
