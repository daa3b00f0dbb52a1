/** One of several processes that share a grant: sends at once from many places when it is told to, and says how it went. */
import { createGrantKeeper } from '../../../src/channel/zalo/grant-keeper.ts';
import { createZaloClient, createZaloOAuth } from '../../../src/channel/zalo/sdk/mod.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { createStore } from '../../../src/store/store.ts';

export interface SenderOrder {
  readonly databaseUrl: string;
  readonly key: string;
  readonly account: string;
  readonly app: { readonly id: string; readonly secret: string };
  readonly zalo: string;
  readonly userId: string;
  readonly senders: number;
}

export interface SenderReport {
  readonly sent: number;
  readonly errors: readonly string[];
}

const order = JSON.parse(process.argv[2] ?? '') as SenderOrder;
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const store = createStore({ url: order.databaseUrl, log: silent });
const oauth = createZaloOAuth({
  appId: order.app.id,
  appSecret: order.app.secret,
  root: order.zalo,
  timeoutMs: 20_000,
});
const keeper = createGrantKeeper({
  store: store.zalo(order.account, createSeal(Buffer.from(order.key, 'hex'))).grants,
  oauth,
  log: silent,
  timing: { askAgainAfterMs: [20, 50] },
});
const client = createZaloClient({ tokens: keeper, roots: { openapi: order.zalo, business: order.zalo } });

await store.ping();
process.stdin.once('data', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: order.senders }, (_, n) =>
      client.messages.send(order.userId, { kind: 'text', text: `tin ${process.pid} ${n}` }),
    ),
  );
  const report: SenderReport = {
    sent: results.filter(({ status }) => status === 'fulfilled').length,
    errors: results.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : [])),
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  await keeper.stop();
  await store.close();
  process.exit(0);
});
process.stdout.write('ready\n');
