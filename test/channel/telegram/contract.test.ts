import { createTelegramChannel } from '../../../src/channel/telegram/adapter.ts';
import type { Inbound, InputKind } from '../../../src/core/message.ts';
import type { FaultEffect } from '../../../src/simulator/telegram/fault-plan.ts';
import type { Act } from '../../../src/simulator/telegram/person.ts';
import type { WireMessage } from '../../../src/simulator/telegram/wire.ts';
import { type ChannelHarness, channelContract, type Seen, throttleMs } from '../../contract/channel.ts';
import { createLogBook } from '../log-book.ts';
import { createInboundBook, createPair, hoa } from './harness.ts';

const acts: Partial<Record<InputKind, Act>> = {
  text: { kind: 'text', text: 'mật ong' },
  start: { kind: 'text', text: '/start officer-join-K7QX2M' },
  button: { kind: 'tap', data: 'help:start:1' },
  phone: { kind: 'contact', phone: '84900000017', own: true },
  location: { kind: 'location', latitude: 21.5, longitude: 105.8 },
  photo: { kind: 'photo', bytes: new Uint8Array([1, 2, 3]), mime: 'image/jpeg' },
  document: { kind: 'document', bytes: new Uint8Array([1]), mime: 'application/pdf', name: 'a.pdf' },
  voice: { kind: 'voice' },
  sticker: { kind: 'sticker', emoji: '👍' },
  unsupported: { kind: 'video' },
  left: { kind: 'block' },
  came_back: { kind: 'unblock' },
};

channelContract('Telegram', async (): Promise<ChannelHarness> => {
  const pair = await createPair();
  const { standIn, channel } = pair;
  const book = createInboundBook();
  await channel.start(book.accept);
  const say = async (act: Act): Promise<Inbound> => {
    const count = book.accepted.length + 1;
    standIn.act(hoa, act);
    const inbound = (await book.until(count)).at(count - 1);
    if (inbound === undefined) throw new Error('nothing came in');
    return inbound;
  };
  await say({ kind: 'text', text: '/start' });
  await channel.send(
    String(hoa.id),
    { text: 'Chào', buttons: [{ label: 'Bắt đầu', payload: 'help:start:1' }] },
    { read: async () => null },
  );
  const trouble = (effect: FaultEffect) => () =>
    standIn.faults.order({ method: 'sendMessage', times: 1, effect });
  const refusal = (code: number, description: string) => trouble({ kind: 'error', code, description });
  return {
    channel,
    address: String(hoa.id),
    says: Object.fromEntries(Object.entries(acts).map(([kind, act]) => [kind, () => say(act)])),
    async sayQuickly(texts) {
      const from = book.accepted.length;
      for (const text of texts) standIn.act(hoa, { kind: 'text', text });
      return (await book.until(from + texts.length)).slice(from);
    },
    async sayTwice(text) {
      const from = book.accepted.length;
      standIn.world.updates.duplicateNext(1);
      standIn.act(hoa, { kind: 'text', text });
      return (await book.until(from + 2)).slice(from);
    },
    seen: () =>
      (standIn.chat(hoa.id)?.kept ?? [])
        .filter(({ message }) => message.from.is_bot)
        .map(({ message }) => seen(message)),
    troubles: {
      throttled: trouble({
        kind: 'error',
        code: 429,
        description: 'Too Many Requests',
        retryAfter: throttleMs / 1000,
      }),
      unreachable: refusal(502, 'Bad Gateway'),
      rejected: refusal(400, 'Bad Request: BUTTON_DATA_INVALID'),
      out_of_window: null,
      not_now: null,
      config: refusal(401, 'Unauthorized'),
      unknown: trouble({ kind: 'drop_after' }),
      blocked: () => standIn.act(hoa, { kind: 'deactivate' }),
    },
    async sentFile(bytes) {
      if (standIn.chat(hoa.id)?.state !== 'open') await say({ kind: 'unblock' });
      const { input } = await say({ kind: 'document', bytes, mime: 'application/octet-stream' });
      if (input.kind !== 'document') throw new Error('no document came in');
      return input.file;
    },
    webhook: webhookCall(standIn),
    close: pair.close,
  };
});

function webhookCall({ token, apiRoot }: { readonly token: string; readonly apiRoot: string }) {
  const secret = 'made-up-secret_1';
  const { log } = createLogBook();
  return {
    channel: createTelegramChannel({ token, apiRoot, webhook: { url: 'https://bot.example', secret }, log }),
    unsigned: 401 as const,
    headers: new Headers({ 'x-telegram-bot-api-secret-token': secret }),
    body: Buffer.from(
      JSON.stringify({
        update_id: 1,
        message: {
          message_id: 1,
          date: 1_769_907_600,
          from: { id: hoa.id, is_bot: false, first_name: hoa.name },
          chat: { id: hoa.id, type: 'private' },
          text: 'xin chào',
        },
      }),
    ),
  };
}

function seen(message: WireMessage): Seen {
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  return {
    text: message.text ?? message.caption ?? '',
    payloads: buttons.map((button) => button.callback_data ?? ''),
    photo: message.photo !== undefined,
    document: message.document !== undefined,
  };
}
