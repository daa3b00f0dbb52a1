/** The port `Log` over pino: JSON lines for machines, coloured lines at a terminal, both with private things hidden. */
import { type DestinationStream, pino } from 'pino';
import type { Config } from './config.ts';
import { toLine } from './log/line.ts';
import { createRedaction } from './log/redact.ts';
import type { Log } from './ports.ts';

/** What of the configuration the log needs: its level, and every secret it must never show. */
export type LogConfig = Pick<Config, 'logLevel'> &
  Partial<Pick<Config, 'database' | 'jobs' | 'telegram' | 'zalo' | 'zaloTokenKey'>>;

export interface LogOutput {
  write(line: string): unknown;
  readonly isTTY?: boolean;
}

/** Makes the log; messages are whole sentences, fields carry ids and codes. */
export function createLog(config: LogConfig, output: LogOutput = process.stdout): Log {
  const redaction = createRedaction(listSecrets(config));
  const stream: DestinationStream = {
    write: (line) => void output.write(output.isTTY === true ? toLine(line) : line),
  };
  const logger = pino(
    {
      level: config.logLevel,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => error },
    },
    stream,
  );
  const at = (level: keyof Log) => (fields: object, message: string) => {
    if (logger.isLevelEnabled(level)) logger[level](redaction.fields(fields), redaction.text(message));
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function listSecrets({ database, jobs, telegram, zalo, zaloTokenKey }: LogConfig): string[] {
  return [
    database?.kind === 'server' ? addressSecrets(database.url.reveal()) : [],
    jobs?.kind === 'redis' ? addressSecrets(jobs.url.reveal()) : [],
    telegram?.token.reveal() ?? [],
    telegram?.webhook?.secret.reveal() ?? [],
    [zaloTokenKey, zalo?.appSecret, ...(zalo?.oaSecrets ?? [])].flatMap((secret) => secret?.reveal() ?? []),
    zalo?.bootstrap ? [zalo.bootstrap.accessToken.reveal(), zalo.bootstrap.refreshToken.reveal()] : [],
  ].flat();
}

/** An address itself, and its password as written and as decoded: drivers quote either. */
function addressSecrets(address: string): string[] {
  const { password } = new URL(address);
  const decoded = new URLSearchParams(`p=${password.replaceAll('+', '%2B')}`).get('p') ?? '';
  return [address, password, decoded];
}
