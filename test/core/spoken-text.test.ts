import { describe, expect, it } from 'vitest';
import { fanPagePost, loudspeakerText, spoken } from '../../src/core/spoken-text.ts';

const anybody = {
  name: 'bà con',
  commune: 'xã mình',
  province: 'tỉnh mình',
  hamlet: 'thôn mình',
  code: 'TB-0001',
};
const frame = { opening: 'A lô, a lô.', again: 'Xin nhắc lại.', closing: 'Xin cảm ơn bà con đã lắng nghe.' };

describe('spoken words', () => {
  it.each([
    ['Họp lúc 8h00 ngày 05/12/2026', 'Họp lúc 8 giờ ngày 5 tháng 12 năm 2026.'],
    ['Bắt đầu 13:30 ngày 5/12', 'Bắt đầu 13 giờ 30 phút ngày 5 tháng 12.'],
    ['UBND xã mời HTX, THT', 'Ủy ban nhân dân xã mời hợp tác xã, tổ hợp tác.'],
    ['Gọi 0912 345 678', 'Gọi 0 9 1 2 3 4 5 6 7 8.'],
    ['Hỗ trợ 50% tiền thuê gian hàng', 'Hỗ trợ 50 phần trăm tiền thuê gian hàng.'],
    ['Xem tại https://ocop.example.vn/hoi-cho 🎉', 'Xem tại.'],
    ['Sản phẩm OCOP 3 sao', 'Sản phẩm Ô-cốp 3 sao.'],
  ])('of "%s" are "%s"', (written, said) => {
    expect(spoken(written)).toBe(said);
  });

  it('go one sentence a line, so that the reader finds their breath', () => {
    expect(spoken('Mời bà con dự họp. Nhớ mang mẫu sản phẩm!')).toBe(
      'Mời bà con dự họp.\nNhớ mang mẫu sản phẩm!',
    );
  });
});

describe('other forms of an announcement', () => {
  const content = {
    texts: { vi: 'Chào {tên}, {xã} có hội chợ 8h ngày 5/12. Xem https://ocop.example.vn' },
    buttons: [{ kind: 'link', label: 'Xem gian hàng', url: 'https://ocop.example.vn/gian-hang' } as const],
  };

  it('for the loudspeaker name nobody, have no links and say it twice', () => {
    const said = 'Chào bà con, xã mình có hội chợ 8 giờ ngày 5 tháng 12.\nXem.';
    expect(loudspeakerText(content, anybody, frame)).toBe(
      ['A lô, a lô.', said, 'Xin nhắc lại.', said, 'Xin cảm ơn bà con đã lắng nghe.'].join('\n\n'),
    );
  });

  it('for the fan page keep the links and end with tags', () => {
    expect(fanPagePost(content, anybody, ['OCOP', 'HoiCho'])).toBe(
      'Chào bà con, xã mình có hội chợ 8h ngày 5/12. Xem https://ocop.example.vn\n\nXem gian hàng: https://ocop.example.vn/gian-hang\n\n#OCOP #HoiCho',
    );
  });
});
