/** What one made-up person types, from the first contact to the registration code. */

/** Names have no digits, and the bot says so. */
const inLetters = (n: number): string => [...String(n)].map((digit) => 'abcdeghikl'[Number(digit)]).join('');

/** The typed lines of one registration, first contact included. `n` makes people differ. */
export const linesOf = (n: number): readonly string[] => [
  '/start',
  'tiếng Việt',
  'đồng ý',
  'có',
  'có',
  'không',
  'đăng ký ý tưởng',
  `Người Thử ${inLetters(n)}`,
  `09${String(12_000_000 + n).padStart(8, '0')}`,
  'xã Tân Cương, Thái Nguyên',
  'đúng',
  'bỏ qua',
  'Mật ong hoa rừng',
  'Mật ong nuôi trên đồi keo, quay tay, đóng chai nửa lít, bán ở chợ xã',
  '1',
  '1',
  '1',
  'bỏ qua',
  'gửi luôn',
];
