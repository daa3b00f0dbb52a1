/** A bot's webhook for tests: verifies with the SDK, keeps what came, answers as told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readWebhook, SIGNATURE_HEADER, type ZaloEvent } from '../../../src/channel/zalo/sdk/mod.ts';

export interface Arrival {
  readonly event: ZaloEvent | null;
  /** Why it was refused. */
  readonly refused: string | null;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface TestBot {
  readonly url: string;
  readonly arrivals: Arrival[];
  /** Statuses for the next arrivals; `0` never answers. Then 200, or 401 for what is refused. */
  answers: number[];
  names(): string[];
  close(): Promise<void>;
}

export async function startBot(account: { appId: string; oaId: string; oaSecret: string }): Promise<TestBot> {
  const arrivals: Arrival[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const arrival = arrivalOf(account, request.headers, Buffer.concat(chunks));
      arrivals.push(arrival);
      const status = bot.answers.shift() ?? (arrival.event ? 200 : 401);
      if (status > 0) response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bot: TestBot = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo`,
    arrivals,
    answers: [],
    names: () => arrivals.map(({ event }) => event?.name ?? 'refused'),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return bot;
}

function arrivalOf(
  { appId, oaId, oaSecret }: { appId: string; oaId: string; oaSecret: string },
  headers: Arrival['headers'],
  rawBody: Buffer,
): Arrival {
  const header = headers[SIGNATURE_HEADER];
  const signature = typeof header === 'string' ? header : null;
  const reading = readWebhook({ rawBody, signature }, { appId, oaId, oaSecrets: [oaSecret] });
  const read = reading.ok
    ? { event: reading.event, refused: null }
    : { event: null, refused: reading.reason };
  return { ...read, headers, body: rawBody.toString('utf8') };
}
