/** Starting and stopping as an operator meets them: the process, its ports, its data folder, its faults. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { patience } from '../support/patience.ts';
import { freePort, occupy } from '../support/port.ts';
import { testMs } from './house.ts';
import { databaseOf, run, type ServiceProcess } from './service-process.ts';

const port = await freePort(2);
const dataDir = mkdtempSync(join(tmpdir(), 'ocop-start-'));
const env = { DATA_DIR: dataDir, PORT: String(port) };
const running: ServiceProcess[] = [];
const doors: Server[] = [];

function start(more: Readonly<Record<string, string>> = {}): ServiceProcess {
  const service = run('src/main.ts', { ...env, ...more });
  running.push(service);
  return service;
}

/** Has another program listen on a port; nothing to do when one does already. */
async function take(taken: number): Promise<void> {
  const door = await occupy(taken).catch(() => null);
  if (door !== null) doors.push(door);
}

const invite = (unit: string) => run('src/officer.ts', env, ['invite', '--unit', unit, '--role', 'commune']);

const noDatabase = () => expect.poll(() => databaseOf(dataDir), patience).toBe(null);

beforeAll(() => take(5433));
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGTERM');
    await ended();
  }
  await noDatabase();
}, testMs);
afterAll(() => {
  for (const door of doors) door.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it(
  'starts with nothing but a folder, takes the next ports when its own are taken, and says so',
  async () => {
    await take(port);
    const service = start();
    const url = await service.ready();
    expect(url).toBe(`http://localhost:${port + 1}`);
    expect(service.printed()).toContain(`Port ${port} is taken; using ${port + 1}.`);
    expect(service.printed()).toContain(`Simulator: ${url}/simulator`);
    expect(service.printed()).toContain(dataDir);
    expect(databaseOf(dataDir)?.port).toBeGreaterThan(5433);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/simulator`)).status).toBe(200);
    doors.pop()?.close();
    expect(await service.stop()).toBe(0);
    await noDatabase();
  },
  testMs,
);

it(
  'refuses a second start on the same folder in one sentence, and the first goes on',
  async () => {
    const url = await start().ready();
    const second = start();
    expect(await second.ended()).toBe(1);
    expect(second.printed()).toMatch(/^✗ The service is already running \(đang chạy\) on this data folder/u);
    expect(second.printed().trim().split('\n')).toHaveLength(1);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  },
  testMs,
);

it(
  'stops within the grace period while somebody has the simulator page open, and leaves no process behind',
  async () => {
    const service = start();
    const url = await service.ready();
    const events = await fetch(`${url}/simulator/events`);
    const page = events.body?.getReader();
    expect(new TextDecoder().decode((await page?.read())?.value)).toContain('hello');
    expect(await service.stop()).toBe(0);
    expect(databaseOf(dataDir)).toBe(null);
  },
  testMs,
);

it.each(['SIGTERM', 'SIGINT'] as const)(
  'takes the database along even when the grace period is over at once (%s)',
  async (signal) => {
    const service = start({ GRACE_MS: '0' });
    await service.ready();
    await service.stop(signal);
    await noDatabase();
  },
  testMs,
);

it(
  'ends with the shell that npm put between, which hands no signal on',
  async () => {
    const shell = spawn('sh', ['-c', `"${process.execPath}" --import tsx src/main.ts; true`], {
      env: { ...env, PATH: process.env.PATH ?? '', LANG: 'C', npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    shell.stdout.on('data', (chunk: Buffer) => {
      printed += String(chunk);
    });
    await expect.poll(() => printed, patience).toContain('Ctrl-C');
    const closed = once(shell, 'close');
    shell.kill('SIGTERM');
    // Its output closes when the last process that holds it, the service, has ended.
    await closed;
    expect(databaseOf(dataDir)).toBe(null);
  },
  testMs,
);

it(
  'takes the database along when it is told to stop before it is ready',
  async () => {
    const service = start();
    await expect.poll(() => databaseOf(dataDir) !== null, patience).toBe(true);
    await service.stop();
    await noDatabase();
    expect(service.printed()).not.toContain('is running.');
  },
  testMs,
);

it(
  'invites officers while the service runs and while it does not, and knows them at the next start',
  async () => {
    const before = invite('05503');
    expect(await before.ended()).toBe(0);
    expect(before.printed()).toMatch(/Xã Tân Cương.*good once[\s\S]*i_[a-z0-9]{10}/u);
    await noDatabase();
    const service = start();
    await service.ready();
    const during = invite('05503');
    expect(await during.ended()).toBe(0);
    expect(during.printed()).toMatch(/i_[a-z0-9]{10}/u);
    expect(service.child.exitCode).toBe(null);
    const wrong = invite('99999');
    expect(await wrong.ended()).toBe(1);
    expect(wrong.printed()).toContain('✗ --unit 99999: no such unit');
  },
  testMs,
);

it(
  'lists all faults of the configuration at once, in plain words, and touches nothing',
  async () => {
    const service = start({
      PORT: 'acht',
      DATABASE_URL: 'mysql://somewhere',
      TELEGRAM_BOT_TOKEN: 'made-up',
      TELEGRAM_TOKEN: 'made-up',
      GRACE_MS: '-1',
    });
    expect(await service.ended()).toBe(1);
    const faults = service.printed().trim().split('\n');
    for (const name of ['PORT', 'DATABASE_URL', 'TELEGRAM_BOT_TOKEN', 'GRACE_MS'])
      expect(faults.some((line) => line.startsWith(`✗ ${name} must`))).toBe(true);
    expect(service.printed()).not.toContain('made-up');
    expect(service.printed()).not.toContain('    at ');
  },
  testMs,
);

it(
  'names a setting that looks misspelt and starts all the same',
  async () => {
    const service = start({ DATABSE_URL: 'x' });
    await service.ready();
    expect(service.printed()).toContain('did you mean DATABASE_URL?');
  },
  testMs,
);
