/** What happens in the chats, as server-sent events; the browser reconnects by itself and then asks for the state. */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { TelegramStandIn } from '../telegram/stand-in.ts';
import type { StandInEvent } from '../telegram/world.ts';
import { chatPart, messageView } from './view.ts';

/** Keeps proxies from cutting a silent stream. */
const pingMs = 20_000;

/** Something to watch: tells what happens from now on, and gives the way to stop. */
export type Source = (tell: (data: object) => void) => () => void;

export interface Live {
  stream(context: Context): Response;
  /** Ends all streams, so that the server can stop. */
  close(): void;
}

export function createLive(sources: readonly Source[]): Live {
  const ends = new Set<() => void>();
  let closed = false;
  return {
    stream: (context) => {
      const response = streamSSE(context, async (stream) => {
        if (closed) return;
        const tell = (data: object) => void stream.writeSSE({ data: JSON.stringify(data) });
        const unwatch = sources.map((watch) => watch(tell));
        const ping = setInterval(() => tell({ type: 'ping' }), pingMs);
        tell({ type: 'hello' });
        await new Promise<void>((resolve) => {
          ends.add(resolve);
          stream.onAbort(resolve);
        });
        clearInterval(ping);
        for (const stop of unwatch) stop();
      });
      // Its connection goes with the stream, else a server that stops would wait for it to fall idle.
      response.headers.set('connection', 'close');
      return response;
    },
    close() {
      closed = true;
      for (const end of ends) end();
      ends.clear();
    },
  };
}

/** What happens in the Telegram chats. */
export const telegramSource =
  (standIn: TelegramStandIn): Source =>
  (tell) =>
    standIn.watch((event) => {
      const told = eventView(standIn, event);
      if (told !== null) tell(told);
    });

function eventView(standIn: TelegramStandIn, event: StandInEvent): object | null {
  if (event.type === 'webhook_posted' || event.type === 'webhook_taken') return null;
  const chat = chatPart(standIn.world.chats.get(event.chat));
  const base = { type: event.type, person: event.chat, chat };
  return 'kept' in event ? { ...base, message: messageView(event.kept) } : base;
}
