/** Planning and previewing many people, and that memory does not grow with them. */
import { round } from '../report.ts';
import { plantPeople, release, type Server } from './place.ts';

const chunkRows = 10_000;

/** Plans one announcement for everybody, then previews the next. */
export async function measurePlanning(server: Server, people: number): Promise<object> {
  const database = await server.open(`planning_${people}`);
  const { announcements } = database.store;
  try {
    await plantPeople(database, people, false);
    const previewed = await timed(() => announcements.countAudience({}, 'official_notice', Date.now()));
    const id = await release(announcements, 'official_notice');
    const memory = [process.memoryUsage().rss];
    const planned = await timed(async () => {
      while ((await announcements.expandSome(id, chunkRows, Date.now())) === 'more')
        memory.push(process.memoryUsage().rss);
      memory.push(process.memoryUsage().rss);
    });
    const again = await timed(() => announcements.countAudience({}, 'official_notice', Date.now()));
    const found = await announcements.announcement(id);
    return {
      people,
      rows: found?.audienceCount,
      planSeconds: round(planned.ms / 1000),
      previewMs: round(previewed.ms, 0),
      previewMsWithCaps: round(again.ms, 0),
      residentMbBefore: round((memory[0] ?? 0) / 1_048_576, 0),
      residentMbMost: round(Math.max(...memory) / 1_048_576, 0),
    };
  } finally {
    await database.close();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const startedAt = performance.now();
  const result = await work();
  return { result, ms: performance.now() - startedAt };
}
