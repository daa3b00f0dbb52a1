/**
 * What every channel adapter must do, whatever its platform: run on each of them against its stand-in over HTTP. What a
 * platform does not have is `null` in the harness and left out.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SendError, type SendFault } from '../../src/core/error.ts';
import type { Bubble, FileRef, Inbound, InputKind } from '../../src/core/message.ts';
import type { MediaId } from '../../src/core/model.ts';
import type { Channel, MediaReader } from '../../src/ports.ts';

/** What the person sees of one message. */
export interface Seen {
  readonly text: string;
  readonly payloads: readonly string[];
  readonly photo: boolean;
  readonly document: boolean;
}

/** The time a throttling platform is told to ask for. */
export const throttleMs = 7000;

export interface ChannelHarness {
  readonly channel: Channel;
  /** The person's account, already known to the platform. */
  readonly address: string;
  /** Ways the person can send each kind; resolves with what `accept` was handed for it. */
  readonly says: Readonly<Partial<Record<InputKind, () => Promise<Inbound>>>>;
  /** Sends texts at once; resolves with all that was handed on for them, in order. */
  sayQuickly(texts: readonly string[]): Promise<readonly Inbound[]>;
  /** Sends one text that the platform delivers twice. */
  sayTwice(text: string): Promise<readonly Inbound[]>;
  /** All messages of the bot the person sees, oldest first. */
  seen(): readonly Seen[];
  /** Makes the next send end in that fault; `null` when the platform has no such answer. */
  readonly troubles: Readonly<Record<SendFault['kind'], (() => void) | null>>;
  /** A file of these bytes that the person sent. */
  sentFile(bytes: Uint8Array): Promise<FileRef>;
  /** The same adapter in webhook mode, with a call the platform would make. */
  readonly webhook: {
    readonly channel: Channel;
    readonly headers: Headers;
    readonly body: Uint8Array;
    /** What a call without signature gets: an HTTP status, or 200 and nothing taken from it. */
    readonly unsigned: 401 | 'ignored';
  };
  close(): Promise<void>;
}

const photo = 'photo-of-honey' as MediaId;
/** The first bytes of a JPEG, enough for stand-ins. */
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46]);
const media: MediaReader = {
  read: async (id) => (id === photo ? { bytes: jpeg, mime: 'image/jpeg' } : null),
};

export function channelContract(name: string, make: () => Promise<ChannelHarness>): void {
  describe(`the ${name} channel`, () => {
    let at: ChannelHarness;
    beforeAll(async () => {
      at = await make();
    });
    afterAll(() => at.close());
    const send = (bubble: Bubble) => at.channel.send(at.address, bubble, media);
    receives(() => at);
    refuses(() => at);
    sends(() => at, send);
    fails(() => at, send);
    fetches(() => at);
  });
}

type Get = () => ChannelHarness;
type Send = (bubble: Bubble) => ReturnType<Channel['send']>;

function receives(at: Get): void {
  it('hands on each kind the person can send, from the same address', async () => {
    const kinds = Object.keys(at().says) as InputKind[];
    expect(kinds.length).toBeGreaterThan(3);
    for (const kind of kinds) {
      const inbound = await at().says[kind]?.();
      expect(inbound?.input.kind).toBe(kind);
      expect(inbound).toMatchObject({ channel: at().channel.name, address: at().address });
      expect(JSON.parse(JSON.stringify(inbound))).toEqual(inbound);
    }
  });

  it('keeps the order of what one person sends', async () => {
    const texts = Array.from({ length: 25 }, (_, n) => `câu ${n}`);
    const inbounds = await at().sayQuickly(texts);
    expect(inbounds.map(({ input }) => (input.kind === 'text' ? input.text : input.kind))).toEqual(texts);
    expect(new Set(inbounds.map(({ externalId }) => externalId)).size).toBe(texts.length);
  });

  it('gives a redelivered message the same external id', async () => {
    const ids = (await at().sayTwice('hai lần')).map(({ externalId }) => externalId);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });
}

