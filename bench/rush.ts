/** Thousands of made-up people who write at the same moment, each the next line when the last was answered. */
import type { TelegramStandIn } from '../src/simulator/telegram/stand-in.ts';

export interface Rush {
  readonly seconds: number;
  /** From a person's message to the bot's answer, per message, in ms. */
  readonly latencies: readonly number[];
  /** The last answer each person got. */
  readonly answers: ReadonlyMap<number, string>;
}

const patienceMs = 300_000;

/** Plays everybody at once. One listener for all: a listener each would hear everybody else's messages too. */
export async function rush(
  standIn: TelegramStandIn,
  ids: readonly number[],
  lines: readonly string[],
): Promise<Rush> {
  const latencies: number[] = [];
  const answers = new Map<number, string>();
  const said = new Map<number, { line: number; at: number }>();
  const startedAt = performance.now();
  const say = (id: number, line: number): void => {
    said.set(id, { line, at: performance.now() });
    standIn.act({ id, name: `Người Thử ${id}` }, { kind: 'text', text: lines[line] ?? '' });
  };
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${said.size} still wait`)), patienceMs);
    const stop = standIn.watch((event) => {
      if (event.type !== 'message' || !event.kept.message.from.is_bot) return;
      const waiting = said.get(event.chat);
      if (waiting === undefined) return;
      latencies.push(performance.now() - waiting.at);
      answers.set(event.chat, event.kept.message.text ?? '');
      said.delete(event.chat);
      if (waiting.line + 1 < lines.length) say(event.chat, waiting.line + 1);
      if (said.size > 0) return;
      clearTimeout(late);
      stop();
      resolve();
    });
    for (const id of ids) say(id, 0);
  });
  return { seconds: (performance.now() - startedAt) / 1000, latencies, answers };
}
