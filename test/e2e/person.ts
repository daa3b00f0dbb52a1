/** Somebody who chats with the service on the Telegram stand-in. */
import { vi } from 'vitest';
import { linesOf } from '../../bench/registration-script.ts';
import type { TelegramStandIn } from '../../src/simulator/telegram/stand-in.ts';
import { patience } from '../support/patience.ts';

export interface Person {
  readonly id: number;
  say(text: string): void;
  /** Texts the bot wrote, oldest first. */
  heard(): readonly string[];
  /** Says something and waits for the answer to it; what else the bot writes meanwhile is no answer. */
  ask(text: string): Promise<string>;
  /** Waits for a text of the bot that fits. */
  hears(what: RegExp): Promise<string>;
  /** Goes through the registration from line to line, `to` not included. */
  walk(from: number, to?: number): Promise<void>;
}

/** Asks the database of the service. */
export type Rows = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Whether the turn of an update is over, and what it answers, bubble by bubble. */
const answerTo = `SELECT i.handled_at IS NOT NULL AS over,
    ARRAY(SELECT coalesce(b ->> 'text', '') FROM parcel p CROSS JOIN LATERAL jsonb_array_elements(p.bubbles) b
      WHERE p.cause_kind = 'inbound' AND p.cause_id = i.id) AS texts
  FROM inbox i WHERE i.id = 'telegram:' || $1`;

export function personIn(standIn: TelegramStandIn, rows: Rows, id: number): Person {
  const lines = linesOf(id);
  const send = (text: string) => standIn.act({ id, name: `Người Thử ${id}` }, { kind: 'text', text });
  const heard = () =>
    (standIn.chat(id)?.kept ?? [])
      .filter(({ message }) => message.from.is_bot)
      .map(({ message }) => message.text ?? '');
  /** The first of these messages that belongs to the answer to an update, once it is there. */
  const answerAmong = async (fresh: readonly string[], updateId: number): Promise<string | undefined> => {
    if (fresh.length === 0) return undefined;
    const [turn] = await rows<{ over: boolean; texts: string[] }>(answerTo, [String(updateId)]);
    if (turn?.over && turn.texts.length === 0) return fresh[0];
    // A long bubble arrives in parts.
    return fresh.find((text) => turn?.texts.some((whole) => whole.includes(text)));
  };
  const ask = async (text: string): Promise<string> => {
    const before = heard().length;
    const { updateId } = send(text);
    let answer: string | undefined;
    await vi.waitUntil(async () => {
      answer = await answerAmong(heard().slice(before), updateId);
      return answer !== undefined;
    }, patience);
    return answer ?? '';
  };
  return {
    id,
    say: (text) => void send(text),
    heard,
    ask,
    hears: (what) => vi.waitUntil(() => heard().find((text) => what.test(text)), patience),
    async walk(from, to = lines.length) {
      for (const line of lines.slice(from, to)) await ask(line);
    },
  };
}
