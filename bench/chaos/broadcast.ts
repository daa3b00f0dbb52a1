/**
 * `chaos broadcast`: two workers send an announcement while one of them is killed (-9) at random moments, over and over,
 * and started again, until it is done. Then the ledger is compared with what arrived. With options the queue is wiped, the
 * database goes away, clocks jump and jobs are doubled meanwhile.
 */
import type { AnnouncementId } from '../../src/core/announcement.ts';
import { rowsTogether } from '../../src/service/broadcast/pace.ts';
import { createTelegramStandIn, type TelegramStandIn } from '../../src/simulator/telegram/stand-in.ts';
import { type Database, plantPeople, release, type Server, sleep, startServer } from '../broadcast/place.ts';
import { openTrouble, type Trouble } from './trouble.ts';
import { createDoomed, type Doomed } from './worker.ts';

export interface ChaosOptions {
  readonly kills: number;
  readonly people: number;
  /** Messages per second of both workers together. */
  readonly perSecond: number;
  /** After this nobody is killed any more. */
  readonly atMostSeconds?: number;
  readonly trouble: Trouble;
  readonly note: (line: string) => void;
}

export interface ChaosReport {
  readonly people: number;
  readonly kills: number;
  readonly seconds: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly audience: number;
  /**
   * Kill by kill: sends in flight (asked of the channel, outcome not yet in the ledger), and rows whose outcome nobody knows
   * afterwards. Rows of the one claim a process may have under way can be in doubt as well: they were to be sent next.
   */
  readonly inFlight: readonly number[];
  readonly inDoubt: readonly number[];
  readonly mostCopies: number;
  readonly arrived: number;
  /** Every broken promise in words; empty when all held. */
  readonly faults: readonly string[];
}

/** A send takes this long at the channel, so that kills find some under way. */
const latencyMs = 40;
const noticedMs = 150;

export async function chaosBroadcast(options: ChaosOptions): Promise<ChaosReport> {
  const server = await startServer(5760);
  const standIn = await createTelegramStandIn({
    limits: null,
    bounds: { chats: options.people + 1, messagesPerChat: 10 },
    adopt: (id) => ({ id, name: `Người Thử ${id}` }),
  });
  standIn.faults.order({
    method: 'sendMessage',
    times: Number.MAX_SAFE_INTEGER,
    effect: { kind: 'delay', ms: latencyMs },
  });
  try {
    return await play(options, server, standIn);
  } finally {
    await standIn.close();
    await server.stop();
  }
}

async function play(options: ChaosOptions, server: Server, standIn: TelegramStandIn): Promise<ChaosReport> {
  const database = await server.open('chaos');
  const trouble = await openTrouble(options.trouble, database);
  await plantPeople(database, options.people, true);
  const place = {
    database: trouble.databaseUrl,
    apiRoot: standIn.apiRoot,
    token: standIn.token,
    perSecond: options.perSecond,
    redis: trouble.redisUrl,
  };
  const workers = [await createDoomed(place), await createDoomed(place)];
  const startedAt = performance.now();
  try {
    await Promise.all(workers.map((worker) => worker.start()));
    const id = await release(database.store.announcements);
    const stopTrouble = trouble.begin(workers);
    const killed = await keepKilling(options, database, id, workers);
    await stopTrouble();
    await Promise.all(workers.filter((worker) => !worker.isUp()).map((worker) => worker.start()));
    await ended(database, id);
    return await compare(options, { database, id, standIn, killed, startedAt });
  } finally {
    for (const worker of workers) await worker.close();
    await trouble.close();
    await database.close();
  }
}

interface Killed {
  readonly inFlight: readonly number[];
  readonly inDoubt: readonly number[];
}

/** Kills as often as asked, spread over the rows still to go; most hit a worker at work, some one that has just begun. */
async function keepKilling(
  { kills, people, note, atMostSeconds = Number.POSITIVE_INFINITY }: ChaosOptions,
  database: Database,
  id: AnnouncementId,
  workers: readonly Doomed[],
): Promise<Killed> {
  const inFlight: number[] = [];
  const inDoubt: number[] = [];
  const starting: Promise<void>[] = [];
  const known = new Set<string>();
  const until = performance.now() + atMostSeconds * 1_000;
  while (inFlight.length < kills && performance.now() < until && (await isOpen(database, id))) {
    await untilShare(database, id, (inFlight.length / (kills + 2)) * people);
    const victim = await nextVictim(workers, inFlight.length % 5 !== 4);
    await sleep(Math.random() * 100);
    await victim.kill();
    // The server takes a moment to notice that a connection is gone.
    await sleep(noticedMs);
    const fresh = (await inDoubtNow(database, id)).filter((account) => !known.has(account));
    for (const account of fresh) known.add(account);
    // A starved machine may cost another worker its connection too; what it was sending is in doubt as well.
    inFlight.push(fresh.filter((account) => workers.some((worker) => worker.hasAsked(account))).length);
    inDoubt.push(fresh.length);
    if (inFlight.length % 10 === 0) note(`${inFlight.length} kills, ${known.size} rows in doubt so far`);
    starting.push(victim.start());
  }
  await Promise.all(starting);
  return { inFlight, inDoubt };
}

