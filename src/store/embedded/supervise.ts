/** Watches our server process: starts it again when it dies unasked, and stops it with us. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../ports.ts';
import { type ServerSpec, startServer } from './server.ts';

export interface Supervised {
  stop(): Promise<void>;
}

const fastStopMs = 20_000;

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  // SIGINT is PostgreSQL's fast shutdown; SIGQUIT, if that takes too long, the immediate one.
  child.kill('SIGINT');
  const harder = setTimeout(() => child.kill('SIGQUIT'), fastStopMs);
  await exited;
  clearTimeout(harder);
}

/**
 * Takes charge of a started server until `stop`.
 * @param spec how to start it again, on the same port
 */
export function supervise(first: ChildProcess, spec: ServerSpec, log: Log): Supervised {
  let child = first;
  let stopping = false;

  const revive = async () => {
    for (let pauseMs = 500; !stopping; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      await wait(pauseMs, undefined, { ref: false });
      if (stopping) return;
      const started = await startServer(spec).catch(() => null);
      if (started?.ok) return watch(started.child);
      log.error({ said: started?.said }, 'the database server does not start again');
    }
  };
  const watch = (next: ChildProcess) => {
    child = next;
    child.once('exit', (code, signal) => {
      if (stopping) return;
      log.error({ code, signal }, 'the database server ended unasked: starting it again');
      void revive();
    });
    if (stopping) void stopChild(child);
  };
  watch(first);
  return {
    stop: async () => {
      stopping = true;
      await stopChild(child);
    },
  };
}
