/**
 * Telegram's own pace, enforced by the stand-in, while people go on chatting: how near the pace the announcement comes,
 * whether the limiter ever had to refuse, and how long replies took.
 */
import { usualLimits } from '../../src/simulator/telegram/pace.ts';
import { createTelegramStandIn, type TelegramStandIn } from '../../src/simulator/telegram/stand-in.ts';
import { percentile, round } from '../report.ts';
import { startService } from './engine.ts';
import { firstAddress, plantPeople, release, type Server, sleep, untilDone } from './place.ts';

/** Messages per second we set out to send, of the 30 Telegram takes. */
const configured = 29;
const chatters = 5;
const chatEveryMs = 900;

export async function measurePace(server: Server, people: number): Promise<object> {
  const database = await server.open('paced');
  const standIn = await createTelegramStandIn({
    limits: usualLimits,
    bounds: { chats: people + 100 },
    adopt: (id) => ({ id, name: `Người Thử ${id}` }),
  });
  const watch = watchLimits(standIn);
  await plantPeople(database, people, true);
  const service = await startService(server, database, standIn.apiRoot, {
    TELEGRAM_BULK_PER_SECOND: String(configured),
  });
  try {
    const { announcements } = database.store;
    const chat = keepChatting(standIn);
    await sleep(2_000);
    const id = await release(announcements);
    await untilDone(announcements, id, (people / 20) * 1_000 + 60_000);
    const latencies = await chat.stop();
    const [run] = await database.rows<{ seconds: number; first: Date; last: Date }>(
      `SELECT extract(epoch FROM max(handed_at) - min(handed_at))::float8 AS seconds FROM parcel
       WHERE cause_id = $1 AND state = 'handed'`,
      [id],
    );
    const seconds = run?.seconds ?? 0;
    const perSecond = (people + chat.during(latencies, seconds)) / seconds;
    return {
      people,
      configuredPerSecond: configured,
      announcementsPerSecond: round(people / seconds),
      withRepliesPerSecond: round(perSecond),
      shareOfPace: round(perSecond / configured, 3),
      limiterViolations: watch.refused(),
      mostInAnySecond: watch.most(),
      replies: latencies.length,
      replyP50Ms: round(percentile(latencies, 0.5), 0),
      replyP95Ms: round(percentile(latencies, 0.95), 0),
    };
  } finally {
    await service.stop();
    await standIn.close();
    await database.close();
  }
}

/** Counts refusals of the limiter and messages within any second. */
export function watchLimits(standIn: TelegramStandIn) {
  const { pace } = standIn.world;
  const take = pace.take;
  let refused = 0;
  const times: number[] = [];
  let most = 0;
  Object.assign(pace, {
    take(...args: Parameters<typeof take>) {
      const seconds = take(...args);
      if (seconds > 0) refused += 1;
      else {
        const now = performance.now();
        times.push(now);
        while ((times[0] ?? now) <= now - 1_000) times.shift();
        most = Math.max(most, times.length);
      }
      return seconds;
    },
  });
  return { refused: () => refused, most: () => most };
}

/** Some people who are not addressed by the announcement go on asking for the menu, each when it was answered. */
function keepChatting(standIn: TelegramStandIn) {
  const latencies: number[] = [];
  let on = true;
  const one = async (no: number): Promise<void> => {
    const id = firstAddress - 1_000 - no;
    while (on) {
      const askedAt = performance.now();
      const answered = answerIn(standIn, id);
      standIn.act({ id, name: `Người Hỏi ${no}` }, { kind: 'text', text: 'menu' });
      await answered;
      latencies.push(performance.now() - askedAt);
      await sleep(chatEveryMs);
    }
  };
  const all = Promise.all(Array.from({ length: chatters }, (_, no) => one(no)));
  return {
    async stop() {
      on = false;
      await all;
      return latencies;
    },
    /** Replies that fell into the time of the announcement, about. */
    during: (said: readonly number[], seconds: number) =>
      Math.min(said.length, (chatters * seconds * 1_000) / (chatEveryMs + percentile(said, 0.5))),
  };
}

function answerIn(standIn: TelegramStandIn, id: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = standIn.watch((event) => {
      if (event.type !== 'message' || event.chat !== id || !event.kept.message.from.is_bot) return;
      stop();
      resolve();
    });
  });
}
