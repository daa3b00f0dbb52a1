import { describe, expect, it } from 'vitest';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { readAudience } from '../../src/core/audience-words.ts';
import type { Day, UnitCode } from '../../src/core/model.ts';
import { createProductSetIndex } from '../../src/core/product-set.ts';
import { createUnitIndex } from '../../src/core/unit.ts';
import { readUnits } from '../../src/store/unit-source.ts';

const source = readUnits();
const path = new URL('../../content/product-sets.yaml', import.meta.url).pathname;
const tanCuong = '05503' as UnitCode;
const context = {
  units: createUnitIndex(source.units, source.aliases),
  sets: createProductSetIndex(loadProductSets(path)),
  officer: { units: [tanCuong] },
  today: '2026-11-21' as Day,
};
const read = (text: string) => readAudience(text, context);
const audience = (text: string) => {
  const reading = read(text);
  return reading.kind === 'read' ? reading.audience : reading.kind;
};

describe('an audience in plain words', () => {
  it.each([
    [
      'bà con trồng cây ăn quả ở xã Tân Cương',
      { units: ['05503'], role: 'everyone', productSets: ['fresh_produce'] },
    ],
    ['ba con trong che xa tan cuong', { units: ['05503'], role: 'everyone', productSets: ['tea'] }],
    [
      'chủ thể 3 sao sắp hết hạn',
      { role: 'producer', stars: [3], certificateEnds: { from: '2026-11-21', to: '2027-05-20' } },
    ],
    ['học viên lớp LH1008', { classes: ['LH1008'] }],
    [
      'hợp tác xã làm chè, trừ cán bộ',
      { producerTypes: ['cooperative'], productSets: ['tea'], exclude: [{ role: 'officer' }] },
    ],
    ['từ 4 sao trở lên', { stars: [4, 5] }],
    ['4 sao trở lên', { stars: [4, 5] }],
    ['3-5 sao', { stars: [3, 4, 5] }],
    ['giấy hết hạn trước 30/6/2027', { certificateEnds: { from: '2026-11-21', to: '2027-06-29' } }],
    ['bà con xã Tân Cương tỉnh Thái Nguyên', { units: ['05503'], role: 'everyone' }],
    ['toàn xã', { units: ['05503'] }],
  ])('reads %s', (text, expected) => {
    expect(audience(text)).toEqual(expected);
  });

  it('does not widen the audience when it does not know a place', () => {
    expect(read('bà con xã Không Có')).toEqual({ kind: 'unknownPlace', name: 'xã Không Có' });
  });

  it('names a commune beyond the officer, so that the rights refuse it by name', () => {
    expect(audience('bà con phường Bến Thành')).toEqual({ units: ['26743'], role: 'everyone' });
  });

  it('tells the words it did not understand', () => {
    expect(read('bà con tuổi Dần')).toEqual({
      kind: 'read',
      audience: { role: 'everyone' },
      unknown: ['tuổi Dần'],
    });
  });

  it('understands nothing in a greeting', () => {
    expect(audience('xin chào')).toBe('nothing');
  });

  it('takes people by their answer to an announcement', () => {
    const announcements = [{ id: 'a7', code: 'TB-0012' }];
    const answered = (text: string) => readAudience(text, { ...context, announcements });
    expect(answered('người tham gia TB-0012')).toMatchObject({
      audience: { answered: { announcement: 'a7', answer: 'yes' } },
    });
    expect(answered('ai đã trả lời không tham gia TB12')).toMatchObject({
      audience: { answered: { announcement: 'a7', answer: 'no' } },
    });
  });

  it('takes a group for all its sets', () => {
    const group = audience('nhóm đồ uống');
    expect(group).toEqual({ productSets: context.sets.inGroup('II') });
  });
});
