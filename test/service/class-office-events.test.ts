/** Whatever a flow says: only officers of the class's units change it, open one, or read a code at its door. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import { addDays } from '../../src/core/calendar.ts';
import type { ClassDraft } from '../../src/core/class-draft.ts';
import type { ClassOfficeEvent } from '../../src/core/class-office-event.ts';
import type { OfficerView, UnitCode } from '../../src/core/model.ts';
import { type Applying, applyEvents } from '../../src/service/apply-events.ts';
import { createCheckInTokens } from '../../src/store/check-in-token.ts';
import { during, now } from '../contract/store/made-up.ts';
import { openSeatPlace, type Person, type SeatPlace, today } from '../store/seat-place.ts';

const texts = loadTexts(new URL('../../locales', import.meta.url).pathname);
const codes = createCheckInTokens(new Uint8Array(32).fill(7));
const units = {
  byCode: (code: string) => ({ code, provinceCode: code.slice(0, 2) === '05' ? '19' : code.slice(0, 2) }),
};

let place: SeatPlace;
const officers = new Map<string, Person>();
beforeAll(async () => {
  place = await openSeatPlace();
  for (const unit of ['19', '05512', '38']) {
    const who = await place.someone();
    await place.client.query(`INSERT INTO officer VALUES ($1, 'commune', now())`, [who.contactId]);
    if (unit === '38')
      await place.client.query(
        `INSERT INTO admin_unit (code, level, name, province_code) VALUES ('38', 'province', 'Tỉnh Khác', '38')`,
      );
    await place.client.query('INSERT INTO officer_unit VALUES ($1, $2)', [who.contactId, unit]);
    officers.set(unit, who);
  }
});
afterAll(() => place.close());

/** States a fact as the officer of a unit (`''`: as nobody's officer); gives what is said of it. */
async function state(unit: string, event: ClassOfficeEvent): Promise<string> {
  const who = officers.get(unit) ?? (await place.someone());
  const officer: OfficerView | null = unit === '' ? null : { role: 'commune', units: [unit as UnitCode] };
  const slots: Record<string, string> = {};
  await during(place.store, who, async (tx, { inbound, contact }) => {
    const deps = { texts, codes, library: { units }, channels: {}, log: {} };
    const turn = {
      deps,
      tx,
      at: now,
      inbound,
      contact,
      officer,
      language: 'vi',
      slots,
    } as unknown as Applying;
    await applyEvents([event], turn);
  });
  return Object.values(slots).join('\n');
}

const draft = (unit: string, more: Partial<ClassDraft> = {}): ClassDraft => ({
  ...{ kind: 'class', title: 'Lớp thử quyền', description: '', organiser: 'Xã Một', unit: unit as UnitCode },
  ...{ unitsServed: [], audience: [], seats: 3, perProducer: null, atOnce: 1, hasWaitingList: true },
  ...{ opensOn: today, closesOn: addDays(today, 5), tags: [], feeVnd: 0, materials: [] },
  sessions: [
    { day: addDays(today, 10), from: '08:00', to: '11:00', venue: 'Nhà văn hoá', isFieldTrip: false },
  ],
  ...more,
});
const snapshot = () =>
  place.rows(`SELECT (SELECT json_agg(o ORDER BY id) FROM offering o) AS offerings,
    (SELECT json_agg(p ORDER BY id) FROM seat_pool p) AS pools, (SELECT json_agg(c ORDER BY id) FROM seat_claim c) AS claims,
    (SELECT count(*) FROM seat_notice) AS notices, (SELECT count(*) FROM attendance) AS marks,
    (SELECT count(*) FROM audit) AS audit`);

describe('opening a class', () => {
  it('is for officers, in their own units and below', async () => {
    const before = await snapshot();
    for (const [unit, of] of [
      ['', '05512'],
      ['38', '05512'],
      ['05512', '19'],
    ] as const)
      expect(await state(unit, { type: 'class_opened', draft: draft(of) }), unit).toContain('không thấy lớp');
    const serving = draft('05512', { unitsServed: ['38' as UnitCode] });
    expect(await state('05512', { type: 'class_opened', draft: serving })).toContain('không thấy lớp');
    expect(await snapshot()).toEqual(before);
    expect(await state('05512', { type: 'class_opened', draft: draft('05512') })).toMatch(/Mã: LH\d+\./u);
    expect(await state('19', { type: 'class_opened', draft: draft('05512') })).toMatch(/Mã: LH\d+\./u);
  });

  it('of a series gives each its code, and the first is the one looked at next', async () => {
    const said = await state('19', {
      type: 'class_opened',
      draft: draft('19', { kind: 'livestream', repeat: { everyMonths: 2, times: 3 } }),
    });
    const made = said.match(/SK\d+/gu) ?? [];
    expect(made).toHaveLength(3);
    let found: unknown;
    await during(place.store, officers.get('19') as Person, async (tx) => {
      found = await tx.lookup({ kind: 'classMade' });
    });
    expect(found).toMatchObject({ view: { offering: { code: made[0] } } });
  });

  it('with faults makes nothing and says all of them', async () => {
    const before = await snapshot();
    const faulty = draft('19', { closesOn: addDays(today, 30), opensOn: addDays(today, 40) });
    const said = await state('19', { type: 'class_opened', draft: faulty });
    expect(said).toContain('Ngày đóng ghi tên phải sau ngày mở.');
    expect(said).toContain('Ngày đóng ghi tên phải trước ngày học.');
    expect(await snapshot()).toEqual(before);
  });
});

