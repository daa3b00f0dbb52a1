/**
 * Composition root: the only place that constructs adapters. Opens everything in order, and closes what is open in
 * the reverse order, also when something in the middle fails.
 */
import { announcingOf, requireKnownUnits } from './app/announcing.ts';
import { calendarPages } from './app/calendar.ts';
import { startChannels } from './app/channels.ts';
import { type OpenDatabase, openDatabase } from './app/database.ts';
import { fileLinksOf } from './app/files.ts';
import { type Knowledge, loadKnowledge } from './app/knowledge.ts';
import { openMedia } from './app/media.ts';
import { openPages, openSeatCodes } from './app/pages.ts';
import { handlersOf, type Services, startServices } from './app/services.ts';
import { type Simulator, startSimulator } from './app/simulator.ts';
import { type OpenZalo, openZalo } from './app/zalo.ts';
import type { Config } from './config.ts';
import { dayOf } from './core/calendar.ts';
import { parseReference } from './flow/reference.ts';
import type { Channel, Clock, Jobs, Log, Texts } from './ports.ts';
import { createJobs } from './queue/jobs.ts';
import type { Deps } from './service/deps.ts';
import type { Intake } from './service/intake.ts';
import { createSettler } from './service/settle.ts';
import { checkInRoutes } from './web/check-in/routes.tsx';
import type { FileLinks } from './web/file-link.ts';
import { fileRoutes } from './web/files.ts';
import { healthRoutes } from './web/health.ts';
import { closeServer, Hono, listen } from './web/server.ts';
import { verifyRoutes } from './web/verify.tsx';
import { webhookRoutes } from './web/webhooks.ts';
import { zaloRoutes } from './web/zalo.ts';

export interface RunningApp {
  readonly version: string;
  readonly url: string;
  readonly port: number;
  readonly simulatorUrl: string | null;
  readonly dataPath: string;
  readonly texts: Texts;
  readonly deps: Deps;
  readonly intake: Intake;
  /** What otherwise happens by itself every few seconds, once and now: sweep, seats, reminders. */
  tick(): Promise<void>;
  /** Ends what is under way and closes everything; safe to call twice. */
  stop(): Promise<void>;
}

/** What tests and the terminal add or replace. */
export interface AppExtras {
  readonly clock?: Clock;
  readonly channels?: readonly Channel[];
  readonly jobs?: Jobs;
  readonly onTurn?: Deps['onTurn'];
  /** No web server, no simulator, no polling: only the services. */
  readonly quiet?: boolean;
}

const systemClock: Clock = { now: () => Date.now() };

