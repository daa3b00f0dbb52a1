/** The real service without a web server, on a database of its own that is thrown away: what the terminal talks to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../app.ts';
import { createTerminalChannel, type TerminalChannel } from '../channel/terminal/adapter.ts';
import { readConfig } from '../config.ts';
import { addDays, dayOf, startOf } from '../core/calendar.ts';
import type { Bubble, Input } from '../core/message.ts';
import type { Instant } from '../core/model.ts';
import { createLog } from '../log.ts';
import type { Deps, FinishedTurn } from '../service/deps.ts';
import { createInlineJobs } from './inline-jobs.ts';

export interface Answered {
  readonly bubbles: readonly Bubble[];
  /** The turn that was taken; absent when the input led to none. */
  readonly turn: FinishedTurn | undefined;
}

export interface Stage {
  readonly deps: Deps;
  readonly channel: TerminalChannel;
  /** Stage time in ms; moves by what is added. */
  now(): number;
  /** Lets time pass; whatever happens by itself does so, every morning and at the end. */
  pass(ms: number): Promise<void>;
  /** Sends an input as `person` and waits for everything that follows from it. */
  say(person: string, input: Input): Promise<Answered>;
  close(): Promise<void>;
}

/** Shortly after eight: when reminders go out. */
const morningMs = 8 * 3_600_000 + 60_000;

function nextMorning(now: Instant): Instant {
  const today = startOf(dayOf(now)) + morningMs;
  return today > now ? today : startOf(addDays(dayOf(now), 1)) + morningMs;
}

const configIn = (folder: string) =>
  readConfig({ ...process.env, DATA_DIR: folder, SIMULATOR: 'on', TELEGRAM_BOT_TOKEN: '', PUBLIC_URL: '' });

/** Starts the stage at the given moment. `DATABASE_URL`, when set, is used instead of an embedded database. */
export async function openStage(startsAt: number): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-talk-'));
  const config = configIn(folder);
  const channel = createTerminalChannel(folder.slice(-6));
  const jobs = createInlineJobs();
  const time = { now: startsAt };
  const turns: FinishedTurn[] = [];
  const app = await startApp(config, createLog({ ...config, logLevel: 'error' }), {
    quiet: true,
    jobs,
    channels: [channel],
    clock: { now: () => time.now },
    onTurn: (turn) => turns.push(turn),
  });
  return {
    deps: app.deps,
    channel,
    now: () => time.now,
    async pass(ms) {
      const until = time.now + ms;
      while (time.now < until) {
        time.now = Math.min(until, nextMorning(time.now));
        await app.tick();
        await jobs.settled();
      }
    },
    async say(person, input) {
      time.now += 1_000;
      await app.intake.accept([channel.inbound(person, input, time.now)]);
      await app.intake.idle();
      await jobs.settled();
      return { bubbles: channel.taken(person), turn: turns.splice(0).at(-1) };
    },
    async close() {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
