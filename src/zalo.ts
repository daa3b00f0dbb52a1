/** `npm run zalo -- status|connect|tokens`: an operator's commands; they work while the service runs and while it does not. */
import { createInterface } from 'node:readline/promises';
import { openDatabase } from './app/database.ts';
import { type ZaloAccount, zaloAccount } from './app/zalo.ts';
import { pasteTokens } from './channel/zalo/paste.ts';
import { ZaloError } from './channel/zalo/sdk/mod.ts';
import { type Config, readConfig } from './config.ts';
import { ConfigError } from './core/error.ts';
import { createLog } from './log.ts';
import type { KeptGrant } from './ports/grant.ts';

const usage = [
  'Usage: npm run zalo -- COMMAND',
  '  status   says whether the account is connected',
  '  connect  gives a link for an administrator of the account',
  '  tokens   takes an access token and a refresh token, e.g. from the API Explorer',
].join('\n');

type Command = (account: ZaloAccount, oaId: string) => Promise<string>;

const commands: Readonly<Record<string, Command>> = {
  status: async ({ grants }, oaId) => describe(await grants.read(), oaId),
  async connect({ connect }) {
    if (connect === null)
      throw new ConfigError(['PUBLIC_URL is needed: Zalo sends the administrator back to it.']);
    const { url, expiresAt } = await connect.makeLink();
    return [
      `Open this link, signed in to Zalo as an administrator of the account, until ${clockTime(expiresAt)}:`,
      `  ${url}`,
    ].join('\n');
  },
  async tokens({ grants, whose }, oaId) {
    const pasted = await readTokens();
    const owner = await whose(pasted.accessToken).catch((error: unknown) => {
      if (error instanceof ZaloError) return null;
      throw error;
    });
    if (owner !== null && owner.oaId !== oaId)
      throw new ConfigError([
        `These are tokens of ${owner.name} (${owner.oaId}), not of ZALO_OA_ID ${oaId}.`,
      ]);
    await pasteTokens(grants, pasted, Date.now());
    return owner === null
      ? 'Stored. Zalo did not accept the access token just now; it is refreshed when the service runs.'
      : `Stored. ${owner.name} is connected.`;
  },
};

const clockTime = (at: number) =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
const moment = (at: number) => new Date(at).toISOString().replace('T', ' ').slice(0, 16);

function describe(grant: KeptGrant | null, oaId: string): string {
  if (grant === null)
    return `${oaId}: not connected. Run "npm run zalo -- connect" or "npm run zalo -- tokens".`;
  const state =
    grant.state === 'ok'
      ? 'connected'
      : `needs consent again since ${moment(grant.stateAt)} (${grant.reason}). Run "npm run zalo -- connect".`;
  return [
    `${oaId}: ${state}`,
    `  access token until ${moment(grant.accessExpiresAt)} UTC`,
    `  last refreshed ${moment(grant.issuedAt)} UTC`,
    ...(grant.pendingSince === null
      ? []
      : [`  a refresh began ${moment(grant.pendingSince)} UTC and did not end`]),
  ].join('\n');
}

/** Asked for rather than given as arguments, which other users of the machine could read. */
async function readTokens() {
  const input = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  process.stderr.write('Access token, then refresh token, one a line:\n');
  const lines: string[] = [];
  for await (const line of input) {
    if (line.trim() !== '') lines.push(line.trim());
    if (lines.length === 2) break;
  }
  input.close();
  const [accessToken, refreshToken] = lines;
  const fits = (token: string | undefined) => token !== undefined && /^[\x21-\x7e]+$/.test(token);
  if (!fits(accessToken) || !fits(refreshToken))
    throw new ConfigError(['Two tokens are needed, one a line.']);
  return { accessToken: accessToken ?? '', refreshToken: refreshToken ?? '' };
}

async function run(config: Config, name: string): Promise<string> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new ConfigError([usage]);
  if (config.zalo === null)
    throw new ConfigError(['Zalo is not configured: set ZALO_APP_ID, ZALO_APP_SECRET and ZALO_OA_ID.']);
  const log = createLog({ ...config, logLevel: 'warn' });
  const database = await openDatabase(config, log, { running: 'join' });
  try {
    return await command(zaloAccount(config.zalo, config, { store: database.store, log }), config.zalo.oaId);
  } finally {
    await database.close();
  }
}

try {
  process.stdout.write(`${await run(readConfig(process.env), process.argv[2] ?? '')}\n`);
  process.exit(0);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const fault of error.faults) process.stderr.write(`✗ ${fault}\n`);
  process.exit(1);
}
