/** Many made-up people who each type their lines, the next one when the answer to the last has come. */
import type { Kept } from '../src/simulator/telegram/chat-book.ts';
import type { TelegramStandIn } from '../src/simulator/telegram/stand-in.ts';
import type { StandInEvent } from '../src/simulator/telegram/world.ts';

export interface Said {
  readonly text: string;
  readonly buttons: readonly string[];
}

export interface CrowdResult {
  readonly updates: number;
  readonly seconds: number;
  /** From the webhook call to the reply handed over, per update, in ms. */
  readonly latencies: readonly number[];
  /** What the bot said to the first person, message by message. */
  readonly said: readonly Said[];
}

const patienceMs = 60_000;

/** Plays everybody at once. @throws when somebody waits a minute for an answer */
export async function playCrowd(
  standIn: TelegramStandIn,
  people: number,
  linesOf: (n: number) => readonly string[],
  firstId: number,
): Promise<CrowdResult> {
  const ids = Array.from({ length: people }, (_, n) => firstId + n);
  const startedAt = performance.now();
  const played = await Promise.all(ids.map((id) => playOne(standIn, id, linesOf(id))));
  const seconds = (performance.now() - startedAt) / 1000;
  const latencies = played.flatMap((one) => one.latencies);
  return { updates: latencies.length, seconds, latencies, said: played[0]?.said ?? [] };
}

async function playOne(standIn: TelegramStandIn, id: number, lines: readonly string[]) {
  const latencies: number[] = [];
  const said: Said[] = [];
  const answers = listen(standIn, id);
  for (const text of lines) {
    standIn.act({ id, name: `Người Thử ${id}` }, { kind: 'text', text });
    const { kept, latency } = await answers.next(text);
    latencies.push(latency);
    said.push(saidOf(kept));
  }
  answers.stop();
  return { latencies, said };
}

interface Answer {
  readonly kept: Kept;
  readonly latency: number;
}

/** Waits for what the bot says in one chat, timed from the webhook call. */
function listen(standIn: TelegramStandIn, id: number) {
  let postedAt = 0;
  let got: (answer: Answer) => void = () => undefined;
  const hear = (event: StandInEvent): void => {
    if (event.chat !== id) return;
    if (event.type === 'webhook_posted') postedAt = performance.now();
    if (event.type === 'message' && event.kept.message.from.is_bot)
      got({ kept: event.kept, latency: performance.now() - postedAt });
  };
  const stop = standIn.watch(hear);
  const next = (text: string) =>
    new Promise<Answer>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no answer to "${text}" for a minute`)), patienceMs);
      got = (answer) => {
        clearTimeout(late);
        resolve(answer);
      };
    });
  return { next, stop };
}

function saidOf({ message }: Kept): Said {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return { text: message.text ?? '', buttons: rows.flat().map(({ text }) => text) };
}
