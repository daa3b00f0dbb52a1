import { expect, it } from 'vitest';
import { createLayout } from '../../../src/channel/zalo/layout.ts';

const hour = 3_600_000;

it.each([
  ['a day', undefined, 24 * hour],
  ['as long as told', 30_000, 30_000],
])('believes a refusal of buttons for %s', (_, told, ms) => {
  let now = 0;
  const layout = createLayout(true, () => now, told);
  layout.refused();
  now = ms - 1;
  expect(layout.hasButtons()).toBe(false);
  now = ms;
  expect(layout.hasButtons()).toBe(true);
});

it('never has buttons when none are wanted', () => {
  expect(createLayout(false, () => 0).hasButtons()).toBe(false);
});
