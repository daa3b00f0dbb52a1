import { describe, expect, it } from 'vitest';
import { unitTitle } from '../../src/core/unit.ts';
import { commune, index, province } from './unit-excerpt.ts';

describe('findProvince', () => {
  it.each([
    ['Thái Nguyên', '19', undefined],
    ['tinh thai nguyen', '19', undefined],
    ['thai nguyn', '19', undefined],
    ['Bắc Kạn', '19', 'Tỉnh Bắc Kạn'],
    ['tỉnh bac giang', '24', 'Tỉnh Bắc Giang'],
    ['tp hcm', '79', undefined],
    ['TP.HCM', '79', undefined],
    ['Sài Gòn', '79', undefined],
    ['tt huế', '46', undefined],
    ['Thừa Thiên Huế', '46', undefined],
    ['em ở Bắc Giang', '24', 'Tỉnh Bắc Giang'],
    ['xã Tân Cương, Thái Nguyên', '19', undefined],
    ['Đại Từ', '19', 'Huyện Đại Từ'],
  ])('reads "%s" as %s', (text, found, via) => {
    const match = index.findProvince(text);
    expect(match).toMatchObject({ kind: 'one', unit: { code: found } });
    expect(match.kind === 'one' ? match.via : null).toBe(via);
  });

  it.each([['không biết'], ['12'], [''], ['Tân Cương']])('finds none in "%s"', (text) => {
    expect(index.findProvince(text)).toEqual({ kind: 'none' });
  });
});

describe('naming a unit', () => {
  it('says the commune and its province', () => {
    expect(unitTitle(commune('1', 'Xã Tân Cương', '19'))).toBe('Xã Tân Cương, tỉnh Thái Nguyên');
    expect(unitTitle(commune('1', 'Phường Gò Vấp', '79'))).toBe('Phường Gò Vấp, thành phố Hồ Chí Minh');
    expect(unitTitle(province('19'))).toBe('Tỉnh Thái Nguyên');
  });

  it('finds a unit by its code', () => {
    expect(index.byCode('00001')?.name).toBe('Xã Tân Cương');
    expect(index.byCode('99999')).toBeUndefined();
  });
});
