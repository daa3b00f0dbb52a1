/** Command line: starts the service with the environment's configuration and stops it cleanly on a signal. */
import { parseArgs } from 'node:util';
import { startApp } from './app.ts';
import { banner } from './banner.ts';
import { readConfig } from './config.ts';
import { ConfigError } from './core/error.ts';
import { createLog } from './log.ts';

const { values } = parseArgs({ options: { role: { type: 'string' } } });

try {
  // Told to stop before it is ready: what runs already (the database server) goes along.
  const leave = () => process.exit(1);
  process.on('SIGINT', leave).on('SIGTERM', leave);
  const config = readConfig(values.role === undefined ? process.env : { ...process.env, ROLE: values.role });
  const log = createLog(config);
  const app = await startApp(config, log);
  process.stdout.write(banner(config, app, process.env.LANG ?? ''));

  const stop = (signal: string) => {
    process.once('SIGINT', () => process.exit(1));
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), config.graceMs).unref();
    void app.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.off('SIGINT', leave).off('SIGTERM', leave);
  process.once('SIGINT', () => stop('SIGINT'));
  process.once('SIGTERM', () => stop('SIGTERM'));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const fault of error.faults) process.stderr.write(`✗ ${fault}\n`);
  process.exit(1);
}
