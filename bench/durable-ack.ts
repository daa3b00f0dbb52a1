/** Webhook calls at a fixed rate, each timed until its 200: by then the inbound is committed. */
import { Agent, request } from 'node:http';
import { percentile, round } from './report.ts';

const perSecond = 500;
const seconds = 6;
/** Calls before the clock counts: a process that has just started is still compiling itself. */
const warmUp = 1000;

/** Posts made-up updates of many people at 500/s; gives the times of the acknowledgements. */
export async function ackUnderLoad(port: number, secret: string): Promise<object> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const times: number[] = [];
  const calls: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let no = 0; no < warmUp + perSecond * seconds; no += 1) {
    const due = startedAt + (no * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    calls.push(post(agent, port, secret, no).then((ms) => void (no >= warmUp && times.push(ms))));
  }
  await Promise.all(calls);
  agent.destroy();
  return {
    perSecond,
    calls: times.length,
    p50Ms: round(percentile(times, 0.5)),
    p99Ms: round(percentile(times, 0.99)),
  };
}

function post(agent: Agent, port: number, secret: string, no: number): Promise<number> {
  const id = 5_000_000 + (no % 1000);
  const user = { id, is_bot: false, first_name: `Người Thử ${id}` };
  const message = {
    message_id: no,
    from: user,
    chat: { id, type: 'private', first_name: user.first_name },
    date: 1_790_000_000,
    text: 'menu',
  };
  const body = JSON.stringify({ update_id: 900_000_000 + no, message });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-telegram-bot-api-secret-token': secret,
  };
  const sentAt = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(
      { agent, port, host: '127.0.0.1', path: '/webhooks/telegram', method: 'POST', headers },
      (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200
            ? resolve(performance.now() - sentAt)
            : reject(new Error(`answered ${response.statusCode}`)),
        );
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}
