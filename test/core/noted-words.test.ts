import { describe, expect, it } from 'vitest';
import { kindOfNote, readNoted } from '../../src/core/noted-words.ts';

describe('a date typed with what it is about', () => {
  it.each([
    ['giấy an toàn thực phẩm hết hạn 12/5/2027', 'giấy an toàn thực phẩm hết hạn', '2027-05-12', 'paper'],
    ['Nhắc tôi giấy ATTP hết hạn ngày 12.5.2027 nhé', 'giấy ATTP hết hạn', '2027-05-12', 'paper'],
    [
      'phieu kiem nghiem che het han 1-6-27, nhac toi nhe',
      'phieu kiem nghiem che het han',
      '2027-06-01',
      'paper',
    ],
    [
      'nộp phí nhãn hiệu trước ngày 20 tháng 3 năm 2027',
      'nộp phí nhãn hiệu trước',
      '2027-03-20',
      'trademark',
    ],
    ['ISO 22000 đánh giá lại vào 03/04/2027', 'ISO 22000 đánh giá lại', '2027-04-03', 'paper'],
    ['12/12/2026 họp hợp tác xã', 'họp hợp tác xã', '2026-12-12', 'other'],
    ['ghi giúp tôi: ngày 5/1/2027 nộp báo cáo', 'nộp báo cáo', '2027-01-05', 'other'],
  ])('%s', (typed, title, day, kind) => {
    expect(readNoted(typed)).toEqual({ title, day, kind });
  });

  it('never guesses a year, and names a day that does not exist', () => {
    expect(readNoted('giấy ATTP hết hạn 12/5').day).toBeNull();
    expect(readNoted('giấy ATTP hết hạn 29/02/2027').day).toBe('impossible');
    expect(readNoted('giấy ATTP hết hạn 29/02/2028').day).toBe('2028-02-29');
  });

  it('has no title where only a day was said', () => {
    expect(readNoted('12/5/2027')).toEqual({ title: '', day: '2027-05-12', kind: 'other' });
  });

  it('keeps words that only begin like a request', () => {
    expect(readNoted('nhắc lịch').day).toBeNull();
    expect(readNoted('ghi nhãn lại 12/5/2027').title).toBe('ghi nhãn lại');
    expect(readNoted('thêm mã vạch 12/5/2027').title).toBe('thêm mã vạch');
  });

  it('knows a trademark before a paper', () => {
    expect(kindOfNote('giấy chứng nhận nhãn hiệu')).toBe('trademark');
    expect(kindOfNote('công bố hợp quy')).toBe('paper');
    expect(kindOfNote('đám cưới')).toBe('other');
  });
});
