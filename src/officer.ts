/** `npm run officer -- invite …`: an operator's command; works while the service runs and while it does not. */
import { parseArgs } from 'node:util';
import { openDatabase } from './app/database.ts';
import { invite } from './app/invitation.ts';
import { createTelegramChannel } from './channel/telegram/adapter.ts';
import { type Config, readConfig } from './config.ts';
import { ConfigError } from './core/error.ts';
import { type OfficerRole, officerRoles, type UnitCode } from './core/model.ts';
import { createLog } from './log.ts';
import type { Log, Store } from './ports.ts';

const usage = 'Usage: npm run officer -- invite --unit CODE [--unit CODE …] --role commune|province';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'string', multiple: true, default: [] },
    role: { type: 'string', default: 'commune' },
  },
});

try {
  const config = readConfig(process.env);
  const log = createLog({ ...config, logLevel: 'warn' });
  if (positionals[0] !== 'invite') throw new ConfigError([usage]);
  process.stdout.write(await inviteOfficer(config, log, values));
  process.exit(0);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const fault of error.faults) process.stderr.write(`✗ ${fault}\n`);
  process.exit(1);
}

async function inviteOfficer(
  config: Config,
  log: Log,
  asked: { unit: readonly string[]; role: string },
): Promise<string> {
  const role = officerRoles.find((one) => one === asked.role);
  if (role === undefined || asked.unit.length === 0) throw new ConfigError([usage]);
  const database = await openDatabase(config, log, { running: 'join' });
  try {
    const names = await checkUnits(database.store, role, asked.unit);
    const { code, expiresAt } = await invite(
      database.store,
      { now: Date.now },
      { role, units: asked.unit as UnitCode[] },
    );
    const until = new Date(expiresAt).toISOString().slice(0, 10).split('-').reverse().join('/');
    const link = await linkOf(config, log, code);
    return [
      `Invitation for a ${role} officer of ${names.join(', ')}, good once, until ${until}:`,
      ...link,
      `  or send the bot this text:  i_${code}`,
      '',
    ].join('\n');
  } finally {
    await database.close();
  }
}

/** @throws ConfigError when a code is unknown or of the wrong level */
async function checkUnits(
  store: Pick<Store, 'units'>,
  role: OfficerRole,
  codes: readonly string[],
): Promise<readonly string[]> {
  const known = new Map((await store.units()).units.map((unit) => [unit.code as string, unit]));
  const faults = codes.flatMap((code) => {
    const unit = known.get(code);
    if (unit === undefined)
      return [
        `--unit ${code}: no such unit; give the official code with leading zeros (2 digits province, 5 digits commune).`,
      ];
    return unit.level === role
      ? []
      : [`--unit ${code}: ${unit.name} is a ${unit.level}; a ${role} officer needs ${role} codes.`];
  });
  if (faults.length > 0) throw new ConfigError(faults);
  return codes.map((code) => known.get(code)?.name ?? code);
}

async function linkOf({ telegram }: Config, log: Log, code: string): Promise<readonly string[]> {
  if (telegram === null) return [];
  const channel = createTelegramChannel({
    token: telegram.token.reveal(),
    apiRoot: telegram.apiRoot,
    webhook: null,
    log,
  });
  const name = await channel.botName().catch(() => null);
  return name === null
    ? ['  (Telegram does not answer now; the text below works all the same)']
    : [`  https://t.me/${name}?start=i_${code}`];
}
