/** The routes of the simulator page on two stand-ins, opened and closed around the tests of a file. */
import { afterEach, beforeEach } from 'vitest';
import { adoptSimulated, preparedPeople } from '../../../src/simulator/page/people.ts';
import { type SimulatorRoutes, simulatorRoutes } from '../../../src/simulator/page/routes.tsx';
import { createTelegramStandIn, type TelegramStandIn } from '../../../src/simulator/telegram/stand-in.ts';
import type { StandInOptions } from '../../../src/simulator/zalo/options.ts';
import { createZaloStandIn, type ZaloStandIn } from '../../../src/simulator/zalo/stand-in.ts';

/** Declares the hooks. `State` is what a file looks at of the state the page loads. */
export function pagePlace<State>(invitation?: string, zaloOptions: StandInOptions = {}) {
  let telegram: TelegramStandIn;
  let zalo: ZaloStandIn;
  let page: SimulatorRoutes;
  beforeEach(async () => {
    telegram = await createTelegramStandIn({ limits: null, adopt: adoptSimulated });
    zalo = await createZaloStandIn(zaloOptions);
    page = simulatorRoutes({ telegram, zalo, people: preparedPeople(invitation) });
  });
  afterEach(async () => {
    page.close();
    await telegram.close();
    await zalo.close();
  });
  const get = (path: string) => page.routes.request(`/simulator${path}`);
  const post = (path: string, body: unknown, headers: Record<string, string> = { 'x-simulator': '1' }) =>
    page.routes.request(`/simulator${path}`, {
      method: 'POST',
      body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  return {
    get telegram() {
      return telegram;
    },
    get zalo() {
      return zalo;
    },
    get page() {
      return page;
    },
    get,
    post,
    state: async () => (await (await get('/state')).json()) as State,
  };
}
