/**
 * `bench zalo`: verified webhooks per second from the raw bytes to the commit, and SDK sends per second against the
 * stand-in, each beside the same number of calls to a bare `node:http` server in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createZaloClient, fixedToken, signWebhook } from '../src/channel/zalo/sdk/mod.ts';
import { startEmbedded } from '../src/store/embedded.ts';
import { migrate } from '../src/store/migrate.ts';
import { type Call, createCaller, pour } from './pour.ts';
import { startChild } from './process.ts';
import { type Bench, median, round } from './report.ts';

const ports = { intake: 5711, bare: 5712, standIn: 5713 };
const app = { id: '360846524940903967', oa: '388613280878808645', secret: 'bench-oa-secret-made-up' };
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const atOnce = 32;

export const zalo: Bench = async ({ people, rounds, note }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ocop-bench-'));
  const database = await startEmbedded({ dataDir: folder, port: 5600, log: silent });
  await migrate(database.url, silent);
  const tsx = ['--import', 'tsx'];
  const intakeArgs = [database.url, String(ports.intake), app.id, app.oa, app.secret];
  const children = await Promise.all([
    startChild([...tsx, 'bench/child/zalo-intake.ts', ...intakeArgs], {}, /ready/),
    startChild([...tsx, 'bench/child/bare-server.ts', String(ports.bare)], {}, /ready/),
    startChild(
      [...tsx, 'bench/child/zalo-stand-in.ts', String(ports.standIn), String(people)],
      {},
      /ready.*\n/,
    ),
  ]);
  try {
    const webhooks = await compareWebhooks(people * 20, rounds, note);
    const sends = await compareSends(readyLine(children[2].printed), people * 10, rounds, note);
    return { people, rounds, atOnce, webhooks, sends };
  } finally {
    for (const child of children) await child.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

interface StandInLine {
  readonly token: string;
  readonly ids: readonly string[];
}
const readyLine = (printed: string): StandInLine => JSON.parse(/ready (.*)\n/.exec(printed)?.[1] ?? '{}');

/** Text messages of many people, each signed, none twice. */
function webhookCall(no: number): Call {
  const user = String(246_845_883_000_000_000n + BigInt(no % 997));
  const message = { text: `Xin chào lần ${no}`, msg_id: `bench-${no}` };
  const event = {
    app_id: app.id,
    sender: { id: user },
    recipient: { id: app.oa },
    event_name: 'user_send_text',
    message,
    timestamp: String(1_790_000_000_000 + no),
  };
  const body = Buffer.from(JSON.stringify(event));
  return {
    path: '/webhooks/zalo',
    body,
    headers: { 'x-zevent-signature': signWebhook(body, app.id, app.secret) },
  };
}

async function compareWebhooks(calls: number, rounds: number, note: (line: string) => void) {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let no = 0; no < rounds; no += 1) {
    const batch = Array.from({ length: calls }, (_, at) => webhookCall(no * calls + at));
    ours.push(await pour(batch, createCaller(ports.intake), atOnce));
    bare.push(await pour(batch, createCaller(ports.bare), atOnce));
    note(
      `webhooks, round ${no + 1}: verified and committed ${round(ours.at(-1) ?? 0)}/s, bare server ${round(bare.at(-1) ?? 0)}/s`,
    );
  }
  return figures('verifiedAndCommittedPerSecond', ours, bare);
}

async function compareSends(
  { token, ids }: StandInLine,
  calls: number,
  rounds: number,
  note: (line: string) => void,
) {
  const root = `http://127.0.0.1:${ports.standIn}`;
  const client = createZaloClient({
    tokens: fixedToken(token),
    roots: { openapi: root, business: root, oauth: root },
  });
  const bareCall = createCaller(ports.bare);
  const text = 'Phiếu ý tưởng của bà con đã được tiếp nhận.';
  const ours: number[] = [];
  const bare: number[] = [];
  for (let no = 0; no < rounds; no += 1) {
    const users = Array.from({ length: calls }, (_, at) => ids[at % ids.length] ?? '');
    ours.push(await pour(users, (userId) => client.messages.send(userId, { kind: 'text', text }), atOnce));
    bare.push(await pour(users, (userId) => bareCall(bareSend(userId, text, token)), atOnce));
    note(
      `sends, round ${no + 1}: SDK to the stand-in ${round(ours.at(-1) ?? 0)}/s, bare client to a bare server ${round(bare.at(-1) ?? 0)}/s`,
    );
  }
  return figures('sdkPerSecond', ours, bare);
}

const bareSend = (userId: string, text: string, token: string): Call => ({
  path: '/v3.0/oa/message/cs',
  body: Buffer.from(JSON.stringify({ recipient: { user_id: userId }, message: { text } })),
  headers: { access_token: token },
});

function figures(name: string, ours: readonly number[], bare: readonly number[]) {
  return {
    [name]: round(median(ours)),
    barePerSecond: round(median(bare)),
    ratio: round(median(ours) / median(bare)),
  };
}
