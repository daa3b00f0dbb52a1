/** Sheets of an announcement on a real ledger: everybody who was left out with the reason, everybody's answer. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { UnitCode } from '../../src/core/model.ts';
import { createDocuments } from '../../src/document/documents.ts';
import type { Table, TableRow } from '../../src/ports/sheet.ts';
import { announcementPapers } from '../../src/service/announcement-papers.ts';
import { now, openPlace, type Place, release } from '../store/announcement/place.ts';

let place: Place;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

const texts = loadTexts('locales');
const units = {
  byCode: () => ({
    code: '05512' as UnitCode,
    level: 'commune' as const,
    name: 'Xã Một',
    provinceCode: '19' as UnitCode,
    provinceName: 'Tỉnh Thái Nguyên',
  }),
  findCommune: () => ({ kind: 'none' }) as never,
  findProvince: () => ({ kind: 'none' }) as never,
};

interface Read {
  readonly table: Table;
  readonly rows: readonly TableRow[];
}

/** Makes a paper and reads what stands in it. */
async function made(paper: string, id: string): Promise<Read | null> {
  let read: Read | null = null;
  const documents = async () => ({
    table: async (table: Table) => {
      const rows: TableRow[] = [];
      for await (const row of table.rows) rows.push(row);
      read = { table, rows };
      return new Uint8Array();
    },
  });
  const deps = { store: place.store, library: { units }, texts, clock: { now: () => now }, documents };
  const file = await announcementPapers(deps)[paper]?.(id, 'vi');
  expect(file === null || file?.mime.includes('spreadsheet')).toBe(true);
  return read;
}

async function announced() {
  const hoa = await place.plant({ name: 'Bà Hoa', phone: '+84912000001' });
  const tam = await place.plant({ name: 'Ông Tám' });
  await place.plant({ name: 'Ông Ba', consents: {} });
  const { id } = await release(place);
  const rows = await place.announcements.claimBulk({ channel: 'telegram', limit: 9, turn: 0 }, now);
  await place.announcements.settleBulk(
    rows.map((row) => ({
      ...row,
      outcome:
        row.contactId === tam
          ? { state: 'unknown', reason: 'no_answer', externalIds: [] }
          : { state: 'handed', externalIds: ['m'] },
    })),
    now,
  );
  return { id, hoa };
}

it('those not reached stand there with number, commune, outcome and reason', async () => {
  const { id } = await announced();
  const read = await made('announcement-missed', id);
  expect(read?.table.title[0]).toBe('Người chưa nhận thông báo TB-0001 – Đợt nhận đăng ký ý tưởng');
  expect(read?.rows).toEqual([
    [1, 'Ông Tám', null, 'Xã Một', null, 'Telegram', 'chưa rõ đã đến chưa', 'gửi rồi mà không được báo lại'],
    [2, 'Ông Ba', null, 'Xã Một', null, 'Telegram', 'không gửi', 'chưa đồng ý nhận loại tin này'],
  ]);
});

it('answers stand there, and those who got it and said nothing', async () => {
  const { id, hoa } = await announced();
  expect((await made('announcement-answers', id))?.rows).toEqual([
    [1, 'Bà Hoa', '+84912000001', 'Xã Một', null, 'Chưa trả lời'],
  ]);
  await place.announcements.answerRsvp({ id, contactId: hoa, answer: 'yes' }, now);
  expect((await made('announcement-answers', id))?.rows).toEqual([
    [1, 'Bà Hoa', '+84912000001', 'Xã Một', null, 'Tham gia'],
  ]);
});

it('of an announcement that is not there nothing is made', async () => {
  expect(await made('announcement-missed', 'nowhere')).toBeNull();
});

it('is a sheet that opens', async () => {
  const { id } = await announced();
  const documents = async () => createDocuments({ texts });
  const deps = { store: place.store, library: { units }, texts, clock: { now: () => now }, documents };
  const file = await announcementPapers(deps)['announcement-missed']?.(id, 'en');
  expect([...(file?.bytes.slice(0, 2) ?? [])]).toEqual([0x50, 0x4b]);
});
