/** An officer runs a class on Zalo alone: typed without diacritics, five buttons at most, sheets as signed links, the roll called in chat. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patience } from '../support/patience.ts';
import { dayClock, testMs } from './house.ts';
import { startZaloService, type ZaloPerson, type ZaloService } from './zalo-service.ts';

const publicUrl = 'https://bot.example.vn';

let service: ZaloService;
let officer: ZaloPerson;
let an: ZaloPerson;
let binh: ZaloPerson;
let code = '';
beforeAll(async () => {
  service = await startZaloService({}, { PUBLIC_URL: publicUrl }, dayClock());
  officer = await service.know('Cán bộ (bịa)');
  await service.appoint(officer, '05503');
  an = await service.know('Nguyễn Văn An', '+84912000001');
  binh = await service.know('Trần Thị Bình', '+84912000002');
}, testMs);
afterAll(() => service.stop());

const textOf = (messages: readonly { content: { text?: string } }[]): string =>
  messages.map(({ content }) => content.text ?? '').join('\n');

/** Types line after line, whatever buttons there are; gives the last answer. */
async function walk(person: ZaloPerson, ...lines: readonly string[]): Promise<string> {
  let answer = '';
  for (const text of lines) answer = textOf(await person.does({ kind: 'text', text }));
  return answer;
}
const reads = (person: ZaloPerson, what: RegExp) =>
  expect.poll(() => textOf(person.read()), patience).toMatch(what);

describe('a class on Zalo', () => {
  it(
    'is opened in typed words and joined by its code',
    async () => {
      const days = ['mo lop', 'mau co san', '1', 'chu nhat tuan sau 8h', '11h30', 'Nhà văn hoá', 'du roi'];
      await walk(officer, ...days, 'Hết ngày mai', 'Uỷ ban xã', 'sua', 'so cho', '1');
      const opened = await walk(officer, 'mo dang ky');
      expect(opened).toContain('Đã mở đăng ký');
      code = /LH\d+/.exec(opened)?.[0] ?? '';
      expect(await walk(an, code.toLowerCase(), 'co')).toContain('đã có chỗ');
      expect(await walk(binh, code, 'co')).toContain('thứ 1');
    },
    testMs,
  );

  it(
    'is moved, written to, and given a file that whoever has a seat gets',
    async () => {
      const moved = await walk(officer, 'lop cua don vi', '1', 'doi gio', '13h30', 'co');
      expect(moved).toContain('đang báo cho 2 người');
      for (const person of [an, binh]) await reads(person, /có thay đổi.*13:30–17:00/su);

      const said = ['lop cua don vi', '1', 'nhan tin', 'nguoi dang cho', 'Lớp sắp có thêm chỗ nhé.', 'gui'];
      expect(await walk(officer, ...said)).toContain('cho 1 người');
      await service.rows(`UPDATE seat_notice SET due_at = 'epoch' WHERE kind = 'message'`);
      await reads(binh, /Lớp sắp có thêm chỗ nhé/u);
      expect(textOf(an.read())).not.toContain('Lớp sắp có thêm chỗ');

      await walk(officer, 'lop cua don vi', '1', 'tai lieu');
      const pdf = {
        bytes: Buffer.from('%PDF-1.4 bài giảng'),
        mime: 'application/pdf',
        name: 'bai-giang.pdf',
      };
      expect(textOf(await officer.does({ kind: 'file', ...pdf }))).toContain('Đã thêm.');
      await walk(an, 'lop cua toi');
      const got = await an.says('tai lieu');
      expect(got.map(({ content }) => content.kind)).toContain('file');
      expect(textOf(await binh.says('lop cua toi'))).not.toContain('Tài liệu của lớp');
    },
    testMs,
  );

  it(
    'gives its list as a link, because Zalo carries no sheets, and the link leads to the list',
    async () => {
      const told = await walk(officer, 'giay to lop', '1', 'danh sach', 'excel');
      const link = new RegExp(`${publicUrl}(/\\S+)`).exec(told)?.[1] ?? '';
      expect(link).not.toBe('');
      const file = await fetch(`http://127.0.0.1:${service.app.port}${link}`);
      expect([file.status, file.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('spreadsheetml'),
      ]);
      expect(
        Buffer.from(await file.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
      const forged = await fetch(`http://127.0.0.1:${service.app.port}${link.slice(0, -3)}aaa`);
      expect(forged.status).toBe(410);
      await walk(officer, 'giay to lop', '1', 'danh sach');
      const sent = await officer.does({ kind: 'text', text: 'pdf' });
      expect(sent.map(({ content }) => content.kind)).toContain('file');
    },
    testMs,
  );

  it(
    'has its roll called in chat, by name and by the code a person reads aloud',
    async () => {
      await walk(an, 'lop cua toi');
      const spoken = /\d+-\d{3}/.exec(await walk(an, 'ma cua toi'))?.[0] ?? '';
      expect(await walk(officer, 'diem danh', '1')).toContain('Nguyễn Văn An');
      expect(await walk(officer, spoken)).toContain('Đã ghi có mặt: Nguyễn Văn An');
      expect(await walk(officer, 'muon nguyen van an')).toContain('Đã ghi.');
      expect(await walk(officer, 'them Lê Văn Cường')).toContain('2/2');
      const marks = await service.rows<{ state: string }>('SELECT state FROM attendance ORDER BY stored_at');
      expect(marks.map(({ state }) => state)).toEqual(['present', 'late', 'present']);
    },
    testMs,
  );

  it(
    'loses somebody who is taken off the list, and the next in line is offered the seat',
    async () => {
      const done = await walk(officer, 'lop cua don vi', '1', 'rut ten', 'nguyen van an', 'co');
      expect(done).toContain('Đã rút tên 1 người');
      await reads(an, /đã rút tên bà con khỏi/u);
      await reads(binh, /Có chỗ trống/u);
      expect(textOf(await binh.says('Nhận chỗ'))).toContain('bà con đã có chỗ');
    },
    testMs,
  );

  it('never showed a message that Zalo would refuse', () => {
    const shown = [officer, an, binh].flatMap((person) => person.read());
    expect(shown.length).toBeGreaterThan(40);
    expect(shown.every(({ content }) => (content.buttons ?? []).length <= 5)).toBe(true);
    expect(shown.every(({ content }) => [...(content.text ?? '')].length <= 2000)).toBe(true);
    const refused = service.zalo.calls.list().filter(({ reply }) => /"error":-?[1-9]/.test(reply));
    expect(refused.map(({ path, reply }) => `${path} ${reply}`)).toEqual([]);
  });
});
