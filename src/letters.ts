/**
 * `npm run letters -- …`: the head of an office's letters is filled in once, and the register of drafts is read; works
 * while the service runs and while it does not.
 */
import { parseArgs } from 'node:util';
import { openDatabase } from './app/database.ts';
import { loadKnowledge } from './app/knowledge.ts';
import { readConfig } from './config.ts';
import { readLetterHead } from './content/letter-head-file.ts';
import { dayOf, formatDay } from './core/calendar.ts';
import { ConfigError } from './core/error.ts';
import type { UnitCode } from './core/model.ts';
import { createLog } from './log.ts';
import type { Store } from './ports.ts';

const usage = [
  'npm run letters -- head --unit CODE --file F.json    what the office prints on its letters',
  'npm run letters -- register --unit CODE [--year Y]   the drafts of a year, by number',
];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'string', default: '' },
    file: { type: 'string', default: '' },
    year: { type: 'string', default: dayOf(Date.now()).slice(0, 4) },
  },
});

type Command = (store: Store, unit: UnitCode) => Promise<readonly string[]>;

const head: Command = async (store, unit) => {
  const read = readLetterHead(values.file);
  await store.saveLetterHead(unit, read, Date.now());
  return [`${unit}: ${[...read.superior, ...read.issuer].join(' / ')}`];
};

const register: Command = async (store, unit) => {
  if (!/^\d{4}$/.test(values.year)) throw new ConfigError(usage);
  const drafts = await store.letterRegister(unit, Number(values.year));
  return drafts.map(({ number, on, kind, subject, madeBy }) =>
    [`${number}/${values.year}`, formatDay(on), kind, subject, madeBy ?? '–'].join('  '),
  );
};

const commands: Readonly<Record<string, Command>> = { head, register };

try {
  const command = commands[positionals[0] ?? ''];
  if (command === undefined || values.unit === '') throw new ConfigError(usage);
  const config = readConfig(process.env);
  const { library } = loadKnowledge();
  const database = await openDatabase(config, createLog({ ...config, logLevel: 'warn' }), {
    running: 'join',
  });
  try {
    const unit = (await library(database.store)).units.byCode(values.unit)?.code;
    if (unit === undefined)
      throw new ConfigError([`--unit ${values.unit}: no such unit; give the official code (2 or 5 digits).`]);
    process.stdout.write(`${(await command(database.store, unit)).join('\n')}\n`);
  } finally {
    await database.close();
  }
  process.exit(0);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const fault of error.faults) process.stderr.write(`✗ ${fault}\n`);
  process.exit(1);
}
