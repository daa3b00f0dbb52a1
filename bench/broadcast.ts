/**
 * `bench broadcast`: announcements against the stand-ins. The bounded run takes about a minute; `--full` sends 10,000 at
 * Telegram's own pace (six minutes), plans and previews a million people and watches the memory meanwhile.
 */
import { measureEngine } from './broadcast/engine.ts';
import { measurePace } from './broadcast/paced.ts';
import { startServer } from './broadcast/place.ts';
import { measurePlanning } from './broadcast/planning.ts';
import type { Bench } from './report.ts';

export const broadcast: Bench = async ({ people, full = false, note }) => {
  const server = await startServer(5730);
  const engineRows = Math.max(people, 1_000);
  try {
    note(`engine on PostgreSQL, ${engineRows} messages`);
    const postgres = await measureEngine(server, 'postgres', engineRows);
    note(JSON.stringify(postgres));
    note(`engine on Redis, ${engineRows} messages`);
    const redis = await measureEngine(server, 'redis', engineRows);
    note(JSON.stringify(redis));
    const paced = full ? 10_000 : 500;
    note(`${paced} people at Telegram's pace, with replies meanwhile`);
    const pace = await measurePace(server, paced);
    note(JSON.stringify(pace));
    note('planning 100,000 people');
    const planning = await measurePlanning(server, 100_000);
    note(JSON.stringify(planning));
    const million = full ? await measurePlanning(server, 1_000_000) : 'with --full';
    return { engine: { postgres, redis }, pace, planning, million };
  } finally {
    await server.stop();
  }
};
