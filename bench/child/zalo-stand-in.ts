/** Child of `bench zalo`: the stand-in by itself, with people who wrote a moment ago, so that sending is free. */
import { createZaloStandIn } from '../../src/simulator/zalo/stand-in.ts';

const [port = '0', people = '1'] = process.argv.slice(2);
const made = await createZaloStandIn({
  port: Number(port),
  people: Array.from({ length: Number(people) }, (_, n) => ({
    name: `Người Thử ${n}`,
    follower: true,
    lastInteractionMsAgo: 1000,
  })),
  rate: { appPerMinute: 10_000_000, oaPerMinute: 10_000_000 },
});
const ids = made.view().people.map(({ id }) => id);
console.log(`ready ${JSON.stringify({ token: made.tokens.grant().accessToken, ids })}`);
