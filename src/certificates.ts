/**
 * `npm run certificates -- import|export …`: an operator's commands on the registry; they work while the service runs
 * and while it does not.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from './app/database.ts';
import { loadKnowledge } from './app/knowledge.ts';
import { type Config, readConfig } from './config.ts';
import { addDays, dayOf, parseDay, startOf } from './core/calendar.ts';
import { ConfigError } from './core/error.ts';
import type { AdminUnit, Day } from './core/model.ts';
import { createDocuments } from './document/documents.ts';
import { createLog } from './log.ts';
import type { Documents } from './ports/document.ts';
import type { Store } from './ports.ts';
import { type EndAsked, endByOperator } from './service/registry/end-by-operator.ts';
import { type ExportDeps, provincialTable, ptntTable } from './service/registry/export-registry.ts';
import { importRegistry } from './service/registry/import-registry.ts';
import { noticeReport, noticeTable } from './service/registry/notice-register.ts';
import { colouredCopy, reportLines } from './service/registry/registry-report.ts';

const usage = [
  'Usage: npm run certificates -- COMMAND --unit CODE',
  '  import FILE [--dry-run] [--copy COPY.xlsx]   reads a registry file (xlsx, xls, CSV); COPY is the file, coloured',
  '  export FILE [--layout provincial|ptnt]        writes the registry of the unit as xlsx',
  '  revoke NUMBER --ground G --decision NO --on DAY [--reason WORDS] [--dry-run]  records a decision that revokes it',
  '  stopped NUMBER --on DAY [--dry-run]           records that the commune confirms: no longer made',
  '  restore NUMBER --reason WORDS [--dry-run]     takes a mistaken entry back',
  '  notices FILE.xlsx|FILE.pdf [--from DAY] [--to DAY]  writes the notice register, the last year unless told otherwise',
].join('\n');

const layouts = { provincial: provincialTable, ptnt: ptntTable } as const;

interface Asked {
  readonly file: string;
  readonly unit: string;
  readonly dryRun: boolean;
  readonly copy: string | undefined;
  readonly layout: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly ground: string | undefined;
  readonly decision: string | undefined;
  readonly on: string | undefined;
  readonly reason: string | undefined;
}

interface Room extends ExportDeps {
  readonly store: Store;
  readonly documents: Documents;
  readonly unit: AdminUnit;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'string', default: '' },
    'dry-run': { type: 'boolean', default: false },
    copy: { type: 'string' },
    layout: { type: 'string', default: 'provincial' },
    from: { type: 'string' },
    to: { type: 'string' },
    ground: { type: 'string' },
    decision: { type: 'string' },
    on: { type: 'string' },
    reason: { type: 'string' },
  },
});

type Command = (room: Room, asked: Asked) => Promise<string>;
const commands: Readonly<Record<string, Command>> = {
  import: importFile,
  export: exportFile,
  notices: writeNotices,
  revoke: ending('revoke'),
  stopped: ending('stopped'),
  restore: ending('restore'),
};

try {
  const [name = '', file] = positionals;
  const command = commands[name];
  if (command === undefined || file === undefined || values.unit === '') throw new ConfigError([usage]);
  const config = readConfig(process.env);
  const asked = {
    ...values,
    file,
    dryRun: values['dry-run'],
    copy: values.copy,
    from: values.from,
    to: values.to,
    ground: values.ground,
    decision: values.decision,
    on: values.on,
    reason: values.reason,
  };
  process.stdout.write(`${await inRoom(config, asked, command)}\n`);
  process.exit(0);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const fault of error.faults) process.stderr.write(`✗ ${fault}\n`);
  process.exit(1);
}

async function inRoom(config: Config, asked: Asked, command: Command): Promise<string> {
  const { texts, registry, library } = loadKnowledge();
  const database = await openDatabase(config, createLog({ ...config, logLevel: 'warn' }), {
    running: 'join',
  });
  try {
    const { store } = database;
    const known = await library(store);
    const unit = known.units.byCode(asked.unit);
    if (unit === undefined)
      throw new ConfigError([`--unit ${asked.unit}: no such unit; give the official code (2 or 5 digits).`]);
    return await command(
      { texts, registry, library: known, store, unit, documents: createDocuments({ texts }) },
      asked,
    );
  } finally {
    await database.close();
  }
}

async function importFile(room: Room, { file, dryRun, copy }: Asked): Promise<string> {
  const bytes = read(file);
  const at = Date.now();
  const request = {
    bytes,
    fileName: basename(file),
    unit: room.unit.code,
    actor: 'operator',
    dryRun,
    at,
  } as const;
  const report = await importRegistry(room, { id: `operator:${at}`, ...request });
  const speaking = { texts: room.texts, language: 'vi' } as const;
  if (!report.ok) throw new ConfigError([room.texts.text(report.code, report.vars ?? {}, 'vi')]);
  if (copy !== undefined)
    writeFileSync(copy, await colouredCopy(room.documents, bytes, report.value, speaking));
  return reportLines(report.value, speaking).join('\n');
}

async function exportFile(room: Room, { file, layout }: Asked): Promise<string> {
  const make = layouts[layout as keyof typeof layouts];
  if (make === undefined) throw new ConfigError([usage]);
  const records = room.store.exportCertificates(room.unit.code);
  const about = { records, language: 'vi', unitName: room.unit.name, today: dayOf(Date.now()) } as const;
  writeFileSync(file, await room.documents.table(make(room, about)));
  return file;
}

/** Ends a certificate by its number, or takes that back; owners are told as in chat. */
function ending(what: EndAsked['what']): Command {
  return async (room, { file: number, ...asked }) => {
    const at = Date.now();
    const about = { ...asked, what, number, unit: room.unit.code };
    const done = await endByOperator(room, about, { at, today: dayOf(at) });
    if (!done.ok) throw new ConfigError([room.texts.text(done.code, done.vars ?? {}, 'vi')]);
    const { words, told: count } = done.value;
    const how = asked.dryRun ? 'tried' : 'done';
    return room.texts.text(`officerCertificates.command.${how}`, { count, words }, 'vi');
  };
}

async function writeNotices(room: Room, { file, ...asked }: Asked): Promise<string> {
  const today = dayOf(Date.now());
  const to = addDays(dayAsked(asked.to) ?? today, 1);
  const [from, until] = [startOf(dayAsked(asked.from) ?? addDays(to, -366)), startOf(to)];
  const notices = await room.store.unitNotices(room.unit.code, from, until);
  const span = { from, to: until, printedAt: Date.now() } as const;
  const request = { notices, unitName: room.unit.name, language: 'vi', ...span } as const;
  const bytes = file.endsWith('.pdf')
    ? await room.documents.report(noticeReport(room.texts, request), 'vi')
    : await room.documents.table(noticeTable(room.texts, request));
  writeFileSync(file, bytes);
  return `${file}: ${notices.length}`;
}

/** @throws ConfigError when it is no day */
function dayAsked(text: string | undefined): Day | null {
  if (text === undefined) return null;
  const day = parseDay(text);
  if (day === null) throw new ConfigError([`${text}: no such day; write it like 31/12/2026.`]);
  return day;
}

/** @throws ConfigError when there is no such file */
function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ConfigError([
      `${file}: cannot be read (${error instanceof Error ? error.message : 'unknown'})`,
    ]);
  }
}
