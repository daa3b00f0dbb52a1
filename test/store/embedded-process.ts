/**
 * A process of its own that starts the embedded database, for tests that kill it. Says what happened as JSON lines;
 * stops on SIGTERM, never on SIGINT. Arguments: data folder, port, and `join` to use a running server.
 */
import { ConfigError } from '../../src/core/error.ts';
import { startEmbedded } from '../../src/store/embedded.ts';

const [dataDir = '', port = '', running = 'refuse'] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const note = (fields: object, message: string) => say({ note: message, ...fields });
const log = { debug() {}, info: note, warn: note, error: note };

process.on('SIGINT', () => say({ heard: 'SIGINT' }));
try {
  const server = await startEmbedded({
    dataDir,
    port: Number(port),
    running: running === 'join' ? 'join' : 'refuse',
    log,
  });
  const { url, cluster, relocated, owned } = server;
  const stop = new Promise((resolve) => process.once('SIGTERM', resolve));
  setInterval(() => {}, 60_000);
  say({ started: { pid: process.pid, port: server.port, url, cluster, relocated, owned } });
  await stop;
  await server.stop();
  say({ stopped: true });
  process.exit(0);
} catch (error) {
  say({
    refused: error instanceof ConfigError,
    faults: error instanceof ConfigError ? error.faults : String(error),
  });
  process.exit(1);
}