function refuses(at: Get): void {
  it('reads a genuine webhook call', () => {
    const { channel, headers, body } = at().webhook;
    expect(channel.receive(headers, body).inbounds).toHaveLength(1);
  });

  const bodies = (body: Uint8Array) => [body, new Uint8Array(), new Uint8Array(2_000_000)];

  it('refuses a webhook call with a wrong signature: 401, whatever its body', () => {
    const { channel, headers, body } = at().webhook;
    const forged = new Headers(
      [...headers].map(([key, value]) => [key, value.slice(0, -1) + (value.endsWith('0') ? '1' : '0')]),
    );
    for (const bytes of bodies(body))
      expect(() => channel.receive(forged, bytes)).toThrow(expect.objectContaining({ status: 401 }));
  });

  it('takes nothing from a webhook call without a signature, whatever its body', () => {
    const { channel, body, unsigned } = at().webhook;
    for (const bytes of bodies(body)) {
      const receive = () => channel.receive(new Headers(), bytes);
      if (unsigned === 'ignored') expect(receive()).toEqual({ inbounds: [], receipts: [] });
      else expect(receive).toThrow(expect.objectContaining({ status: unsigned }));
    }
  });
}

function sends(at: Get, send: Send): void {
  const last = () => at().seen().at(-1);

  it('hands over a text exactly as it is, whatever is in it', async () => {
    const text = 'Hợp tác xã <b>Mật & Ong</b> *_[x](y)` \\ "quotes" 👍';
    const handed = await send({ text });
    expect(handed.externalId).not.toBe('');
    expect(last()?.text).toBe(text);
  });

  it('shows buttons with their payloads, up to 64 bytes', async () => {
    const payloads = ['register-idea:confirm:yes', `my-ideas:open:${'x'.repeat(50)}`];
    expect(payloads[1]).toHaveLength(64);
    await send({ text: 'Đúng không?', buttons: payloads.map((payload) => ({ label: 'Đúng', payload })) });
    expect(last()).toMatchObject({ text: 'Đúng không?', payloads });
  });

  it('splits a text above the limit, keeps every word, and puts the buttons under the last part', async () => {
    const before = at().seen().length;
    const sentence = 'Bà con ghi rõ tên sản phẩm, nguyên liệu và nơi làm. ';
    const text = sentence.repeat(Math.ceil((at().channel.limits.text * 2.2) / sentence.length)).trim();
    await send({ text, buttons: [{ label: 'Tiếp', payload: 'help:more:1' }] });
    const parts = at().seen().slice(before);
    expect(parts).toHaveLength(3);
    expect(parts.map((part) => part.text).join(' ')).toBe(text);
    expect(parts.map((part) => part.payloads.length)).toEqual([0, 0, 1]);
  });

  it('shows a photo with its words', async () => {
    await send({ text: 'Ảnh 1', photo });
    expect(
      at()
        .seen()
        .slice(-2)
        .some((one) => one.photo),
    ).toBe(true);
    expect(
      at()
        .seen()
        .slice(-2)
        .some(({ text }) => text === 'Ảnh 1'),
    ).toBe(true);
  });

  it('sends the words alone when the photo is gone', async () => {
    await send({ text: 'Ảnh đã xoá', photo: 'gone' as MediaId });
    expect(last()).toMatchObject({ text: 'Ảnh đã xoá', photo: false });
  });
}

function fails(at: Get, send: Send): void {
  const kinds: readonly SendFault['kind'][] = [
    'throttled',
    'unreachable',
    'rejected',
    'out_of_window',
    'not_now',
    'config',
    'unknown',
    'blocked',
  ];
  it.each(kinds)('names the fault: %s', async (kind) => {
    const trouble = at().troubles[kind];
    if (trouble === null) return;
    trouble();
    const error = await send({ text: 'một' }).then(
      () => null,
      (failure: unknown) => failure,
    );
    expect(error).toBeInstanceOf(SendError);
    const fault = (error as SendError).fault;
    expect(fault).toMatchObject(kind === 'throttled' ? { kind, afterMs: throttleMs } : { kind });
    expect((error as SendError).cause).toBeUndefined();
  });
}

function fetches(at: Get): void {
  const bytes = new Uint8Array(5000).map((_, n) => n % 251);

  it('fetches a file the person sent, up to the cap', async () => {
    const file = await at().sentFile(bytes);
    const fetched = await at().channel.fetchFile(file, bytes.length);
    expect(Buffer.from(fetched?.bytes ?? []).equals(bytes)).toBe(true);
  });

  it('gives nothing for a file above the cap, whether its size was declared or not', async () => {
    const file = await at().sentFile(bytes);
    const { size: _, ...undeclared } = file;
    expect(await at().channel.fetchFile(file, bytes.length - 1)).toBeNull();
    expect(await at().channel.fetchFile(undeclared, bytes.length - 1)).toBeNull();
  });
}
