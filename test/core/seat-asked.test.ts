import { expect, it } from 'vitest';
import { seatWishIn } from '../../src/core/seat-asked.ts';

it.each([
  ['tôi không đi được', 'leave'],
  ['mai em ban khong di hoc duoc', 'leave'],
  ['bác xin nghỉ học buổi này', 'leave'],
  ['huỷ chỗ giúp tôi', 'leave'],
  ['tôi không đi lớp LH1016 nữa', 'leave'],
  ['tôi không đi nữa', 'leave'],
  ['I cannot come', 'leave'],
  ['con tôi đi thay', 'substitute'],
  ['tôi không đi được, cho người khác đi thay', 'substitute'],
  ['nhận chỗ', 'accept'],
  ['nhường chỗ', 'decline'],
  ['tôi vẫn đi', 'going'],
  ['cho tôi mã điểm danh', 'myCode'],
  ['không đi thì có sao không', null],
  ['lớp của tôi', null],
  ['học ở đâu', null],
  ['bao giờ đi học', null],
])('“%s” wants %s', (text, wish) => {
  expect(seatWishIn(text)).toBe(wish);
});
