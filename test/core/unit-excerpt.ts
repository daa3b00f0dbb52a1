/** A small excerpt of units with every kind of trouble (real names, invented mergers); all of Vietnam is tried in test/store. */
import type { AdminUnit, UnitAlias, UnitCode } from '../../src/core/model.ts';
import { createUnitIndex } from '../../src/core/unit.ts';

export const code = (text: string) => text as UnitCode;
const provinces: Readonly<Record<string, string>> = {
  '19': 'Tỉnh Thái Nguyên',
  '24': 'Tỉnh Bắc Ninh',
  '46': 'Thành phố Huế',
  '79': 'Thành phố Hồ Chí Minh',
  '86': 'Tỉnh Vĩnh Long',
  '51': 'Tỉnh Quảng Ngãi',
};
export const province = (at: string): AdminUnit => ({
  code: code(at),
  level: 'province',
  name: provinces[at] ?? '',
  provinceCode: code(at),
  provinceName: provinces[at] ?? '',
});
export const commune = (at: string, name: string, provinceCode: string): AdminUnit => ({
  ...province(provinceCode),
  code: code(at),
  level: 'commune',
  name,
});
const alias = (newCode: string, oldName: string, oldDistrict: string, oldProvince: string): UnitAlias => ({
  newCode: code(newCode),
  oldName,
  oldDistrict,
  oldProvince,
});

export const units = [
  ...Object.keys(provinces).map(province),
  commune('00001', 'Xã Tân Cương', '19'),
  commune('00002', 'Xã Đại Từ', '19'),
  commune('00003', 'Xã Phú Xuyên', '19'),
  commune('00004', 'Xã Chợ Rã', '19'),
  commune('00005', 'Phường Phan Đình Phùng', '19'),
  commune('00006', 'Xã Lạng Giang', '24'),
  commune('00007', 'Phường Thuận Hóa', '46'),
  commune('00008', 'Phường Gò Vấp', '79'),
  commune('00009', 'Phường Bình Thạnh', '79'),
  commune('00010', 'Xã Tân Lập', '19'),
  commune('00011', 'Xã Tấn Lập', '86'),
  commune('00012', 'Đặc khu Lý Sơn', '51'),
  commune('00013', 'Xã Tân Lập', '24'),
];
export const aliases = [
  alias('00001', 'Xã Tân Cương', 'Thành phố Thái Nguyên', 'Tỉnh Thái Nguyên'),
  alias('00001', 'Xã Thịnh Đức', 'Thành phố Thái Nguyên', 'Tỉnh Thái Nguyên'),
  alias('00005', 'Phường Trưng Vương', 'Thành phố Thái Nguyên', 'Tỉnh Thái Nguyên'),
  alias('00002', 'Thị trấn Hùng Sơn', 'Huyện Đại Từ', 'Tỉnh Thái Nguyên'),
  alias('00003', 'Xã Na Mao', 'Huyện Đại Từ', 'Tỉnh Thái Nguyên'),
  alias('00002', 'Xã Na Mao', 'Huyện Đại Từ', 'Tỉnh Thái Nguyên'),
  alias('00004', 'Thị trấn Chợ Rã', 'Huyện Ba Bể', 'Tỉnh Bắc Kạn'),
  alias('00006', 'Thị trấn Vôi', 'Huyện Lạng Giang', 'Tỉnh Bắc Giang'),
  alias('00006', 'Xã Trưng Vương', 'Huyện Lạng Giang', 'Tỉnh Bắc Giang'),
  alias('00007', 'Phường Phú Hội', 'Quận Thuận Hóa', 'Thành phố Huế'),
  alias('00008', 'Phường 12', 'Quận Gò Vấp', 'Thành phố Hồ Chí Minh'),
  alias('00009', 'Phường 12', 'Quận Bình Thạnh', 'Thành phố Hồ Chí Minh'),
  alias('00012', '', '', ''),
];
export const index = createUnitIndex(units, aliases);
