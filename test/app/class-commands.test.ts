import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrolFromFile, takeBack } from '../../src/app/enrol-command.ts';
import { writeRoster } from '../../src/app/roster-command.ts';
import { now } from '../contract/store/made-up.ts';
import { aliases, units } from '../core/unit-excerpt.ts';
import { madeUpClass, rulesOf } from '../store/seat-place.ts';
import { type TestStore, testStore } from '../support/database.ts';

const clock = { now: () => now };

describe('an operator at the command line', () => {
  let test: TestStore;
  const folder = mkdtempSync(join(tmpdir(), 'ocop-class-'));
  const file = join(folder, 'list.csv');
  const offering = madeUpClass('LH1008');
  beforeAll(async () => {
    test = await testStore();
    await test.store.loadUnits({ units, aliases, report: {} }, 1);
    await test.store.saveOffering(offering, rulesOf(offering), now);
    writeFileSync(file, 'Họ tên;SĐT;Xã\nNguyễn Văn An;912000001;Tân Cương\n;0912000002;\nTrần Thị Bình;;\n');
  });
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true });
  });
  const writeList = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const view = async () => {
    const found = await test.store.findOffering('LH1008');
    if (found === null) throw new Error('no class');
    return found;
  };
  const names = async () => (await test.store.roster(offering.id)).map(({ name }) => name);

  it('tries a list without enrolling anybody, and gets the coloured copy', async () => {
    const copy = join(folder, 'copy.xlsx');
    const lines = await enrolFromFile(test.store, { view: await view(), file, dryRun: true, copy, at: now });
    expect(lines.join('\n')).toContain('Có chỗ: 2 người.');
    expect(lines.join('\n')).toContain('• Dòng 3: Thiếu họ tên.');
    expect(readFileSync(copy).subarray(0, 2).toString()).toBe('PK');
    expect(await names()).toEqual([]);
  });

  it('enrols it, and hears of a file that is none in plain words', async () => {
    const about = { view: await view(), dryRun: false, copy: undefined, at: now };
    await enrolFromFile(test.store, { ...about, file });
    expect(await names()).toEqual(['Nguyễn Văn An', 'Trần Thị Bình']);
    await expect(enrolFromFile(test.store, { ...about, file: 'package.json' })).rejects.toThrow(
      /Không tìm thấy dòng tên cột/,
    );
    writeFileSync(join(folder, 'phones.csv'), 'SĐT;Xã\n0912000001;Tân Cương\n');
    await expect(enrolFromFile(test.store, { ...about, file: join(folder, 'phones.csv') })).rejects.toThrow(
      /Không tìm thấy dòng tên cột/,
    );
    await expect(enrolFromFile(test.store, { ...about, file: 'nowhere.csv' })).rejects.toThrow(
      /cannot be read/,
    );
  });

  it('takes the list back whole by the number it was given, and only once', async () => {
    const said = await enrolFromFile(test.store, {
      ...{ view: await view(), dryRun: false, copy: undefined, at: now },
      file: writeList('more.csv', 'Họ tên;SĐT\nLê Văn Cường;0912000003\nPhạm Thị Dung;0912000004\n'),
    });
    expect(await names()).toHaveLength(4);
    const [, list = ''] = /unenrol (\d+)/.exec(said.at(-1) ?? '') ?? [];
    expect(await takeBack(test.store, list, now)).toEqual([
      'LH1008: Đã bỏ cả danh sách. Chỗ trống chuyển cho người đang chờ.',
    ]);
    expect(await names()).toEqual(['Nguyễn Văn An', 'Trần Thị Bình']);
    await expect(takeBack(test.store, list, now)).rejects.toThrow(/được bỏ từ trước/);
    await expect(takeBack(test.store, 'LH1008', now)).rejects.toThrow(/no list LH1008/);
  });

  it.each(['docx', 'pdf', 'xlsx'])('writes the list of a class as %s', async (form) => {
    const out = join(folder, `list.${form}`);
    expect(await writeRoster(test.store, { code: 'LH1008', out, clock })).toEqual([out]);
    expect(readFileSync(out).subarray(0, 4).toString('latin1')).toBe(
      form === 'pdf' ? '%PDF' : 'PK\u0003\u0004',
    );
  });

  it('is told which forms there are', async () => {
    const asked = { code: 'LH1008', out: 'list.txt', clock };
    await expect(writeRoster(test.store, asked)).rejects.toThrow(/\.docx, \.pdf or \.xlsx/);
  });
});
