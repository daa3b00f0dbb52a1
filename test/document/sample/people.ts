/** Made-up people for the document tests. */
import type { Day } from '../../../src/core/model.ts';
import type { Roster } from '../../../src/ports/paper.ts';

const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đặng', 'Vừ', 'Sùng', 'Hoàng', 'Lò'];
const middle = ['Thị', 'Văn', 'Đức', 'Ngọc', 'Hồng', 'Thị Thu'];
const given = [
  'Ánh',
  'An',
  'Bình',
  'Dũng',
  'Đào',
  'Hà',
  'Hoà',
  'Mỷ',
  'Sơn',
  'Thử',
  'Tuyết',
  'Uyên',
  'Ư',
  'Yến',
];

const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

export const people = (count: number): Roster['people'] =>
  Array.from({ length: count }, (_, at) => ({
    name: `${pick(family, at * 7)} ${pick(middle, at * 5)} ${pick(given, at * 3)}`,
    phone: at % 9 === 4 ? null : `+8491${String(2000000 + at * 37)}`,
    unit: `Thôn ${1 + (at % 12)}, xã Suối Mơ`,
    producer: at % 4 === 0 ? 'Hợp tác xã Nông nghiệp Suối Mơ' : `Hộ kinh doanh số ${at + 1}`,
    ...(at % 20 === 3 ? { note: 'Đi thay' } : {}),
  }));

export const roster = (count: number): Roster => ({
  issuer: ['Ủy ban nhân dân', 'xã Suối Mơ'],
  title: 'Lớp tập huấn nâng cao năng lực chủ thể OCOP',
  details: ['Thời gian: 08:00 ngày 05/03/2026', 'Địa điểm: Hội trường UBND xã Suối Mơ'],
  people: people(count),
  signer: { office: 'Cán bộ phụ trách', name: 'Trần Văn Mẫu' },
  place: 'Suối Mơ',
  date: '2026-03-05' as Day,
});
