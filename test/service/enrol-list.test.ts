import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now } from '../contract/store/made-up.ts';
import { book, type Cell, merge, open as openSheet, rowsOf } from '../document/read/sheet.ts';
import { type EnrolPlace, list, openEnrolPlace } from './enrol-place.ts';

const phone = (n: number) => `+8491200000${n}`;
const words = (told: readonly { readonly text: string }[]) => told.map(({ text }) => text).join('\n');

/** The empty list with names and numbers typed into its rows. */
async function filled(bytes: Uint8Array | null, people: readonly (readonly [string, string])[]) {
  const [sheet] = (await readXlsx(bytes ?? new Uint8Array())).sheets;
  const rows = (sheet?.rows ?? []).map((row) => [...row]);
  const first = rows.findIndex(([ordinal]) => ordinal === 1);
  for (const [at, [name, number]] of people.entries()) rows[first + at]?.splice(1, 2, name, number);
  return book(rows as Cell[][]);
}

describe('a list of people sent for a class', () => {
  let place: EnrolPlace;
  beforeAll(async () => {
    place = await openEnrolPlace();
  });
  afterAll(() => place.close());

  const four = () =>
    list([
      [1, 'Nguyễn Văn An', 912_000_001, 'Tân Cương', 'HTX Chè Mẫu'],
      [2, 'Trần Thị Bình', '0912 000 002', 'Xã Đại Từ', ''],
      [3, 'Lê Văn Cường', null, '', ''],
      [4, 'Phạm Thị Dung', '0912.000.004', 'Na Mao, Đại Từ', ''],
    ]);

  it('is tried first: the report says what would become of it, and nobody is enrolled', async () => {
    const offering = await place.openClass({}, { capacity: 3 });
    const { id, told } = await place.send(offering, await four());
    expect(await place.state(id)).toBe('tried');
    expect(await place.seats(offering)).toEqual([]);
    expect(words(told)).toContain('Đã đọc thử 4 dòng cho “Lớp thử”');
    expect(words(told)).toContain('Có chỗ: 3 người. Vào danh sách chờ: 1 người.');
    expect(words(told)).toContain('4 người chưa có tài khoản');
    const [pool] = await place.rows(
      'SELECT held, waiting, last_no FROM seat_pool WHERE id = $1',
      offering.id,
    );
    expect(pool).toEqual({ held: 0, waiting: 0, last_no: 0 });
  });

  it('filled into the empty list that is offered is read without a word of complaint', async () => {
    const offering = await place.openClass({}, { capacity: 3 });
    const { told: empty } = await place.send(offering, await filled(await place.sampleOf(offering.code), []));
    expect(words(empty)).toContain('Đã đọc thử 0 dòng');
    const people: [string, string][] = [
      ['Nguyễn Văn An', '0912000001'],
      ['Trần Thị Bình', '0912000002'],
    ];
    const { told } = await place.send(offering, await filled(await place.sampleOf(offering.code), people));
    expect(words(told)).toContain('Có chỗ: 2 người.');
    expect(words(told)).toContain('Không ghi được: 0 dòng.');
    expect(words(told)).not.toContain('Dòng');
  });

  it('is enrolled in the order of its rows when the officer says so, once; the last ones wait', async () => {
    const offering = await place.openClass({}, { capacity: 3 });
    const { id } = await place.send(offering, await four());
    const told = await place.take(id);
    expect(await place.seats(offering)).toEqual([
      [1, 'Nguyễn Văn An', 'taken', phone(1), '00001'],
      [2, 'Trần Thị Bình', 'taken', phone(2), '00002'],
      [3, 'Lê Văn Cường', 'taken', null, null],
      [4, 'Phạm Thị Dung', 'waiting', phone(4), null],
    ]);
    expect(words(told)).toContain('Đã ghi tên theo danh sách vào “Lớp thử”');
    expect(words(told)).toContain(`Bỏ danh sách vừa ghi`);
    await expect(place.tx.takeEnrolList(id, place.officer)).rejects.toThrow(/waits for nobody/);
    expect(await place.clerk.run()).toBe(0);
  });

  it('sent again enrols nobody twice', async () => {
    const offering = await place.openClass({}, { capacity: 9 });
    const first = await place.send(offering, await four());
    await place.take(first.id);
    const again = await place.send(offering, await four());
    expect(words(again.told)).toContain('Đã có tên từ trước: 4 người.');
    expect(words(again.told)).not.toContain('Ghi tên vào lớp');
    expect(await place.seats(offering)).toHaveLength(4);
  });

  it('gives its seat to the account of whoever talks to us under that name and number, and tells them', async () => {
    const offering = await place.openClass({}, { capacity: 9 });
    const an = await place.contact('nguyen van an', phone(1));
    const mother = await place.contact('Trần Thị Mẹ', phone(2));
    const { id } = await place.send(offering, await four());
    await place.take(id);
    const [first, second] = await place.store.roster(offering.id);
    expect([first?.contactId, first?.isSubstitute]).toEqual([an, false]);
    // The mother's number does not make her daughter's seat hers.
    expect([second?.contactId, second?.name]).toEqual([null, 'Trần Thị Bình']);
    expect(second?.contactId).not.toBe(mother);
    const notices = await place.rows(
      `SELECT n.kind, c.contact_id::text AS id FROM seat_notice n JOIN seat_claim c ON c.id = n.claim_id
       WHERE c.pool_id = $1`,
      offering.id,
    );
    expect(notices).toEqual([{ kind: 'handed_over', id: an }]);
    await place.rows('UPDATE contact SET phone = NULL WHERE id = ANY ($1)', [an, mother]);
  });

  it('names relatives who share a number, in the file and in the class, and enrols them all the same', async () => {
    const offering = await place.openClass({}, { capacity: 9 });
    const person = await place.contact('Hoàng Văn Cha', phone(7));
    await place.store.actOnSeats(offering.id, { kind: 'join', person, producer: null, seats: 1 }, now);
    const { id, told } = await place.send(
      offering,
      await list([
        [1, 'Hoàng Thị Con', '0912000007', '', ''],
        [2, 'Vũ Văn Anh', '0912000008', '', ''],
        [3, 'Vũ Thị Em', '912000008', '', ''],
      ]),
    );
    expect(words(told)).toContain('• Dòng 2: Số điện thoại này Hoàng Văn Cha đã dùng để ghi tên.');
    expect(words(told)).toContain('• Dòng 4: Chung số điện thoại với Vũ Văn Anh ở dòng 3.');
    await place.take(id);
    expect(await place.seats(offering)).toHaveLength(4);
  });

  it('leaves out, by name, lines that say nobody, repeat, or come from elsewhere', async () => {
    const offering = await place.openClass({}, { capacity: 9 });
    const { told, id } = await place.send(
      offering,
      await list([
        [1, 'Nguyễn Văn An', '0912000001', 'Tân Cương', ''],
        [null, null, null, null, null],
        [2, 'nguyễn văn an', '912000001', '', ''],
        [3, '', '0912000003', '', ''],
        [4, '0912000009', '', '', ''],
        [5, 'Đỗ Văn Xa', '0912000005', 'Lạng Giang, Bắc Ninh', ''],
        [6, 'Bùi Thị Gần', 'không nhớ', 'Xã Không Có', ''],
        [7, null, null, null, null],
        [null, 'Tổng cộng: 6 người', null, null, null],
        [null, null, 'Người lập biểu', null, null],
      ]),
    );
    expect(words(told)).toContain('Có chỗ: 2 người.');
    expect(words(told)).toContain('Không ghi được: 3 dòng.');
    expect(words(told)).toContain('• Dòng 5: Thiếu họ tên.');
    expect(words(told)).toContain('• Dòng 6: “0912000009” không giống họ tên một người.');
    expect(words(told)).toContain('• Dòng 7: “Xã Lạng Giang” không thuộc địa bàn của lớp này.');
    const sheet = await openSheet((await place.copyOf(id)) ?? Buffer.alloc(0), {
      columns: [
        { key: 'said', kind: 'text', headers: ['Kết quả đọc'], required: true },
        { key: 'name', kind: 'text', headers: ['Họ và tên'] },
      ],
    });
    const copy = (await rowsOf(sheet)).map(({ line, cells }) => [line, cells.said?.text]);
    expect(copy).toContainEqual([2, 'Có chỗ.']);
    expect(copy).toContainEqual([4, 'Lặp lại dòng 2, chỉ ghi một lần.']);
    expect(copy).toContainEqual([
      8,
      'Có chỗ. Số điện thoại “không nhớ” không đọc được nên để trống. Không có xã, phường nào tên “Xã Không Có” nên để trống.',
    ]);
  });

  it('has merged cells, two name columns under one heading, dates of both kinds and headings inside', async () => {
    const offering = await place.openClass({}, { capacity: 9 });
    const bytes = await book(
      [
        ['DANH SÁCH HỌC VIÊN', null, null, null, null],
        ['TT', 'Họ và tên', null, 'Ngày sinh', 'SĐT'],
        ['I', 'Xã Tân Cương', null, null, null],
        [1, 'Nguyễn Thị', 'Hoa', new Date(Date.UTC(1980, 4, 3)), 912_000_001],
        [2, 'Nguyễn Thị', 'Hoa', '12/11/1991', '0912000001'],
        [3, 'Trần', 'An', 'hồi đó', '0912000003'],
      ],
      [merge(0, 0, 0, 4), merge(1, 1, 1, 2), merge(2, 1, 2, 4)],
    );
    const { id, told } = await place.send(offering, bytes);
    expect(words(told)).toContain('Có chỗ: 3 người.');
    await place.take(id);
    const names = (await place.seats(offering)).map(([, name, , , unit]) => [name, unit]);
    // Two of one name and number, born on different days, are two.
    expect(names).toEqual([
      ['Nguyễn Thị Hoa', '00001'],
      ['Nguyễn Thị Hoa', '00001'],
      ['Trần An', '00001'],
    ]);
  });

  it.each([
    ['TCVN3', 'Hä vµ tªn', 'NguyÔn ThÞ Thö', 'X·', 'T©n C­¬ng'],
    ['VNI', 'Hoï vaø teân', 'Nguyeãn Thò Thöû', 'Xaõ', 'Taân Cöông'],
  ])('written in %s is read like any other', async (_, title, name, unitTitle, unit) => {
    const offering = await place.openClass({}, { capacity: 9 });
    const { id } = await place.send(
      offering,
      await book([
        [title, unitTitle],
        [name, unit],
      ]),
    );
    await place.take(id);
    expect(await place.seats(offering)).toEqual([[1, 'Nguyễn Thị Thử', 'taken', null, '00001']]);
  });

  it('is our own roster sent back: nobody is lost or doubled', async () => {
    const offering = await place.openClass({}, { capacity: 9 });
    const { id } = await place.send(offering, await four());
    await place.take(id);
    const { classPapers } = await import('../../src/service/class-papers.ts');
    const { index } = await import('../core/unit-excerpt.ts');
    const { documents, texts } = await import('./enrol-place.ts');
    const papers = classPapers({
      ...{ store: place.store, library: { units: index } as never, texts, clock: { now: () => now } },
      documents: async () => documents,
    });
    const made = await papers['roster-xlsx']?.(offering.code, 'vi');
    const again = await place.send(offering, made?.bytes ?? Buffer.alloc(0));
    expect(words(again.told)).toContain('Đã đọc thử 4 dòng');
    expect(words(again.told)).toContain('Đã có tên từ trước: 4 người.');
  });
});