describe('everything at the desk and at the door', () => {
  it('leaves a class of others as it is', async () => {
    const offering = await place.open({ unit: '05512' as UnitCode }, { capacity: 1 });
    for (const person of [await place.someone(), await place.someone()]) await place.join(person, offering);
    const [row] = await place.store.roster(offering.id);
    const [code, claim] = [offering.code, row?.claim ?? ''];
    const [session] = offering.sessions;
    if (session === undefined) throw new Error('a class has sessions');
    const events: readonly ClassOfficeEvent[] = [
      { type: 'class_changed', code, seen: 1, sessions: [session] },
      { type: 'class_resized', code, capacity: 0, claims: [claim], keepsPlace: false },
      { type: 'enrolment_set', code, seen: 1, until: null },
      { type: 'class_materials_set', code, seen: 1, materials: [] },
      { type: 'people_dropped', code, claims: [claim] },
      { type: 'class_cancelled', code, reason: 'Không rõ' },
      { type: 'class_messaged', code, group: 'all', text: 'Chào bà con' },
      { type: 'class_message_stopped', code },
      { type: 'seat_code_shown', code, session: session.id, shown: codes.make(claim) },
    ];
    const before = await snapshot();
    for (const unit of ['', '38'])
      for (const event of events)
        expect(await state(unit, event), `${unit} ${event.type}`).toContain('không thấy lớp');
    expect(await snapshot()).toEqual(before);
    const shown = events.find(({ type }) => type === 'seat_code_shown') as ClassOfficeEvent;
    expect(await state('19', shown)).toContain('Đã ghi có mặt');
    expect(await state('05512', shown)).toContain('đã có mặt từ trước');
    expect(await snapshot()).not.toEqual(before);
  });

  it('takes people off the list, whose seats go to those who wait, and says so again to nobody', async () => {
    const offering = await place.open({ unit: '05512' as UnitCode }, { capacity: 1 });
    for (const person of [await place.someone(), await place.someone()]) await place.join(person, offering);
    const [first] = await place.store.roster(offering.id);
    const drop = { type: 'people_dropped', code: offering.code, claims: [first?.claim ?? ''] } as const;
    expect(await state('05512', drop)).toContain('Đã rút tên 1 người.');
    expect(await place.states(offering)).toEqual(['removed', 'offered']);
    expect(await state('05512', drop)).toContain('không còn trong danh sách');
    expect(await place.states(offering)).toEqual(['removed', 'offered']);
  });

  it('keeps materials of the version that was seen, and tells nobody of them', async () => {
    const offering = await place.open({ unit: '05512' as UnitCode }, { capacity: 1 });
    await place.join(await place.someone(), offering);
    const notices = () => place.rows('SELECT count(*) FROM seat_notice');
    const before = await notices();
    const materials = [{ title: 'Bài giảng', link: 'https://example.org/x' }];
    const set = { type: 'class_materials_set', code: offering.code, seen: 1, materials } as const;
    expect(await state('05512', set)).toContain('Đã thêm.');
    expect(await state('05512', { ...set, materials: [] })).toContain('vừa có người sửa');
    const found = await place.store.findOffering(offering.code);
    expect(found?.offering).toMatchObject({ materials, version: 2 });
    expect(await notices()).toEqual(before);
  });

  it('marks nobody by a code of another class, a forged one, or that of somebody who waits', async () => {
    const [one, other] = [await place.open({}, { capacity: 1 }), await place.open()];
    for (const person of [await place.someone(), await place.someone()]) await place.join(person, one);
    await place.join(await place.someone(), other);
    const [seated, waiting] = await place.store.roster(one.id);
    const [elsewhere] = await place.store.roster(other.id);
    const session = one.sessions[0]?.id as never;
    const show = (shown: string) => state('19', { type: 'seat_code_shown', code: one.code, session, shown });
    const forged = createCheckInTokens(new Uint8Array(32).fill(8)).make(seated?.claim ?? '');
    for (const shown of [codes.make(elsewhere?.claim ?? ''), forged, 'gì đó'])
      expect(await show(shown)).toContain('không phải của lớp này');
    expect(await show(codes.make(waiting?.claim ?? ''))).toContain('đang chờ chỗ');
    expect(await place.store.marksOf(one.id)).toEqual([]);
    expect(await show(codes.spoken(seated?.claim ?? '', 1))).toContain('Đã ghi có mặt');
  });
});
