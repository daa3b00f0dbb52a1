import { describe, expect, it } from 'vitest';
import { createUnitIndex, type UnitMatch } from '../../src/core/unit.ts';
import { aliases, code, commune, index, units } from './unit-excerpt.ts';

const codes = (match: UnitMatch): readonly string[] =>
  match.kind === 'one'
    ? [match.unit.code]
    : match.kind === 'several'
      ? match.units.map((unit) => unit.code)
      : [];
const find = (text: string, at?: string) =>
  codes(index.findCommune(text, at === undefined ? undefined : code(at)));

describe('findCommune', () => {
  it.each([
    ['Tân Cương', '00001'],
    ['xã Tân Cương', '00001'],
    ['Xa tan cuong', '00001'],
    ['x.Tân Cương', '00001'],
    ['xa Tan Cuong, tp Thai Nguyen', '00001'],
    ['Tân Cương Thái Nguyên', '00001'],
    ['Thái Nguyên, Tân Cương', '00001'],
    ['tancuong thainguyen', '00001'],
    ['Tân Cương'.normalize('NFD'), '00001'],
    ['TÂN\u200b CƯƠNG', '00001'],
    ['Taan Cuwowng, Thais Nguyeen', '00001'],
    ['Ta6n Cu7o7ng', '00001'],
    ['Thịnh Đức', '00001'],
    ['thôn Soi Vàng, xã Tân Cương, TP Thái Nguyên, Thái Nguyên', '00001'],
    ['nhà em ở Tân Cương', '00001'],
    ['Tân Cương cũ ạ', '00001'],
    ['xóm Gò Pháo Tân Cương Thái Nguyên Việt Nam', '00001'],
    ['chợ rã bắc kạn', '00004'],
    ['xã Chợ Rã, Bắc Kạn, nay là Thái Nguyên', '00004'],
    ['P12 gò vấp hcm', '00008'],
    ['phường 12 quận Bình Thạnh', '00009'],
    ['phuong 012, Q. Go Vap, TPHCM', '00008'],
    ['Phú Hội, tt huế', '00007'],
    ['huyện Lý Sơn', '00012'],
    ['Li Son', '00012'],
  ])('finds one commune in "%s"', (text, found) => {
    expect(index.findCommune(text)).toMatchObject({ kind: 'one', unit: { code: found } });
  });

  it.each([
    ['Tan Cuonh', '00001'],
    ['Tan Cung', '00001'],
    ['Tna Cuong', '00001'],
    ['xa Tan Cuonhg', '00001'],
    ['Tan Cuonh Thai Nguyen', '00001'],
    ['Tan Cuong, Thai Nguyn', '00001'],
    ['Phan Dinh Pung', '00005'],
    ['fan dinh phun', '00005'],
    ['thon 3 xa tan cuonh thai nguyen', '00001'],
  ])('forgives the slips of "%s"', (text, found) => expect(find(text)).toEqual([found]));

  it('says which old unit led to the new one, and nothing for a name of today', () => {
    expect(index.findCommune('Thịnh Đức')).toMatchObject({ via: 'Xã Thịnh Đức' });
    expect(index.findCommune('huyện Ba Bể')).toMatchObject({ kind: 'one', via: 'Huyện Ba Bể' });
    expect(index.findCommune('Tân Cương')).not.toHaveProperty('via');
  });

  it('lists the communes of an old district', () => {
    expect(index.findCommune('huyện Đại Từ')).toMatchObject({
      kind: 'several',
      via: 'Huyện Đại Từ',
      total: 2,
      units: [{ code: '00002' }, { code: '00003' }],
    });
  });

  it('takes a bare name of both for the commune', () => expect(find('Đại Từ')).toEqual(['00002']));

  it('lists the communes an old one was divided among', () => {
    expect(index.findCommune('xã Na Mao, Đại Từ')).toMatchObject({
      kind: 'several',
      via: 'Xã Na Mao',
      total: 2,
    });
  });

  it('keeps a tie a tie, and says which of it came through an old name', () => {
    const match = index.findCommune('Trưng Vương');
    expect(match).toMatchObject({ kind: 'several', total: 2 });
    expect(match).toMatchObject({ oldNames: { '00005': 'Phường Trưng Vương', '00006': 'Xã Trưng Vương' } });
    expect(match).not.toHaveProperty('via');
  });

  it('narrows a tie by diacritics when the person typed any', () => {
    expect(find('tan lap')).toEqual(['00013', '00010', '00011']);
    expect(find('Tân Lập')).toEqual(['00013', '00010']);
    expect(find('Tấn Lập')).toEqual(['00011']);
  });

  it('narrows a tie by the kind of unit typed', () => {
    expect(find('phường Trưng Vương')).toEqual(['00005']);
    expect(find('x. Trưng Vương')).toEqual(['00006']);
  });

  it('narrows a tie by an old or new province, in the text or known before', () => {
    expect(find('Trưng Vương, Bắc Giang')).toEqual(['00006']);
    expect(find('Trưng Vương Bắc Ninh')).toEqual(['00006']);
    expect(find('Trưng Vương', '19')).toEqual(['00005']);
    expect(find('Trưng Vương, Bắc Giang', '19')).toEqual(['00005']);
  });

  it('prefers exact over slips', () => {
    const two = createUnitIndex(
      [...units, commune('00020', 'Xã Tân Cường', '24'), commune('00021', 'Xã Tân Cươm', '24')],
      aliases,
    );
    expect(codes(two.findCommune('tan cuong'))).toEqual(['00020', '00001']);
    expect(codes(two.findCommune('tan cuom'))).toEqual(['00021']);
  });

  it('bears a wrong old district within the province', () => {
    expect(find('Tân Cương, huyện Đại Từ, Thái Nguyên')).toEqual(['00001']);
  });

  it.each([
    ['Tân Cương Bắc Giang'],
    ['Tân Cương Thượng'],
    ['không biết'],
    ['chưa biết'],
    ['cảm ơn'],
    ['12'],
    ['abc'],
    [''],
    ['🍵'],
    ['tôi không rõ xã nào'],
  ])('finds none in "%s"', (text) => expect(index.findCommune(text)).toEqual({ kind: 'none' }));

  it.each([['x'], ['xã '], ['Tân '], ['1,']])('stays quick and finds none in thousands of "%s"', (word) => {
    expect(index.findCommune(word.repeat(3000))).toEqual({ kind: 'none' });
  });

  it('finds none in a province alone, and says which it is', () => {
    expect(index.findCommune('Thái Nguyên')).toMatchObject({ kind: 'none', province: { code: '19' } });
    expect(index.findCommune('tỉnh Bắc Kạn')).toMatchObject({ kind: 'none', province: { code: '19' } });
  });

  it('tells the old city of a province from the province', () => {
    expect(find('tp Thái Nguyên')).toEqual(['00005', '00001']);
  });

  it('shows at most eight and counts all', () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      commune(`0010${n}`, 'Xã Hòa Bình', n % 2 ? '19' : '24'),
    );
    const match = createUnitIndex([...units, ...many], []).findCommune('hoa binh');
    expect(match).toMatchObject({ kind: 'several', total: 12 });
    expect(codes(match)).toHaveLength(8);
  });
});
