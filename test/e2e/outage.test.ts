/** The database or the network goes away for seconds and comes back: nothing is lost, everybody is answered, the process lives. */
import { afterEach, expect, it, vi } from 'vitest';
import { type Line, openLine } from '../queue/line.ts';
import { patience } from '../support/patience.ts';
import { freePort } from '../support/port.ts';
import { codeInText, type House, openHouse, testMs } from './house.ts';

const secret = 'made-up-secret-of-this-test';
const people = [701, 702, 703, 704];

let house: House;
let line: Line;
afterEach(async () => {
  await house.close();
  await line.close();
}, testMs);

/** The same address, but over a line that can be cut. */
async function overLine(address: string): Promise<string> {
  const url = new URL(address);
  line = await openLine({ host: url.hostname, port: Number(url.port) });
  url.port = String(line.port);
  return url.href;
}

const ready = async () => (await fetch(`${house.app.url}/readyz`)).status;
const ideas = () => house.rows('SELECT count(*)::int AS n, count(DISTINCT contact_id)::int AS of FROM idea');

it(
  'with polling, people who write while the database is away are all answered afterwards',
  async () => {
    house = await openHouse({ through: overLine });
    const all = people.map((id) => house.person(id));
    await Promise.all(all.map((one) => one.walk(0, 12)));
    await line.cut();
    const asked = Promise.all(all.map((one) => one.walk(12)));
    await vi.waitUntil(() => house.log().includes('telegram: getting updates failed'), patience);
    await expect.poll(ready, patience).toBe(503);
    expect((await fetch(`${house.app.url}/healthz`)).status).toBe(200);
    await line.mend();
    await asked;
    for (const one of all) await one.hears(codeInText);
    expect(await ideas()).toEqual([{ n: people.length, of: people.length }]);
    await expect.poll(ready, patience).toBe(200);
  },
  testMs,
);

it(
  'with webhooks, Telegram hears 503 and delivers again',
  async () => {
    const port = String(await freePort());
    house = await openHouse({
      through: overLine,
      env: { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, TELEGRAM_WEBHOOK_SECRET: secret },
    });
    expect(house.app.port).toBe(Number(port));
    await vi.waitUntil(() => house.standIn.world.webhook !== null, patience);
    const all = people.map((id) => house.person(id));
    await Promise.all(all.map((one) => one.walk(0, 12)));
    await line.cut();
    const asked = Promise.all(all.map((one) => one.walk(12)));
    // The line may break under a call first; what comes after it is refused.
    await expect.poll(() => house.standIn.world.webhook?.lastError?.words, patience).toContain('503');
    await line.mend();
    await asked;
    for (const one of all) await one.hears(codeInText);
    expect(await ideas()).toEqual([{ n: people.length, of: people.length }]);
  },
  testMs,
);

it(
  'connections that die between a turn and its receipt do no harm',
  async () => {
    house = await openHouse({ through: overLine });
    const all = people.map((id) => house.person(id));
    const walks = Promise.all(all.map((one) => one.walk(0)));
    for (let n = 0; n < 5; n += 1) {
      const heard = () => all.reduce((sum, one) => sum + one.heard().length, 0);
      const before = heard();
      await vi.waitUntil(() => heard() >= Math.min(before + 8, people.length * 19), patience);
      await line.cut();
      await line.mend();
    }
    await walks;
    for (const one of all) await one.hears(codeInText);
    expect(await ideas()).toEqual([{ n: people.length, of: people.length }]);
    await expect
      .poll(() => house.rows("SELECT count(*)::int AS n FROM parcel WHERE state <> 'handed'"), patience)
      .toEqual([{ n: 0 }]);
  },
  testMs,
);

it(
  'the network to Telegram is ridden out: cut lines, pages of a proxy, answers that never come',
  async () => {
    house = await openHouse({ through: overLine });
    const { faults } = house.standIn;
    const one = house.person(people[0] ?? 0);
    await one.walk(0, 6);
    faults.order({ method: 'sendMessage', times: 1, effect: { kind: 'drop_before' } });
    faults.order({ method: 'getUpdates', times: 2, effect: { kind: 'drop_before' } });
    await one.walk(6, 8);
    faults.order({ method: 'sendMessage', times: 1, effect: { kind: 'drop_after' } });
    faults.order({ method: 'getUpdates', times: 1, effect: { kind: 'page' } });
    faults.order({
      method: 'getUpdates',
      times: 1,
      effect: { kind: 'error', code: 502, description: 'Bad Gateway' },
    });
    await one.ask('0912345678');
    await expect
      .poll(() => house.rows("SELECT count(*)::int AS n FROM parcel WHERE state <> 'handed'"), patience)
      .toEqual([{ n: 0 }]);
    const texts = one.heard();
    // What may have arrived is sent once more: at most one text stands twice, and none is missing.
    expect(texts.length - new Set(texts).size).toBeLessThanOrEqual(2);
    expect((await ideas())[0]).toEqual({ n: 0, of: 0 });
  },
  testMs,
);
