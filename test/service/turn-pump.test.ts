import { setImmediate as soon } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { ContactId } from '../../src/core/model.ts';
import { createTurnPump } from '../../src/service/turn-pump.ts';
import { patience } from '../support/patience.ts';

const contact = (n: number) => `c${n}` as ContactId;

describe('turns under load', () => {
  it('go in the order of arrival: whoever wrote while their answer was on its way is not put last', async () => {
    const worked: ContactId[] = [];
    let answered = () => {};
    const onItsWay = new Promise<void>((resolve) => {
      answered = resolve;
    });
    const store = {
      turns: async (contactIds: readonly ContactId[]) => {
        worked.push(...contactIds);
        await soon();
        return contactIds.map((id) => [id, { kind: 'done', more: false }]);
      },
    };
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    let first = true;
    const pump = createTurnPump({ store, log } as never, async () => {
      const isFirst = first;
      first = false;
      if (isFirst) await onItsWay;
    });
    pump.work(contact(0));
    await vi.waitFor(() => expect(first).toBe(false), patience);
    // The answer is being sent; its reader writes again before any of the others does.
    pump.work(contact(0));
    for (let n = 1; n <= 200; n += 1) pump.work(contact(n));
    answered();
    await pump.idle();
    const again = worked.lastIndexOf(contact(0));
    expect(worked).toHaveLength(202);
    // One group of others may be under way already.
    expect(again).toBeLessThanOrEqual(70);
  });

  it('are not brought forward by looking again: the sweep gives nobody a place before those who wrote', async () => {
    const worked: ContactId[] = [];
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const store = {
      turns: async (contactIds: readonly ContactId[]) => {
        worked.push(...contactIds);
        await soon();
        return contactIds.map((id) => [id, { kind: 'done', more: false }]);
      },
    };
    const pump = createTurnPump({ store, log } as never, async ({ kind }) => {
      // Whoever waits last is answered, and writes once more; others wrote before.
      if (kind === 'done' && worked.length >= 100 && again++ === 0) pump.work(contact(99));
    });
    let again = 0;
    for (let n = 0; n < 100; n += 1) pump.work(contact(n));
    pump.resume(contact(99));
    for (let n = 100; n < 300; n += 1) pump.work(contact(n));
    await pump.idle();
    expect(worked.filter((id) => id === contact(99))).toHaveLength(2);
    expect(worked.lastIndexOf(contact(99))).toBe(300);
  });
});
