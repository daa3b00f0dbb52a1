/** The real package, whole: what it holds, that every mapping resolves, and that people find their commune in it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { UnitAlias, UnitCode } from '../../src/core/model.ts';
import { createUnitIndex, type UnitIndex, type UnitMatch } from '../../src/core/unit.ts';
import { splitOfficialName } from '../../src/core/unit-address.ts';
import { fold } from '../../src/core/vietnamese.ts';
import { readDump, readUnits, type UnitSource } from '../../src/store/unit-source.ts';
import { faultsOf } from '../support/faults.ts';

let source: UnitSource;
let index: UnitIndex;
let old: readonly UnitAlias[];
beforeAll(() => {
  source = readUnits();
  index = createUnitIndex(source.units, source.aliases);
  old = source.aliases.filter((alias) => alias.oldName !== '');
});

/** The same numbers at every run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

const plain = (officialName: string): string => fold(splitOfficialName(officialName).rest);
const holds = (match: UnitMatch, code: UnitCode): boolean =>
  match.kind === 'one'
    ? match.unit.code === code
    : match.kind === 'several' && match.units.some((unit) => unit.code === code);

describe('the administrative units', () => {
  it('are 34 provinces, 3,321 communes and 10,977 mappings, with the faults we know of', () => {
    expect(source.report).toEqual({
      provinces: 34,
      communes: 3321,
      mappings: 10_977,
      unknownCodes: 431,
      contradictingCodes: 22,
      emptyOldCodes: 943,
      withoutOldUnit: 5,
      recomposedNames: expect.any(Number),
    });
    expect(source.units).toHaveLength(34 + 3321);
    expect(source.aliases).toHaveLength(10_977);
  });

  it('are NFC, with codes of two and five digits that exist once', () => {
    for (const { code, level, name, provinceName } of source.units) {
      expect(code).toMatch(level === 'province' ? /^\d{2}$/ : /^\d{5}$/);
      expect(name).toMatch(level === 'province' ? /^(Tỉnh|Thành phố) \S/ : /^(Xã|Phường|Đặc khu) \S/);
      expect(provinceName).toMatch(/^(Tỉnh|Thành phố) \S/);
    }
    const names = source.units.map((unit) => unit.name).join();
    const oldNames = old.map((alias) => `${alias.oldName},${alias.oldDistrict},${alias.oldProvince}`).join();
    expect(names + oldNames).toBe((names + oldNames).normalize('NFC'));
    expect(new Set(source.units.map((unit) => unit.code)).size).toBe(source.units.length);
  });

  it('resolve every mapping to a unit in the right province', () => {
    const communes = new Set(
      source.units.filter((unit) => unit.level === 'commune').map((unit) => unit.code),
    );
    expect(source.aliases.filter((alias) => !communes.has(alias.newCode))).toEqual([]);
    expect(new Set(old.map((alias) => alias.oldProvince)).size).toBe(63);
  });

  it.each([
    ['Phường 24', 'Quận Bình Thạnh', 'Phường Bình Thạnh', '79'],
    ['Xã Hiệp Thuận', 'Huyện Hiệp Đức', 'Xã Hiệp Đức', '48'],
  ])('trust the name of the mapping of %s, %s, not its code', (oldName, oldDistrict, name, provinceCode) => {
    const alias = old.find((each) => each.oldName === oldName && each.oldDistrict === oldDistrict);
    expect(index.byCode(alias?.newCode ?? '')).toMatchObject({ name, provinceCode });
  });
});

describe('data that does not add up', () => {
  const table = (name: string, data: readonly object[]) => ({ type: 'table', name, data });
  const dump = (mappings: readonly object[]) => [
    { type: 'header' },
    table('provinces', [{ province_code: '19', name: 'Thái Nguyên', place_type: 'Tỉnh' }]),
    table('wards', [{ ward_code: '00001', name: 'Xã Tân Cương', province_code: '19' }]),
    table('ward_mappings', mappings),
  ];
  const faultsIn = (data: unknown) => faultsOf(() => readDump(data));

  it('stops the start with every count and every mapping that is wrong', () => {
    const faults = faultsIn(dump([{ id: '7', new_ward_name: 'Xã Mới', new_province_name: 'Thái Nguyên' }]));
    expect(faults).toHaveLength(4);
    expect(faults[0]).toBe('Administrative units: 1 provinces in the data package, 34 expected.');
    expect(faults[3]).toBe('Administrative units: no unit "Xã Mới, Thái Nguyên" for mapping 7.');
  });

  it.each([[null], [[]], [{}], [[{ type: 'table', name: 'provinces' }]]])(
    'stops the start for %j',
    (data) => {
      expect(faultsIn(data)).toEqual(['Administrative units: the data package has no table "provinces".']);
    },
  );
});

describe('finding a commune among all of Vietnam', () => {
  it.each([
    ['xã Tân Cương, Thái Nguyên', 'Xã Tân Cương', undefined],
    ['xa Tan Cuong, tp Thai Nguyen', 'Xã Tân Cương', undefined],
    ['p12 go vap hcm', 'Phường An Hội Tây', 'Phường 12'],
    ['đảo lý sơn', 'Đặc khu Lý Sơn', undefined],
    ['Ia Mơ, Chư Prông, Gia Lai', 'Xã Ia Mơ', undefined],
    ['Ea Kar dak lak', 'Xã Ea Kar', undefined],
    ['tt. Chợ Rã, Ba Bể, Bắc Kạn', 'Xã Chợ Rã', 'Thị trấn Chợ Rã'],
  ])('%s is %s', (text, name, via) => {
    const match = index.findCommune(text);
    expect(match).toMatchObject({ kind: 'one', unit: { name } });
    if (via !== undefined) expect(match).toMatchObject({ via });
  });

  it('finds units by their full name (every third)', () => {
    const communes = source.units.filter(({ level }) => level === 'commune');
    for (const unit of communes.filter((_, at) => at % 3 === 0)) {
      expect(holds(index.findCommune(`${unit.name}, ${unit.provinceName}`), unit.code), unit.name).toBe(true);
    }
  });

  it('finds old communes by name, district and province without diacritics (every fifth)', () => {
    for (const alias of old.filter((_, at) => at % 5 === 0)) {
      const text = fold(`${alias.oldName}, ${alias.oldDistrict}, ${alias.oldProvince}`);
      expect(holds(index.findCommune(text), alias.newCode), text).toBe(true);
    }
  });

  it('finds 300 old communes typed without diacritics and with the province only', () => {
    const dice = createDice(1);
    for (let n = 0; n < 300; n++) {
      const alias = old[dice(old.length)];
      if (!alias) continue;
      const text = `${fold(alias.oldName)} ${plain(alias.oldProvince)}`;
      const match = index.findCommune(text);
      // "phuong 12 ho chi minh" fits more wards than a list shows; then the list says so.
      const isCut = match.kind === 'several' && match.total > match.units.length;
      expect(isCut || holds(match, alias.newCode), text).toBe(true);
    }
  });

  it('forgives one wrong letter in at least 97 of 100 old names with their province', () => {
    const dice = createDice(2);
    const letters = 'abcdeghiklmnopqrstuvxy';
    let found = 0;
    for (let n = 0; n < 100; ) {
      const alias = old[dice(old.length)];
      const name = plain(alias?.oldName ?? '');
      if (!alias || name.replace(/ /g, '').length < 5 || /\d/.test(name)) continue;
      let at = dice(name.length);
      while (name[at] === ' ') at = dice(name.length);
      const wrong = name.slice(0, at) + letters[dice(letters.length)] + name.slice(at + 1);
      if (holds(index.findCommune(`${wrong}, ${plain(alias.oldProvince)}`), alias.newCode)) found++;
      n++;
    }
    expect(found).toBeGreaterThanOrEqual(97);
  });

  it.each([
    ['Bình Phước', '75'],
    ['binh duong', '79'],
    ['Thái Nguyên', '19'],
    ['ninh bình', '37'],
    ['Thanh Hoá', '38'],
    ['Bà Rịa Vũng Tàu', '79'],
    ['Thừa Thiên Huế', '46'],
    ['đắc lắc', '66'],
    ['Đà Lạt', '68'],
  ])('the province %s is %s today', (text, code) => {
    expect(index.findProvince(text)).toMatchObject({ kind: 'one', unit: { code } });
  });
});
