import { describe, expect, it } from 'vitest';
import { formatPhone, maskPhone, parsePhone } from '../../src/core/phone.ts';
import { fc } from '../support/chance.ts';

/** Made-up numbers throughout. */
const read = (text: string): string => {
  const parsed = parsePhone(text);
  return parsed.ok ? parsed.value.number : parsed.code;
};

describe('parsePhone', () => {
  it.each([
    '0912345678',
    '0912 345 678',
    '0912.345.678',
    '0912-345-678',
    '091 2345 678',
    '0912,345,678',
    '84912345678',
    '+84912345678',
    '+84 (0)912.345.678',
    '84 0912 345 678',
    '0084912345678',
    '912345678',
    'o912345678',
    'O912 345 678',
    '０９１２３４５６７８',
    '0912\u200b345\u00a0678',
    'sđt của em là 0912345678 nhé',
    'sdt: 0912.345.678.',
    'số 0912345678, gọi sau 5h',
    'sinh 1990, 0912345678',
    '0912345678 0912 345 678',
  ])('reads %s', (text) => expect(read(text)).toBe('+84912345678'));

  it.each([
    ['01682345678', '+84382345678'],
    ['1682345678', '+84382345678'],
    ['+841682345678', '+84382345678'],
    ['0120 2345 678', '+84702345678'],
    ['01212345678', '+84792345678'],
    ['01232345678', '+84832345678'],
    ['01992345678', '+84592345678'],
  ])('turns the closed eleven-digit number %s into %s', (text, number) => expect(read(text)).toBe(number));

  it.each([
    ['0438251234', 'phone.unknown'],
    ['(024) 3825 1234', '+842438251234'],
    ['2438251234', '+842438251234'],
    ['0203 3825 123', '+842033825123'],
  ])('reads the landline %s as %s', (text, result) => expect(read(text)).toBe(result));

  it('tells mobile from landline', () => {
    expect(parsePhone('0912345678')).toMatchObject({ value: { kind: 'mobile' } });
    expect(parsePhone('02438251234')).toMatchObject({ value: { kind: 'landline' } });
  });

  it.each([
    ['không có', 'phone.missing'],
    ['', 'phone.missing'],
    ['12', 'phone.short'],
    ['091234567', 'phone.short'],
    ['113', 'phone.short'],
    ['09123456789', 'phone.long'],
    ['0912345678901', 'phone.long'],
    ['+1 415 555 0100', 'phone.foreign'],
    ['0085620123456', 'phone.foreign'],
    ['0112345678', 'phone.unknown'],
    ['0912345678 hoặc 0987654321', 'phone.several'],
    ['0912345678/0987654321', 'phone.several'],
    ['0912345678 - 0987654321', 'phone.several'],
  ])('refuses %s with %s', (text, code) => expect(read(text)).toBe(code));

  it('reads every mobile number however it is grouped', () => {
    const digits = fc
      .tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{8}$/))
      .map((pair) => pair.join(''));
    const prefix = fc.constantFrom('0', '+84', '84', '+84 0', '0084', '');
    const gap = fc.constantFrom('', ' ', '.', '-');
    fc.assert(
      fc.property(digits, prefix, gap, (number, before, between) => {
        const text = `${before}${number.slice(0, 2)}${between}${number.slice(2, 5)}${between}${number.slice(5)}`;
        expect(read(text)).toBe(`+84${number}`);
      }),
    );
  });

  it('never throws and gives nothing but E.164 of Vietnam', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789o+-. ()a,/') }), (text) => {
        const parsed = parsePhone(text);
        if (parsed.ok) expect(parsed.value.number).toMatch(/^\+84(?:[35789]\d{8}|2\d{9})$/);
      }),
    );
  });
});

describe('formatPhone', () => {
  it.each([
    ['+84912345678', '0912 345 678'],
    ['+842438251234', '024 3825 1234'],
    ['+842033825123', '0203 382 5123'],
    ['something else', 'something else'],
  ])('%s → %s', (number, shown) => expect(formatPhone(number)).toBe(shown));

  it('gives a text that reads back as the same number', () => {
    for (const number of ['+84912345678', '+842438251234', '+842033825123'])
      expect(read(formatPhone(number))).toBe(number);
  });
});

describe('maskPhone', () => {
  it('keeps the last three digits only', () => {
    expect(maskPhone('+84912345678')).toBe('•••••••678');
  });

  it('shows nothing of a text too short to be a number', () => {
    expect(maskPhone('113')).toBe('•••');
  });
});
