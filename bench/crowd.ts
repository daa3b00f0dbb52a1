/** Many made-up people who each type their lines, the next one when the answer to the last has come. */
import type { Kept } from '../src/simulator/telegram/chat-book.ts';
import type { TelegramStandIn } from '../src/simulator/telegram/stand-in.ts';

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

interface Person {
  readonly id: number;
  readonly lines: readonly string[];
  at: number;
  postedAt: number;
}

const stalledMs = 60_000;

/** Plays everybody at once. @throws when nothing happens for a minute */
export function playCrowd(
  standIn: TelegramStandIn,
  people: number,
  linesOf: (n: number) => readonly string[],
  firstId: number,
): Promise<CrowdResult> {
  const crowd = new Map(
    Array.from(
      { length: people },
      (_, n) =>
        [firstId + n, { id: firstId + n, lines: linesOf(firstId + n), at: 0, postedAt: 0 }] as [
          number,
          Person,
        ],
    ),
  );
  const latencies: number[] = [];
  const said: Said[] = [];
  let left = people;
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    let watchdog = setTimeout(() => undefined, 0);
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(
        () => reject(new Error(`nobody answered for a minute; ${left} people wait`)),
        stalledMs,
      );
    };
    const say = (person: Person) => {
      standIn.act(
        { id: person.id, name: `Người Thử ${person.id}` },
        { kind: 'text', text: person.lines[person.at] ?? '' },
      );
    };
    const unwatch = standIn.watch((event) => {
      const person = 'chat' in event ? crowd.get(event.chat) : undefined;
      if (person === undefined) return;
      if (event.type === 'webhook_posted') person.postedAt = performance.now();
      if (event.type !== 'message' || event.kept.message.from.is_bot === false) return;
      alive();
      latencies.push(performance.now() - person.postedAt);
      if (person.id === firstId) said.push(saidOf(event.kept));
      person.at += 1;
      if (person.at < person.lines.length) return void setImmediate(say, person);
      left -= 1;
      if (left > 0) return;
      clearTimeout(watchdog);
      unwatch();
      const seconds = (performance.now() - startedAt) / 1000;
      resolve({ updates: latencies.length, seconds, latencies, said });
    });
    alive();
    for (const person of crowd.values()) say(person);
  });
}

function saidOf({ message }: Kept): Said {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return { text: message.text ?? '', buttons: rows.flat().map(({ text }) => text) };
}
