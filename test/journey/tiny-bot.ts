/** A tiny bot on the real adapters, so that the page is tried without the whole service. */

import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createTelegramChannel } from '../../src/channel/telegram/adapter.ts';
import type { Bubble, Inbound } from '../../src/core/message.ts';
import { adoptSimulated, preparedPeople } from '../../src/simulator/page/people.ts';
import { simulatorRoutes } from '../../src/simulator/page/routes.tsx';
import { createTelegramStandIn } from '../../src/simulator/telegram/stand-in.ts';
import { startTinyZalo } from './tiny-zalo.ts';

const choose: Bubble = {
  text: 'Kính chào bà con! Chọn một:',
  buttons: [
    { label: 'Gửi số', payload: 'tiny:phone:1' },
    { label: 'Một nhãn dài hơn mười sáu chữ', payload: 'tiny:long:1' },
  ],
};
const askPhone: Bubble = {
  text: 'Số điện thoại?',
  ask: 'phone',
  askLabel: 'Chia sẻ số của tôi',
  buttons: [{ label: 'Bỏ qua', payload: 'tiny:phone:@skip' }],
};

function answer({ input }: Inbound): Bubble | null {
  switch (input.kind) {
    case 'start':
      return input.arg === undefined ? choose : { text: `Lời mời: ${input.arg}` };
    case 'button':
      return input.payload === 'tiny:phone:1' ? askPhone : { text: `Đã chọn ${input.payload}` };
    case 'phone':
      return { text: `Số ${input.phone}${input.own ? ', của chính mình' : ''}` };
    case 'left':
    case 'came_back':
      return null;
    case 'text':
      return { text: `Đã nhận: ${input.text}` };
    default:
      return { text: `Đã nhận ${input.kind}` };
  }
}

export async function startTinyBot() {
  const telegram = await createTelegramStandIn({ limits: null, adopt: adoptSimulated });
  const silent = () => undefined;
  const channel = createTelegramChannel({
    token: telegram.token,
    apiRoot: telegram.apiRoot,
    webhook: null,
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
  await channel.start(async (inbounds) => {
    for (const inbound of inbounds) {
      const bubble = answer(inbound);
      if (bubble !== null) await channel.send(inbound.address, bubble, { read: async () => null });
    }
  });
  const tinyZalo = await startTinyZalo(answer);
  const { zalo } = tinyZalo;
  const page = simulatorRoutes({ telegram, zalo, people: preparedPeople('i_k7qx2mabcd') });
  let server = serve({ fetch: page.routes.fetch, port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const stopWeb = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}/simulator`,
    channel,
    telegram,
    zalo,
    zaloChannel: tinyZalo.channel,
    stopWeb,
    async startWeb() {
      server = serve({ fetch: page.routes.fetch, port });
      await new Promise((resolve) => server.once('listening', resolve));
    },
    async close() {
      page.close();
      await stopWeb();
      await channel.stop();
      await telegram.close();
      await tinyZalo.close();
    },
  };
}
