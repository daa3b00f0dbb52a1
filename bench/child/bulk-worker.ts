/**
 * Child of `chaos broadcast`: the part of the service that sends announcements, as a worker process runs it, and nothing
 * else, so that it is back quickly after a kill. SIGUSR2 makes its clock jump an hour back or forth.
 */
import { createTelegramChannel } from '../../src/channel/telegram/adapter.ts';
import { loadTexts } from '../../src/content/texts.ts';
import { createJobs } from '../../src/queue/jobs.ts';
import { createBroadcast } from '../../src/service/broadcast/broadcast.ts';
import { createPace } from '../../src/service/broadcast/pace.ts';
import { createStore } from '../../src/store/store.ts';

const [database = '', apiRoot = '', token = '', perSecond = '0', redis = ''] = process.argv.slice(2);
const nothing = () => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

let offsetMs = 0;
process.on('SIGUSR2', () => {
  offsetMs = [0, 3_600_000, -3_600_000][Math.floor(Math.random() * 3)] ?? 0;
});

const store = createStore({ url: database, log, patienceMs: 3_000 });
const jobs = await createJobs(
  redis === '' ? { kind: 'postgres', url: database } : { kind: 'redis', url: redis },
  log,
);
const deps = {
  store,
  jobs,
  log,
  clock: { now: () => Date.now() + offsetMs },
  texts: loadTexts('locales'),
  media: {
    read: async () => null,
    keep: () => Promise.reject(new Error('no files here')),
    remove: async () => undefined,
  },
  channels: {
    telegram: createTelegramChannel({
      token,
      apiRoot,
      webhook: null,
      log,
      commands: { vi: [], en: [] },
    }),
  },
};
const broadcast = createBroadcast(deps, createPace(deps, { telegram: Number(perSecond) }));
await jobs.work(broadcast.handlers);
broadcast.start(false);
console.log('ready');
