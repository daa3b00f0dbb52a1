/** The largest lists: 25,000 rows written, read and copied with colours in bounded time and memory, in a process of its own. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('read/large-sheet.ts', import.meta.url));

interface Figures {
  readonly rows: number;
  readonly seconds: number;
  readonly megabytes: number;
}

it('25,000 rows of 20 columns are read within 30 s of work and 300 MB, and so is their coloured copy', () => {
  const said = execFileSync(process.execPath, ['--import', 'tsx', program], { encoding: 'utf8' });
  const { read, copied } = JSON.parse(said) as { readonly read: Figures; readonly copied: Figures };
  expect(read.rows).toBe(25_000);
  expect(read.seconds).toBeLessThan(30);
  expect(copied.seconds).toBeLessThan(30);
  expect(copied.megabytes).toBeLessThan(300);
});
