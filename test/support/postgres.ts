/**
 * One PostgreSQL for the whole test run, started when the first test asks for it: the embedded one, or the server of
 * TEST_DATABASE_URL (an account that may create databases). Runs in vitest's main process; workers ask over a socket.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { findPostmaster, isAlive, stopPostmaster } from '../../src/store/embedded/postmaster.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Port where workers ask for the database server. */
    postgresDoor: number;
  }
}

export interface TestServer {
  readonly adminUrl: string;
  /** A migrated database to copy. */
  readonly template: string;
}

interface RunningServer extends TestServer {
  stop(): Promise<void>;
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const template = `ocop_template_${process.pid}`;

const prefix = 'ocop-test-';

/** Stops servers that killed test runs left behind; a folder's name tells whose it is. */
async function sweep(): Promise<void> {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith(prefix));
  for (const name of left) {
    const [pid] = name.slice(prefix.length).split('-').map(Number);
    if (!pid || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    const running = findPostmaster(join(folder, 'postgres'));
    if (running) await stopPostmaster(running.pid);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(): Promise<Omit<RunningServer, 'template'>> {
  const external = process.env.TEST_DATABASE_URL;
  if (external) return { adminUrl: external, stop: async () => {} };
  await sweep().catch(() => {});
  const dataDir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    // Of hundreds of short-lived databases none is worth looking after.
    autovacuum: 'off',
  };
  const server = await startEmbedded({
    dataDir,
    port: 54_000 + (process.pid % 1_000),
    settings,
    log: silent,
  });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { adminUrl: server.url, stop };
}

/** The address of another database on the same server. */
export function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs statements outside any transaction, as CREATE DATABASE wants it. */
export async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function prepare(): Promise<RunningServer> {
  const server = await start();
  await administer(server.adminUrl, `DROP DATABASE IF EXISTS ${template}`);
  await administer(server.adminUrl, `CREATE DATABASE ${template}`);
  await migrate(urlOf(server.adminUrl, template), silent);
  const stop = async () => {
    await administer(server.adminUrl, `DROP DATABASE ${template}`);
    await server.stop();
  };
  return { ...server, template, stop };
}

/** Called by vitest before the first and after the last test file. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<RunningServer> | null = null;
  const door = createServer((socket) => {
    server ??= prepare();
    server.then(
      ({ adminUrl, template: name }) => socket.end(JSON.stringify({ adminUrl, template: name })),
      (error: unknown) => socket.end(JSON.stringify({ fault: String(error) })),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  project.provide('postgresDoor', (door.address() as AddressInfo).port);
  return async () => {
    door.close();
    await (await server)?.stop();
  };
}
