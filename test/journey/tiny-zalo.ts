/** A tiny bot's Zalo side on the real adapter: the stand-in in front, its webhook behind. Everybody is made up. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createZaloChannel } from '../../src/channel/zalo/adapter.ts';
import { fixedToken } from '../../src/channel/zalo/sdk/mod.ts';
import { InputError } from '../../src/core/error.ts';
import type { Bubble, Inbound } from '../../src/core/message.ts';
import { createZaloStandIn } from '../../src/simulator/zalo/stand-in.ts';

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

export async function startTinyZalo(answer: (inbound: Inbound) => Bubble | null) {
  const zalo = await createZaloStandIn();
  const channel = createZaloChannel({
    appId: zalo.app.id,
    account: zalo.oa.id,
    oaSecrets: [zalo.oa.secret],
    keeper: {
      ...fixedToken(zalo.tokens.grant().accessToken),
      grant: async () => null,
      refreshIfDue: async () => undefined,
      lost: async () => undefined,
      start: silent,
      stop: async () => undefined,
    },
    roots: { openapi: zalo.url, business: zalo.url },
    buttons: true,
    refusalMs: 0,
    mediaHosts: [new URL(zalo.url).host],
    cardImageUrl: 'https://bot.example.vn/zalo/card.png',
    log,
  });
  const hear = async (inbounds: readonly Inbound[]) => {
    for (const inbound of inbounds) {
      const bubble = answer(inbound);
      if (bubble !== null) await channel.send(inbound.address, bubble, { read: async () => null });
    }
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = new Headers(Object.entries(request.headers).map(([key, value]) => [key, String(value)]));
    try {
      const { inbounds } = channel.receive(headers, Buffer.concat(chunks));
      response.writeHead(200).end();
      await hear(inbounds);
    } catch (error) {
      if (!response.headersSent) response.writeHead(error instanceof InputError ? error.status : 500).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  zalo.webhook.register(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo`);
  return {
    zalo,
    channel,
    async close() {
      await zalo.webhook.idle();
      await zalo.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
