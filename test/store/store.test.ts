import type { AdminUnit, UnitAlias, UnitCode } from '../../src/core/model.ts';
import { createStore } from '../../src/store/store.ts';
import { storeContract } from '../contract/store.ts';
import { testStore } from '../support/database.ts';

const province = (code: string, name: string): AdminUnit => ({
  code: code as UnitCode,
  level: 'province',
  name,
  provinceCode: code as UnitCode,
  provinceName: name,
});
const commune = (code: string, name: string, of: AdminUnit): AdminUnit => ({
  code: code as UnitCode,
  level: 'commune',
  name,
  provinceCode: of.code,
  provinceName: of.name,
});
const thaiNguyen = province('19', 'Tỉnh Thái Nguyên');
const thanhHoa = province('38', 'Tỉnh Thanh Hóa');
const units = [
  thaiNguyen,
  thanhHoa,
  commune('05512', 'Xã Một', thaiNguyen),
  commune('05515', 'Xã Hai', thaiNguyen),
  commune('14869', 'Xã Ba', thanhHoa),
];
const aliases: readonly UnitAlias[] = [];

storeContract('PostgreSQL', async () => {
  const { url, store, close } = await testStore();
  await store.loadUnits({ units, aliases, report: {} }, 0);
  return { store, another: () => createStore({ url, log: { warn() {} } }), close };
});
