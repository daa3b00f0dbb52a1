/**
 * `bench reminders`: 100,000 due on one morning, found, put into words, planned and queued on PostgreSQL and on Redis; and
 * a year of daily passes in simulated time, every chain compared with the plain reading of the rules.
 */
import { loadTexts } from '../src/content/texts.ts';
import { addDays, startOf } from '../src/core/calendar.ts';
import type { Day } from '../src/core/model.ts';
import { dueOn, dueReminders } from '../src/core/reminder.ts';
import type { Jobs } from '../src/ports.ts';
import { createJobs } from '../src/queue/jobs.ts';
import type { JobsBackend } from '../src/queue/link.ts';
import { createReminders } from '../src/service/remind.ts';
import { hasRedis, startRedis } from '../test/queue/redis.ts';
import { type Database, type Server, silent, startServer } from './broadcast/place.ts';
import { holidays, plantCertificates, rules } from './reminders/place.ts';
import { type Bench, percentile, round } from './report.ts';

const certificates = 100_000;
const expiry = '2027-10-01' as Day;
const ofCertificates = rules.filter(({ about }) => about === 'certificate');

export const reminders: Bench = async ({ note }) => {
  const server = await startServer(5760);
  try {
    note('100,000 due at once, jobs on PostgreSQL');
    const postgres = await morning(server, 'm_postgres', (url) => ({ kind: 'postgres', url }));
    note(JSON.stringify(postgres));
    const redis = await onRedis(server, note);
    note('a year of daily passes over 100,000 certificates');
    const year = await wholeYear(server);
    return { morning: { postgres, redis }, year };
  } finally {
    await server.stop();
  }
};

async function onRedis(server: Server, note: (line: string) => void) {
  if (!hasRedis()) return 'DID NOT RUN: no redis-server on this machine';
  note('100,000 due at once, jobs on Redis');
  const redis = await startRedis();
  try {
    return await morning(server, 'm_redis', () => ({
      kind: 'redis',
      url: `redis://127.0.0.1:${redis.port}`,
    }));
  } finally {
    await redis.stop();
  }
}

const residentMb = () => round(process.memoryUsage.rss() / 1024 / 1024, 0);

/** Everybody's window opens on the same morning at eight. */
async function morning(server: Server, name: string, backend: (url: string) => JobsBackend) {
  const database = await server.open(name);
  await plantCertificates(database, certificates, { first: expiry, perDay: certificates });
  const jobs = await createJobs(backend(database.url), silent);
  const eight = startOf(addDays(expiry, -180)) + 8 * 3_600_000;
  const begin = performance.now();
  const lateness: number[] = [];
  const watched: Jobs = {
    ...jobs,
    addAll: async (job, payloads) => {
      await jobs.addAll(job, payloads);
      for (const _ of payloads) lateness.push(performance.now() - begin);
    },
  };
  const texts = loadTexts(new URL('../locales', import.meta.url).pathname);
  const clock = { now: () => eight };
  const before = residentMb();
  const service = createReminders({
    store: database.store,
    clock,
    log: silent,
    jobs: watched,
    texts,
    channels: {},
    // Days of the programme are few and no part of what is measured.
    library: { calendar: { rounds: () => [], reports: () => [], workingDaysAfter: (day) => day } },
  });
  const planned = await service.run();
  const seconds = (performance.now() - begin) / 1000;
  const queued = await jobs.ahead('deliver');
  const result = {
    planned,
    queued,
    seconds: round(seconds),
    limitSeconds: 60,
    latenessP99Seconds: round(percentile(lateness, 0.99) / 1000),
    residentMb: { before, after: residentMb() },
  };
  await jobs.close();
  await database.close();
  return result;
}

/** One pass a day over certificates that end on 1,200 different days. */
async function wholeYear(server: Server) {
  const database = await server.open('a_year');
  const perDay = Math.ceil(certificates / 1_200);
  const [from, to] = ['2027-01-01' as Day, '2027-12-31' as Day];
  await plantCertificates(database, certificates, { first: '2026-10-01', perDay });
  const begin = performance.now();
  for (let on = from; on <= to; on = addDays(on, 1)) {
    const at = startOf(on) + 8 * 3_600_000;
    if ((await database.store.findReminders(on, at)) > 0) await database.store.addressReminders(on, at);
  }
  const seconds = round((performance.now() - begin) / 1000);
  const wrong = await countWrong(database, from, to);
  const [told] = await database.rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM reminder WHERE state = 'told'`,
  );
  await database.close();
  return { days: 365, seconds, limitSeconds: 300, certificates, told: told?.n ?? 0, wrongChains: wrong };
}

/** Compares every certificate's chain with the plain reading, day after day on which something falls due. */
async function countWrong({ rows }: Database, from: Day, to: Day): Promise<number> {
  const found = await rows<{
    anchor: Day;
    chain: string;
    n: number;
  }>(`SELECT anchor::text, chain, count(*)::int AS n FROM (
      SELECT c.id, c.valid_until AS anchor,
        string_agg(r.rule || '=' || coalesce(r.reason, r.state), ' ' ORDER BY r.rule) AS chain
      FROM certificate c LEFT JOIN reminder r ON r.certificate_id = c.id GROUP BY c.id) one GROUP BY anchor, chain`);
  return found
    .filter(({ anchor, chain }) => (chain ?? '') !== expectedChain(anchor, from, to))
    .reduce((sum, { n }) => sum + n, 0);
}

function expectedChain(last: Day, from: Day, to: Day): string {
  const done = new Map<string, string>();
  const days = [from, ...ofCertificates.map((rule) => dueOn(rule, last, holidays))];
  for (const today of [...new Set(days)]
    .filter((day) => day >= from && day <= to)
    .toSorted((a, b) => a.localeCompare(b))) {
    const due = dueReminders(ofCertificates, last, new Set(done.keys()), { today, holidays });
    for (const { rule, why } of due.missed) done.set(rule.id, why);
    if (due.tell !== null) done.set(due.tell.id, 'told');
  }
  return [...done]
    .map(([rule, state]) => `${rule}=${state}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(' ');
}
