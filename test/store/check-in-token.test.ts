import { expect, it } from 'vitest';
import { createCheckInTokens } from '../../src/store/check-in-token.ts';

const tokens = createCheckInTokens(new Uint8Array(32).fill(7));

it('a personal code names its claim, fits a link, and works typed without the prefix', () => {
  for (const claim of ['1', '4711', '9007199254740991']) {
    const token = tokens.make(claim);
    expect(token).toMatch(/^k_[\w-]{3,60}$/);
    expect(tokens.read(token)).toBe(claim);
    expect(tokens.read(` ${token.slice(2)} `)).toBe(claim);
  }
});

it('a forged, shortened or borrowed one is nobody’s', () => {
  const token = tokens.make('4711');
  const other = createCheckInTokens(new Uint8Array(32).fill(8)).make('4711');
  const borrowed = `${tokens.make('4712').split('-')[0]}-${token.split('-').slice(1).join('-')}`;
  for (const forged of [other, borrowed, token.slice(0, -1), `${token}A`, 'k_3mv', '', 'k_-', 'LH1008'])
    expect(tokens.read(forged), forged).toBeNull();
});