/** Starts the service. @throws ConfigError with every fault found */
export async function startApp(config: Config, log: Log, extras: AppExtras = {}): Promise<RunningApp> {
  const closers: (() => Promise<void>)[] = [];
  const opening: Opening = {
    config,
    log,
    extras,
    clock: extras.clock ?? systemClock,
    closing(thing, close) {
      closers.push(() => close(thing));
      return thing;
    },
  };
  const stop = async (): Promise<void> => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) {
      await close().catch((error: unknown) => log.warn({ error }, 'not closed cleanly'));
    }
  };
  try {
    return await open(opening, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What every part is opened with; `closing` notes how a part is closed again. */
interface Opening {
  readonly config: Config;
  readonly log: Log;
  readonly extras: AppExtras;
  readonly clock: Clock;
  closing<T>(thing: T, close: (thing: T) => Promise<void>): T;
}

async function open(opening: Opening, stop: () => Promise<void>): Promise<RunningApp> {
  const { config, log, extras, clock, closing } = opening;
  const knowledge = loadKnowledge();
  const database = closing(await openDatabase(config, log), (it) => it.close());
  await loadRules(opening, knowledge, database);
  const settler = closing(createSettler({ store: database.store, clock, log }), (it) => it.flush());
  const simulated = config.simulator && extras.quiet !== true;
  const simulator = simulated
    ? closing(await startSimulator(database.store, clock), (it) => it.close())
    : null;
  const files = fileLinksOf(config);
  const zalo = await openZalo(config, {
    store: database.store,
    log,
    files,
    isKnown: (payload) => parseReference(payload).flow in knowledge.book.flows,
    standIn: standInOf(config, simulator),
  });
  const deps = await openDeps(opening, knowledge, database, { simulator, zalo });
  const services = closing(startServices(config, deps, settler, knowledge), (it) => it.close());
  const web =
    extras.quiet === true ? null : await openWeb(opening, deps, services.intake, { simulator, zalo, files });
  if (config.role !== 'web') await deps.jobs.work(handlersOf(services));
  if (extras.quiet !== true) await startWork(opening, deps, services);
  const port = web?.port ?? 0;
  const url = `http://localhost:${port}`;
  return {
    version: knowledge.version,
    url,
    port,
    simulatorUrl: simulator === null ? null : `${url}/simulator`,
    dataPath: database.path,
    texts: knowledge.texts,
    deps,
    intake: services.intake,
    tick: services.tick,
    stop,
  };
}

/** Rules that statements read from tables; what of the handbook is over is told. */
async function loadRules(
  { config, clock, log }: Opening,
  { reminders: { rules, holidays }, retired }: Knowledge,
  { store }: OpenDatabase,
): Promise<void> {
  for (const where of retired(dayOf(clock.now()))) log.warn({ where }, 'handbook: a section is over');
  await store.loadReminders(rules, holidays, clock.now());
  await store.announcements.loadCaps(config.announcementCaps);
}

/** What stands on the other side: stand-ins, and the Zalo account with its pages. */
interface Outside {
  readonly simulator: Simulator | null;
  readonly zalo: OpenZalo;
  readonly files: FileLinks | null;
}

/** The stand-in of Zalo speaks for us only while no real account does. */
const standInOf = ({ zalo }: Config, simulator: Simulator | null) =>
  zalo === null ? (simulator?.zalo ?? null) : null;

/** What the services work with. */
async function openDeps(
  { config, log, extras, clock, closing }: Opening,
  { texts, book, library, registry, enrol }: Knowledge,
  { url, store }: OpenDatabase,
  { simulator, zalo }: Omit<Outside, 'files'>,
): Promise<Deps> {
  const openJobs = () => createJobs(jobsBackend(config, url), log, { graceMs: config.graceMs });
  const jobs = closing(extras.jobs ?? (await openJobs()), (it) => it.close());
  const telegram = simulator?.telegram ?? null;
  const known = { ...(await library(store)), announcing: announcingOf(config) };
  requireKnownUnits(config, known.units);
  const extra = extras.channels ?? [];
  const channels = startChannels(config, log, { telegram, zalo: zalo.channel, extra, texts });
  const pages = openPages(config, channels);
  const codes = openSeatCodes(config);
  return {
    store,
    jobs,
    clock,
    log,
    library: known,
    channels,
    texts,
    book,
    media: openMedia({
      ...{ dataDir: config.dataDir, store, library: known, registry, enrol, texts, log, clock, pages, codes },
    }),
    codes,
    mediaMaxBytes: config.media.maxBytes,
    ...(pages === undefined ? {} : { pages }),
    ...(extras.onTurn === undefined ? {} : { onTurn: extras.onTurn }),
  };
}

const jobsBackend = ({ jobs }: Config, databaseUrl: string) =>
  jobs.kind === 'redis'
    ? ({ kind: 'redis', url: jobs.url.reveal() } as const)
    : ({ kind: 'postgres', url: databaseUrl } as const);

/** Web roles take in and answer; workers deliver what was planned. Each heals what crashed processes left. */
async function startWork(
  { config, closing }: Opening,
  deps: Deps,
  { intake, sweep, seats, reminders, clerk, broadcast, watch, news }: Services,
): Promise<void> {
  // Nobody else is there: what lies claimed was left by a process that died, and need not wait for its lease.
  await sweep.run((await deps.store.isAlone()) ? 0 : undefined);
  sweep.start();
  seats.start();
  if (config.role !== 'web') reminders.start();
  if (config.role !== 'web') clerk.start();
  if (config.role !== 'web') news.start();
  broadcast.start(config.role === 'web');
  if (config.role === 'worker') return;
  watch.start();
  for (const channel of Object.values(deps.channels)) {
    await closing(channel, (it) => it.stop()).start(intake.accept);
  }
}

async function openWeb(
  { config, closing }: Opening,
  { store, channels, log, texts, media, clock, library, pages, codes }: Deps,
  { receive }: Intake,
  { simulator, zalo, files }: Outside,
) {
  const ready = () =>
    store.ping().then(
      () => true,
      () => false,
    );
  const app = new Hono();
  app.route('/', healthRoutes(ready, Object.values(channels)));
  app.route('/', webhookRoutes({ channels: Object.values(channels), receive, log }));
  app.route('/', zaloRoutes({ ...zalo.pages, texts }));
  app.route('/', verifyRoutes({ store, texts }));
  app.route('/', calendarPages(config, { store, library, texts, clock }));
  if (pages !== undefined) {
    const secure = config.web.publicUrl?.startsWith('https:') ?? false;
    const known = codes === undefined ? {} : { codes };
    app.route('/', checkInRoutes({ store, clock, library, pages, texts, secure, ...known }));
  }
  if (files !== null) app.route('/', fileRoutes({ links: files, media, clock, texts }));
  if (simulator !== null) app.route('/', simulator.routes);
  const { host, port } = config.web;
  const web = closing(await listen(app, { host, port, orNext: true }), (it) => {
    simulator?.hangUp();
    return closeServer(it.server);
  });
  standInOf(config, simulator)?.webhook.register(`http://127.0.0.1:${web.port}/webhooks/zalo`);
  return web;
}
