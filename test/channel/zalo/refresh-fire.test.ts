/** Refresh under fire: two processes with ten senders each on one dead token. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestStore, testStore } from '../../support/database.ts';
import { type GrantPlace, hour, key, openGrantPlace, tokenPath } from './grant-place.ts';
import type { SenderOrder, SenderReport } from './sender-process.ts';

let test: TestStore;
let place: GrantPlace;

beforeAll(async () => {
  test = await testStore();
});
afterAll(() => test.close());
beforeEach(async () => {
  place = await openGrantPlace(test);
});
afterEach(() => place.close());

describe('in two processes with ten senders each', () => {
  let children: ChildProcess[] = [];
  let lines: Interface[] = [];
  afterEach(() => {
    for (const child of children) child.kill();
  });

  async function fire(): Promise<readonly SenderReport[]> {
    const order: SenderOrder = {
      databaseUrl: test.url,
      key: key.toString('hex'),
      account: place.zalo.oa.id,
      app: place.zalo.app,
      zalo: place.zalo.url,
      userId: place.an,
      senders: 10,
    };
    const script = new URL('./sender-process.ts', import.meta.url).pathname;
    children = [1, 2].map(() =>
      spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(order)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      }),
    );
    lines = children.map((child) => createInterface({ input: child.stdout ?? process.stdin }));
    await Promise.all(lines.map(next));
    const reports = lines.map(next);
    for (const child of children) child.stdin?.write('go\n');
    return (await Promise.all(reports)).map((line) => JSON.parse(line) as SenderReport);
  }
  const next = (from: Interface) => new Promise<string>((resolve) => from.once('line', resolve));

  it('refreshes an expired token exactly once, and everybody sends', async () => {
    await place.connect(-hour);
    place.zalo.faults.order({ path: tokenPath, effect: { kind: 'delay', ms: 400 } });
    const reports = await fire();
    expect(reports).toEqual([
      { sent: 10, errors: [] },
      { sent: 10, errors: [] },
    ]);
    expect(place.zalo.tokens.rotations()).toBe(1);
    expect(place.refreshes()).toBe(1);
    expect(place.zalo.chat(place.an)).toHaveLength(20);
  });

  it('refreshes a token that Zalo refuses exactly once, and everybody sends after one repeat', async () => {
    await place.connect();
    await place.zalo.clock.advance(26 * hour);
    place.zalo.faults.order({ path: tokenPath, effect: { kind: 'delay', ms: 400 } });
    const reports = await fire();
    expect(reports.map(({ sent }) => sent)).toEqual([10, 10]);
    expect(place.zalo.tokens.rotations()).toBe(1);
    const refused = place.zalo.calls.list().filter(({ reply }) => reply.includes('-220'));
    expect(refused.length).toBeLessThanOrEqual(20);
    expect(place.zalo.chat(place.an)).toHaveLength(20);
  });

  it('asks for consent, without a loop, when the answer to the refresh was lost', async () => {
    await place.connect(-hour);
    place.zalo.faults.order({ path: tokenPath, effect: { kind: 'drop', when: 'after' } });
    const reports = await fire();
    expect(reports.map(({ sent }) => sent)).toEqual([0, 0]);
    expect(place.zalo.tokens.rotations()).toBe(1);
    expect(place.refreshes()).toBe(2);
    expect(await place.grants.read()).toMatchObject({ state: 'needs_reconsent', reason: 'refresh_lost' });
  });
});
