/** The stand-in with the real adapter on it, webhooks included, for the tests of this folder. Everybody is made up. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createZaloChannel, type ZaloChannelOptions } from '../../../src/channel/zalo/adapter.ts';
import type { GrantKeeper } from '../../../src/channel/zalo/grant-keeper.ts';
import { fixedToken } from '../../../src/channel/zalo/sdk/mod.ts';
import { InputError } from '../../../src/core/error.ts';
import type { Inbound } from '../../../src/core/message.ts';
import type { Receipt } from '../../../src/ports/receipt.ts';
import type { Channel } from '../../../src/ports.ts';
import type { Deed } from '../../../src/simulator/zalo/deed.ts';
import type { StandInOptions } from '../../../src/simulator/zalo/options.ts';
import { createZaloStandIn, type ZaloStandIn } from '../../../src/simulator/zalo/stand-in.ts';
import { createLogBook, type Logged } from '../log-book.ts';

export interface Pair {
  readonly zalo: ZaloStandIn;
  readonly channel: Channel;
  /** A person who wrote just now. */
  readonly an: string;
  readonly inbounds: Inbound[];
  readonly receipts: Receipt[];
  readonly logged: Logged[];
  /** Reasons for which Zalo's word took our grant. */
  readonly lost: string[];
  /** Lets An do something; gives what came in for it. */
  say(deed: Deed): Promise<Inbound>;
  close(): Promise<void>;
}

/** A keeper whose token never ends. */
export function keeperOf(accessToken: string, lost: string[] = []): GrantKeeper {
  return {
    ...fixedToken(accessToken),
    grant: async () => null,
    refreshIfDue: async () => undefined,
    lost: async (reason) => void lost.push(reason),
    start: () => undefined,
    stop: async () => undefined,
  };
}

export async function createPair(
  standIn: StandInOptions = {},
  options: Partial<ZaloChannelOptions> = {},
): Promise<Pair> {
  const zalo = await createZaloStandIn({
    people: [{ name: 'An (bịa)', lastInteractionMsAgo: 0 }],
    ...standIn,
    switches: { receipts: 'none', seenAfterMs: null, ...standIn.switches },
  });
  const { log, lines } = createLogBook();
  const lost: string[] = [];
  const channel = createZaloChannel({
    appId: zalo.app.id,
    account: zalo.oa.id,
    oaSecrets: [zalo.oa.secret],
    keeper: keeperOf(zalo.tokens.grant().accessToken, lost),
    roots: { openapi: zalo.url, business: zalo.url },
    buttons: true,
    mediaHosts: [new URL(zalo.url).host],
    cardImageUrl: 'https://bot.example.vn/zalo/card.png',
    log,
    // A slow machine must not look like a Zalo that does not answer.
    timeoutMs: 20_000,
    ...options,
  });
  const site = await serve(channel);
  zalo.webhook.register(`${site.url}/webhooks/zalo`);
  const an = zalo.view().people[0]?.id ?? '';
  return {
    ...{ zalo, channel, an, lost, logged: lines, inbounds: site.inbounds, receipts: site.receipts },
    async say(deed) {
      const count = site.inbounds.length;
      await zalo.act(an, deed);
      const inbound = site.inbounds[count];
      if (inbound === undefined) throw new Error(`nothing came in for ${deed.kind}`);
      return inbound;
    },
    async close() {
      await zalo.webhook.idle();
      await channel.stop();
      await zalo.close();
      await site.close();
    },
  };
}

/** Our side of the webhook, without a store. */
async function serve(channel: Channel) {
  const inbounds: Inbound[] = [];
  const receipts: Receipt[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = new Headers(Object.entries(request.headers).map(([key, value]) => [key, String(value)]));
    try {
      const received = channel.receive(headers, Buffer.concat(chunks));
      inbounds.push(...received.inbounds);
      receipts.push(...received.receipts);
      response.writeHead(200).end();
    } catch (error) {
      response.writeHead(error instanceof InputError ? error.status : 500).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    inbounds,
    receipts,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
