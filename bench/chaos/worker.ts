/** A worker that is killed over and over, behind a line that keeps whom the channel was asked to write to. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sleep } from '../broadcast/place.ts';
import { type Child, startChild } from '../process.ts';

export interface Doomed {
  /** kill -9; resolves when all that still lay in its sockets was read. */
  kill(): Promise<void>;
  /** Whether the channel was asked to write to this account. */
  hasAsked(account: string): boolean;
  start(): Promise<void>;
  isUp(): boolean;
  /** It has sent something since it was started. */
  isSending(): boolean;
  jumpClock(): void;
  close(): Promise<void>;
}

export interface WorkerPlace {
  readonly database: () => string;
  readonly apiRoot: string;
  readonly token: string;
  readonly perSecond: number;
  readonly redis: string;
}

export async function createDoomed(place: WorkerPlace): Promise<Doomed> {
  const counter = await countSends(place.apiRoot);
  let child: Child | null = null;
  let sentBefore = 0;
  return {
    isUp: () => child !== null,
    hasAsked: (account) => counter.asked.has(account),
    isSending: () => child !== null && counter.sends() > sentBefore,
    async start() {
      const args = [place.database(), counter.url, place.token, String(place.perSecond), place.redis];
      sentBefore = counter.sends();
      child = await startAgain(args);
    },
    async kill() {
      const victim = child?.process;
      child = null;
      if (victim === undefined) return;
      const gone = new Promise((resolve) => victim.once('exit', resolve));
      victim.kill('SIGKILL');
      await gone;
      await counter.drained();
    },
    jumpClock: () => child?.process.kill('SIGUSR2'),
    async close() {
      await child?.stop();
      await counter.close();
    },
  };
}

/** As a supervisor does: a start that fails (the database is away) is tried again. */
async function startAgain(args: readonly string[]): Promise<Child> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await startChild(['--import', 'tsx', 'bench/child/bulk-worker.ts', ...args], {}, /ready/u);
    } catch (error) {
      if (failures > 300) throw error;
      await sleep(500);
    }
  }
}

/** Passes calls on to the stand-in and keeps whom they were for. */
async function countSends(apiRoot: string) {
  const target = new URL(apiRoot);
  const asked = new Set<string>();
  let sends = 0;
  const server = createServer((call, answer) => {
    const parts: Buffer[] = [];
    call.on('data', (part: Buffer) => parts.push(part));
    call.once('end', () => {
      const body = Buffer.concat(parts);
      const account = /"chat_id":"?(\d+)/u.exec(body.toString('utf8'))?.[1];
      if (account !== undefined) {
        asked.add(account);
        sends += 1;
      }
      passOn(target, call, body, answer);
    });
  });
  const open = new Set<Promise<unknown>>();
  server.on('connection', (socket) => {
    const closed = once(socket, 'close').catch(() => undefined);
    open.add(closed);
    void closed.then(() => open.delete(closed));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    sends: () => sends,
    asked: asked as ReadonlySet<string>,
    /** Resolves when all that a dead caller still wrote was read. */
    drained: () => Promise.all(open),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passOn(target: URL, call: IncomingMessage, body: Buffer, answer: ServerResponse): void {
  const { method = 'GET', url = '/', headers } = call;
  const onward = request(
    { host: target.hostname, port: target.port, method, path: url, headers },
    (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    },
  );
  onward.on('error', () => answer.destroy());
  answer.on('error', () => undefined);
  onward.end(body);
}
