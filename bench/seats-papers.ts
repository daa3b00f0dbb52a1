/** Part of `bench seats`: the list of a class of 500 as a file, each by an operator's command in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { flagsOf } from './process.ts';
import { round } from './report.ts';

export const rosterPeople = 500;

export interface PaperFigures {
  /** From the start of the process to the written file; its processor time beside it, as other work on the machine is not in it. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory the process ever held, in MB. */
  readonly mostMb: number;
  readonly kb: number;
}

/** Printed by the process when it ends. */
const account = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  console.error('account ' + JSON.stringify({ mostMb: maxRSS * 1024 / 1e6, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
})`;

/** SQL that fills a class with made-up people whom an officer wrote down. */
export const fillClass = (id: string): string => `WITH made AS (
    INSERT INTO seat_claim (pool_id, no, person, seats, state, joined_at, state_at, attendee, attendee_phone, attendee_unit, attendee_from)
    SELECT '${id}', n, 'p:' || n, 1, 'taken', now(), now(), 'Nguyễn Văn Mẫu ' || chr(64 + n % 26 + 1), '+849' || lpad(n::text, 8, '0'),
      '05503', 'Hợp tác xã mẫu ' || n % 60 FROM generate_series(1, ${rosterPeople}) n RETURNING 1
  ) UPDATE seat_pool SET capacity = ${rosterPeople}, held = ${rosterPeople}, last_no = ${rosterPeople} WHERE id = '${id}'`;

/** Writes the list in both forms. @param url of the database with the class */
export async function paperFigures(
  url: string,
  code: string,
  folder: string,
): Promise<Readonly<Record<'xlsx' | 'docx', PaperFigures>>> {
  const to = mkdtempSync(join(folder, 'papers-'));
  try {
    return {
      xlsx: await writeOne(url, code, join(to, 'a.xlsx')),
      docx: await writeOne(url, code, join(to, 'a.docx')),
    };
  } finally {
    rmSync(to, { recursive: true, force: true });
  }
}

async function writeOne(url: string, code: string, file: string): Promise<PaperFigures> {
  const hook = `data:text/javascript,${encodeURIComponent(account)}`;
  const args = [...flagsOf('class'), '--import', hook];
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...args, 'dist/class.js', 'roster', code, '--out', file], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: url, DATA_DIR: join(file, '..') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => {
    printed += String(chunk);
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  const told = /account (.*)/.exec(printed)?.[1];
  if (status !== 0 || told === undefined) throw new Error(`no roster:\n${printed}`);
  const { mostMb, cpuSeconds } = JSON.parse(told) as { mostMb: number; cpuSeconds: number };
  return {
    seconds: round((performance.now() - startedAt) / 1000),
    cpuSeconds: round(cpuSeconds),
    mostMb: round(mostMb, 0),
    kb: round(statSync(file).size / 1000, 0),
  };
}
