/** `npm run class -- …`: an operator makes, cuts and cancels classes and events; works while the service runs and while not. */
import { parseArgs } from 'node:util';
import { openDatabase } from './app/database.ts';
import { writeRoster } from './app/roster-command.ts';
import { readConfig } from './config.ts';
import { readClassFile } from './content/class-file.ts';
import { formatDay } from './core/calendar.ts';
import type { Offering } from './core/class.ts';
import { ConfigError, InputError } from './core/error.ts';
import type { UnitCode } from './core/model.ts';
import { compareByGivenName } from './core/person-name.ts';
import { type CutRule, cutRules } from './core/seat-cut.ts';
import { createLog } from './log.ts';
import type { Store } from './ports.ts';
import { cancelClass, createClasses, resizeClass, unseat } from './service/class-office.ts';

const usage = [
  'npm run class -- create --file F.json --unit CODE',
  'npm run class -- seats LH1008 --seats 40 [--rule latest_first|most_seats_first|unconfirmed_first] [--apply]',
  'npm run class -- cancel LH1008 --reason "…"',
  'npm run class -- roster LH1008 [--out LIST.docx|LIST.pdf|LIST.xlsx]',
  'npm run class -- enrol LIST.xlsx --class LH1008 [--dry-run] [--copy COPY.xlsx]',
  'npm run class -- unenrol NUMBER   (takes a list back whole; enrol gives the number)',
];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    file: { type: 'string', default: '' },
    unit: { type: 'string', default: '' },
    seats: { type: 'string', default: '' },
    rule: { type: 'string', default: 'latest_first' },
    apply: { type: 'boolean', default: false },
    reason: { type: 'string', default: '' },
    class: { type: 'string', default: '' },
    'dry-run': { type: 'boolean', default: false },
    copy: { type: 'string' },
    out: { type: 'string', default: '' },
  },
});
const [word = '', code = ''] = positionals;
const clock = { now: Date.now };

type Command = (store: Store) => Promise<readonly string[]>;

const lineOf = ({ code: short, title, sessions }: Offering): string =>
  `${short}  ${title}  ${sessions.map(({ day, venue }) => `${formatDay(day)} ${venue}`).join('; ')}  (link: c_${short})`;

async function known(store: Store, short = code) {
  const view = await store.findOffering(short.toUpperCase());
  if (view === null) throw new ConfigError([`There is no class or event ${short}.`]);
  return view;
}

const create: Command = async (store) => {
  const outcome = await createClasses({ store, clock }, readClassFile(values.file, values.unit as UnitCode));
  if ('made' in outcome) return outcome.made.map(lineOf);
  throw new ConfigError(outcome.faults.map(({ code: why, vars }) => `${why} ${JSON.stringify(vars ?? {})}`));
};

const seats: Command = async (store) => {
  const rule = cutRules.find((one) => one === values.rule) as CutRule | undefined;
  if (rule === undefined || !/^\d+$/.test(values.seats)) throw new ConfigError(usage);
  const view = await known(store);
  const { over, proposed } = await resizeClass({ store, clock }, view, Number(values.seats), rule);
  if (over === 0) return [`${code} has ${values.seats} seats.`];
  if (values.apply) {
    const people = proposed.map(({ person }) => person);
    await unseat({ store, clock }, view, people, true);
  }
  const done = values.apply ? 'are back in the waiting list' : 'would lose their seats; add --apply to do it';
  return [
    `${over} seats too many. By ${rule} these ${done}:`,
    ...proposed.map(({ name }) => `  ${name ?? '–'}`),
  ];
};

const cancel: Command = async (store) => {
  if (values.reason === '') throw new ConfigError(usage);
  const next = await cancelClass({ store, clock }, await known(store), values.reason);
  return [`${code} is cancelled.`, ...(next === null ? [] : [`${next} offers its seats to them first.`])];
};

const roster: Command = async (store) => {
  const { offering } = await known(store);
  if (values.out !== '') return writeRoster(store, { code: offering.code, out: values.out, clock });
  const rows = await store.roster(offering.id);
  return rows
    .toSorted((a, b) => compareByGivenName(a.name ?? '', b.name ?? ''))
    .map(({ name, phone, state, seats: count }) => [name ?? '–', phone ?? '', state, count].join('\t'));
};

/** The first word behind the command is the file here. */
const enrol: Command = async (store) => {
  const asked = { file: code, dryRun: values['dry-run'], copy: values.copy, at: clock.now() };
  // Loaded when asked for: it brings all the knowledge along.
  const { enrolFromFile } = await import('./app/enrol-command.ts');
  return enrolFromFile(store, { ...asked, view: await known(store, values.class) });
};

const unenrol: Command = async (store) => {
  const { takeBack } = await import('./app/enrol-command.ts');
  return takeBack(store, code, clock.now());
};

const commands: Readonly<Record<string, Command>> = { create, seats, cancel, roster, enrol, unenrol };

try {
  const command = commands[word];
  if (command === undefined) throw new ConfigError(usage);
  const config = readConfig(process.env);
  const database = await openDatabase(config, createLog({ ...config, logLevel: 'warn' }), {
    running: 'join',
  });
  try {
    process.stdout.write(`${(await command(database.store)).join('\n')}\n`);
  } finally {
    await database.close();
  }
  process.exit(0);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof InputError)) throw error;
  for (const fault of error instanceof ConfigError ? error.faults : [error.code])
    process.stderr.write(`✗ ${fault}\n`);
  process.exit(1);
}
