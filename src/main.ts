/** Command line: starts the service with the environment's configuration and stops it cleanly on a signal. */
import { parseArgs } from 'node:util';
import { startApp } from './app.ts';
import { banner } from './banner.ts';
import { readConfig } from './config.ts';
import { ConfigError } from './core/error.ts';
import { createLog } from './log.ts';

/**
 * Under `npm start` a SIGTERM for npm ends npm and its shell, but neither hands it on to us; so we look whether our
 * parent is still there, and take its end for the signal.
 */
function onParentGone(told: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    told();
  }, 250);
  look.unref();
}

const { values } = parseArgs({ options: { role: { type: 'string' } } });

type Stop = (signal: NodeJS.Signals) => void;

/** What a signal does at the moment. Told to stop before it is ready: what runs already (the database server) goes along. */
let onStop: Stop = () => process.exit(1);

// Listened to once and for all: a signal that comes while listeners are changed would be lost.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => onStop(signal));

try {
  onParentGone(() => onStop('SIGTERM'));
  const config = readConfig(values.role === undefined ? process.env : { ...process.env, ROLE: values.role });
  const log = createLog(config);
  const app = await startApp(config, log);

  onStop = (signal) => {
    // Ctrl-C once more does not wait; further SIGTERMs are the same wish.
    onStop = (again) => void (again === 'SIGINT' && process.exit(1));
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), config.graceMs).unref();
    void app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.stdout.write(banner(config, app, process.env.LANG ?? ''));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const fault of error.faults) process.stderr.write(`✗ ${fault}\n`);
  process.exit(1);
}
