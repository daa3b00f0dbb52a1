import { describe, expect, test, vi } from 'vitest';
import { createClock, isNight, zaloDay } from '../../../src/simulator/zalo/clock.ts';

describe('virtual time', () => {
  test('stands still until it is moved, and runs what falls due in order', async () => {
    const clock = createClock({ startAt: 1000, ticking: false });
    const ran: string[] = [];
    clock.after(20, () => void ran.push(`b at ${clock.now()}`));
    clock.after(10, () => void ran.push(`a at ${clock.now()}`));
    clock.after(10, () => {
      ran.push('a2');
      clock.after(5, () => void ran.push(`nested at ${clock.now()}`));
    });
    const cancel = clock.after(15, () => void ran.push('cancelled'));
    cancel();
    await clock.advance(19);
    expect(ran).toEqual(['a at 1010', 'a2', 'nested at 1015']);
    await clock.advance(1);
    expect(ran.at(-1)).toBe('b at 1020');
    expect(clock.now()).toBe(1020);
    await expect(clock.moveTo(1000)).rejects.toThrow(RangeError);
  });

  test('that ticks follows real time and can be moved ahead', async () => {
    vi.useFakeTimers({ now: 5000 });
    const clock = createClock({ startAt: 1000 });
    const ran: number[] = [];
    clock.after(100, () => void ran.push(clock.now()));
    await vi.advanceTimersByTimeAsync(99);
    expect(ran).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ran).toEqual([1100]);
    clock.after(50_000, () => void ran.push(clock.now()));
    await clock.advance(60_000);
    expect(ran).toEqual([1100, 51_100]);
    expect(clock.now()).toBe(61_100);
    await vi.advanceTimersByTimeAsync(10);
    expect(clock.now()).toBe(61_110);
    clock.close();
    vi.useRealTimers();
  });

  test('knows night and day in Vietnam', () => {
    const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 21, hour - 7, minute);
    expect([isNight(at(21, 59)), isNight(at(22)), isNight(at(5, 59)), isNight(at(6))]).toEqual([
      ...[false, true, true, false],
    ]);
    expect(zaloDay(Date.UTC(2026, 10, 21, 18))).toBe('22/11/2026');
  });
});
