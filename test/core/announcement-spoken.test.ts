import { expect, it } from 'vitest';
import { spoken } from '../../src/core/announcement-spoken.ts';

const words = {
  ...{ day: 'ngày', month: 'tháng', year: 'năm', hour: 'giờ', to: 'đến' },
  abbreviations: { HTX: 'hợp tác xã', UBND: 'Ủy ban nhân dân' },
  anybody: { name: 'bà con', commune: 'xã mình', province: 'tỉnh mình', hamlet: 'thôn mình' },
};

it('reads dates, hours and short forms out, and leaves links and signs away', () => {
  const text = '📣 HTX họp 8h30 ngày 5/12/2026 tại UBND xã. Xem https://xa.vn/hop!\nĐến sớm 10-15 phút.';
  expect(spoken(text, words)).toBe(
    'hợp tác xã họp 8 giờ 30 ngày 5 tháng 12 năm 2026 tại Ủy ban nhân dân xã.\nXem\nĐến sớm 10 đến 15 phút.',
  );
});
