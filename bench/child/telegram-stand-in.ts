/** Child of `bench broadcast`: the Telegram stand-in by itself, without limits; it knows everybody. */
import { createTelegramStandIn } from '../../src/simulator/telegram/stand-in.ts';

const [port = '0'] = process.argv.slice(2);
const made = await createTelegramStandIn({
  port: Number(port),
  limits: null,
  bounds: { chats: 2_000, messagesPerChat: 1 },
  adopt: (id) => ({ id, name: `Người Thử ${id}` }),
});
console.log(`ready ${made.apiRoot}`);
