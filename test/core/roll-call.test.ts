import { describe, expect, it } from 'vitest';
import { type RollRow, readRollCall } from '../../src/core/roll-call.ts';

const row = (no: number, name: string): RollRow => ({ claim: `c${no}`, no, name, state: null });
const rows = [
  row(1, 'Nguyễn Văn Mẫu'),
  row(2, 'Nguyễn Văn Thử'),
  row(7, 'Trần Thị Mẫu'),
  row(12, 'Nguyễn Văn Thử Hai'),
];

describe('what an officer types when calling the roll', () => {
  it.each([
    ['7', ['c7'], 'present'],
    ['1, 7 12', ['c1', 'c7', 'c12'], 'present'],
    ['muộn 2', ['c2'], 'late'],
    ['den muon 2 7', ['c2', 'c7'], 'late'],
    ['có phép 1', ['c1'], 'excused'],
    ['vắng tran thi mau', ['c7'], 'absent'],
    ['có mặt 1', ['c1'], 'present'],
    ['Trần', ['c7'], 'present'],
    ['nguyen van thu', ['c2'], 'present'],
    ['thử hai', ['c12'], 'present'],
    ['late 12', ['c12'], 'late'],
  ])('%s: %j %s', (text, claims, state) => {
    expect(readRollCall(text, rows)).toEqual({ kind: 'mark', claims, state });
  });

  it('adds who is not on the list, with or without diacritics', () => {
    expect(readRollCall('thêm Bùi Thị Mẫu', rows)).toEqual({ kind: 'walk_in', name: 'Bùi Thị Mẫu' });
    expect(readRollCall('Them: Bui Thi Mau ', rows)).toEqual({ kind: 'walk_in', name: 'Bui Thi Mau' });
  });

  it('marks nobody when it is not sure who is meant', () => {
    for (const text of ['3', '1 3', 'mẫu', 'nguyễn văn', 'muộn', '', 'thêm 123', '?'])
      expect(readRollCall(text, rows), text).toBeNull();
  });
});
