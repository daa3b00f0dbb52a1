/** How the check-in page finds people and reads codes; its scripts run in the browser as they are. */
import { describe, expect, it } from 'vitest';

const place = '../../public/check-in';
const { isMeant, fill } = (await import(`${place}/fold.js`)) as {
  isMeant: (
    person: { no: number | null; name: string; phoneEnd: string; spoken: string },
    typed: string,
  ) => boolean;
  fill: (text: string, values: Record<string, string | number>) => string;
};
const { codeIn } = (await import(`${place}/scan.js`)) as { codeIn: (text: string) => string | null };

const person = { no: 5, name: 'Đặng Thị Ánh', phoneEnd: '5678', spoken: '5-083' };

describe('finding somebody', () => {
  it.each([
    '',
    'anh',
    'Ánh',
    'dang thi',
    'thi anh',
    '5',
    '5678',
    '0912345678',
    '678',
    '5-083',
    '5 - 083',
    '5.083',
  ])('fits %j', (typed) => {
    expect(isMeant(person, typed)).toBe(true);
  });
  it.each(['nh', '55', '1234', '78', 'thi dang', '5-084', '55-083'])('does not fit %j', (typed) => {
    expect(isMeant(person, typed)).toBe(false);
  });
});

it('takes the personal code out of a link, and nothing else', () => {
  expect(codeIn('https://t.me/mau?start=k_a-0123456789abcdef')).toBe('k_a-0123456789abcdef');
  expect(codeIn('https://example.vn')).toBeNull();
});

it('fills every place of a text', () => {
  expect(fill('{count}/{of}, {count}', { count: 2, of: 3 })).toBe('2/3, 2');
});
