/** Child of `bench zalo`: our Zalo webhook from the raw bytes to the commit, and nothing behind it. */
import { createZaloChannel } from '../../src/channel/zalo/adapter.ts';
import { fixedToken } from '../../src/channel/zalo/sdk/mod.ts';
import { gather } from '../../src/service/gather.ts';
import { createStore } from '../../src/store/store.ts';
import { listen } from '../../src/web/server.ts';
import { webhookRoutes } from '../../src/web/webhooks.ts';

const [url = '', port = '0', appId = '', account = '', secret = ''] = process.argv.slice(2);
const log = { debug() {}, info() {}, warn() {}, error() {} };
const store = createStore({ url, log });
const nothing = () => Promise.resolve();
const keeper = {
  ...fixedToken('made-up'),
  grant: () => Promise.resolve(null),
  refreshIfDue: nothing,
  lost: nothing,
  start: () => undefined,
  stop: nothing,
};
const channel = createZaloChannel({
  appId,
  account,
  oaSecrets: [secret],
  keeper,
  buttons: true,
  mediaHosts: [],
  cardImageUrl: null,
  log,
});
const accept = gather(async (inbounds: Parameters<typeof store.accept>[0]) => {
  await store.accept(inbounds, Date.now());
});
await listen(webhookRoutes({ channels: [channel], receive: ({ inbounds }) => accept(inbounds), log }), {
  host: '127.0.0.1',
  port: Number(port),
  orNext: false,
});
console.log('ready');
