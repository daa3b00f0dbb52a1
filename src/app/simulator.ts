/** Starts the stand-ins and the simulator page, with made-up people, one of them an officer who holds an invitation. */
import type { Hono } from 'hono';
import type { UnitCode } from '../core/model.ts';
import type { Clock, Store } from '../ports.ts';
import { adoptSimulated, preparedPeople } from '../simulator/page/people.ts';
import { simulatorRoutes } from '../simulator/page/routes.tsx';
import { createTelegramStandIn } from '../simulator/telegram/stand-in.ts';
import { createZaloStandIn, type ZaloStandIn } from '../simulator/zalo/stand-in.ts';
import type { StandInAddress } from './channels.ts';
import { invite } from './invitation.ts';

/** Xã Tân Cương, Thái Nguyên: the commune of the made-up officer. */
const simulatedUnit = '05503' as UnitCode;

export interface Simulator {
  readonly telegram: StandInAddress;
  /** Its `url` stands for Zalo's three hosts; register the webhook once the web server listens. */
  readonly zalo: ZaloStandIn;
  readonly routes: Hono;
  /** Ends the page's live streams; the web server would wait for them. */
  hangUp(): void;
  close(): Promise<void>;
}

/** Starts it on a free port of this machine; the page is mounted by the web server. */
export async function startSimulator(store: Pick<Store, 'invite'>, clock: Clock): Promise<Simulator> {
  const telegram = await createTelegramStandIn({ adopt: adoptSimulated });
  const zalo = await createZaloStandIn();
  const { code } = await invite(store, clock, { role: 'commune', units: [simulatedUnit] });
  const page = simulatorRoutes({ telegram, zalo, people: preparedPeople(`i_${code}`) });
  return {
    telegram,
    zalo,
    routes: page.routes,
    hangUp: page.close,
    close: async () => {
      await Promise.all([telegram.close(), zalo.close()]);
    },
  };
}