/** Any worker that is up, at random; with `sending` one that is at work. Waits for it. */
async function nextVictim(workers: readonly Doomed[], sending: boolean): Promise<Doomed> {
  for (let waited = 0; ; waited += 1) {
    const ready = workers.filter((worker) => (sending && waited < 200 ? worker.isSending() : worker.isUp()));
    const victim = ready[Math.floor(Math.random() * ready.length)];
    if (victim !== undefined) return victim;
    await sleep(20);
  }
}

/** Accounts of rows whose outcome nobody knows, those a dead process held included. */
async function inDoubtNow(database: Database, id: AnnouncementId): Promise<readonly string[]> {
  await database.store.announcements.giveUpLost(600_000, Date.now());
  const rows = await database.rows<{ address: string }>(
    `SELECT address FROM parcel WHERE cause_id = $1 AND state = 'unknown'`,
    [id],
  );
  return rows.map(({ address }) => address);
}

/** Not planned yet, or something is still to go. */
async function isOpen(database: Database, id: AnnouncementId): Promise<boolean> {
  const [row] = await database.rows<{ open: boolean }>(
    `SELECT count(*) FILTER (WHERE state IN ('planned', 'claimed')) > 0 OR count(*) = 0 AS open FROM parcel WHERE cause_id = $1`,
    [id],
  );
  return row?.open ?? true;
}

/** Waits until so many rows have come to an end, at most a few seconds. */
async function untilShare(database: Database, id: AnnouncementId, rows: number): Promise<void> {
  for (let waited = 0; waited < 100; waited += 1) {
    const [row] = await database.rows<{ ended: number }>(
      `SELECT count(*)::int AS ended FROM parcel WHERE cause_id = $1 AND state NOT IN ('planned', 'claimed')`,
      [id],
    );
    if ((row?.ended ?? 0) >= rows) return;
    await sleep(50);
  }
}

const patienceMs = 180_000;

async function ended(database: Database, id: AnnouncementId): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    if ((await database.store.announcements.announcement(id))?.state === 'done') return;
    await sleep(200);
  }
}

interface Played {
  readonly database: Database;
  readonly id: AnnouncementId;
  readonly standIn: TelegramStandIn;
  readonly killed: Killed;
  readonly startedAt: number;
}

/** The ledger beside what stands in the chats. */
async function compare({ people, perSecond }: ChaosOptions, played: Played): Promise<ChaosReport> {
  const { database, id, standIn, killed, startedAt } = played;
  const rows = await database.rows<{ address: string; state: string }>(
    'SELECT address, state FROM parcel WHERE cause_id = $1',
    [id],
  );
  const found = await database.store.announcements.announcement(id);
  const copies = new Map(
    rows.map(({ address }) => [address, standIn.chat(Number(address))?.kept.length ?? 0]),
  );
  const counts: Record<string, number> = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  const mostCopies = Math.max(...copies.values());
  const report = {
    people,
    kills: killed.inFlight.length,
    seconds: Math.round((performance.now() - startedAt) / 1000),
    rows: counts,
    audience: found?.audienceCount ?? -1,
    ...killed,
    mostCopies,
    arrived: [...copies.values()].filter((count) => count > 0).length,
  };
  const missing = rows.filter(({ state, address }) => state === 'handed' && copies.get(address) === 0).length;
  return {
    ...report,
    faults: faultsOf(report, rowsTogether(1_000 / perSecond), found?.state ?? 'gone', missing),
  };
}

function faultsOf(
  report: Omit<ChaosReport, 'faults'>,
  claim: number,
  state: string,
  missing: number,
): readonly string[] {
  const sum = Object.values(report.rows).reduce((total, count) => total + count, 0);
  const doubt = report.inDoubt.findIndex((count, at) => count > (report.inFlight[at] ?? 0) + claim);
  const { handed = 0, unknown = 0 } = report.rows;
  return [
    state === 'done' ? '' : `the announcement is ${state}`,
    sum === report.people && report.audience === sum
      ? ''
      : `${report.people} people, ${sum} rows, audience ${report.audience}`,
    handed + unknown === report.people ? '' : `lost or failed rows: ${JSON.stringify(report.rows)}`,
    report.mostCopies <= 1 ? '' : `somebody got it ${report.mostCopies} times`,
    missing === 0 ? '' : `${missing} rows say handed, but nothing arrived`,
    doubt < 0
      ? ''
      : `kill ${doubt + 1}: ${report.inDoubt[doubt]} in doubt, but only ${report.inFlight[doubt]} sends in flight`,
  ].filter((fault) => fault !== '');
}
