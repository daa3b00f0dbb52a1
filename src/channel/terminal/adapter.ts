/** The terminal as a channel: what `npm run talk` uses. Sends are collected for whoever prints them. */
import type { Bubble, Inbound, Input } from '../../core/message.ts';
import type { Instant } from '../../core/model.ts';
import type { Channel } from '../../ports.ts';

export interface TerminalChannel extends Channel {
  /** What was sent to an address since the last call, oldest first. */
  taken(address: string): readonly Bubble[];
  /** Makes an inbound of what somebody typed; ids count up within this channel. */
  inbound(address: string, input: Input, at: Instant): Inbound;
}

/** Creates the channel; `session` keeps ids of different runs apart. */
export function createTerminalChannel(session: string): TerminalChannel {
  const sent = new Map<string, Bubble[]>();
  let count = 0;
  return {
    name: 'terminal',
    limits: { text: 4096, buttons: 30 },
    receive: () => ({ inbounds: [], receipts: [] }),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    send(address, bubble) {
      sent.set(address, [...(sent.get(address) ?? []), bubble]);
      count += 1;
      return Promise.resolve({ externalId: `${session}-${count}` });
    },
    fetchFile: ({ ref }) => Promise.resolve({ bytes: photoOf(ref), mime: 'image/png' }),
    taken(address) {
      const bubbles = sent.get(address) ?? [];
      sent.delete(address);
      return bubbles;
    },
    inbound(address, input, at) {
      count += 1;
      return { channel: 'terminal', externalId: `${session}-${count}`, address, sentAt: at, input };
    },
  };
}

/** Every file is another picture: its name stands behind the picture's end, where nobody reads on. */
const photoOf = (ref: string): Uint8Array => Buffer.concat([samplePhoto, Buffer.from(ref)]);

/** A one-pixel PNG: what `>photo` in a scenario stands for. */
const samplePhoto = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
