import { describe, expect, it } from 'vitest';
import { parseShare } from '../../src/core/share.ts';

describe('a share as people say it', () => {
  it.each([
    ['toàn bộ lấy trong xã', 'from75'],
    ['100%', 'from75'],
    ['tất cả', 'from75'],
    ['hầu hết', 'from75'],
    ['75%', 'from75'],
    ['trên 80 %', 'from75'],
    ['ba phần tư', 'from75'],
    ['3/4', 'from75'],
    ['9 phần', 'from75'],
    ['hơn nửa', 'from50to75'],
    ['hon nua', 'from50to75'],
    ['70%', 'from50to75'],
    ['khoảng 50 phần trăm', 'from50to75'],
    ['gần 75%', 'from50to75'],
    ['60-80%', 'from50to75'],
    ['2/3', 'from50to75'],
    ['7 phần 10', 'from50to75'],
    ['0,7', 'from50to75'],
    ['một nửa', 'from50to75'],
    ['phần lớn', 'from50to75'],
    ['dưới 50%', 'under50'],
    ['chưa đến một nửa', 'under50'],
    ['30', 'under50'],
    ['một ít thôi', 'under50'],
    ['1/3', 'under50'],
    ['không có', 'under50'],
    ['không biết', 'unsure'],
    ['chưa rõ lắm', 'unsure'],
    ['khong ro', 'unsure'],
  ])('%s → %s', (text, band) => {
    expect(parseShare(text)).toBe(band);
  });

  it.each(['', 'mật ong', '500 kg', '😀'])('is not seen in %j', (text) => {
    expect(parseShare(text)).toBeNull();
  });
});
