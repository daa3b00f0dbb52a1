import type { InputKind } from '../../../src/core/message.ts';
import type { Deed } from '../../../src/simulator/zalo/deed.ts';
import type { ChatMessage } from '../../../src/simulator/zalo/model.ts';
import { type ChannelHarness, channelContract, type Seen, throttleMs } from '../../contract/channel.ts';
import { createPair, type Pair } from './harness.ts';

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);
const deeds: Partial<Record<InputKind, Deed>> = {
  text: { kind: 'text', text: 'mật ong' },
  start: { kind: 'follow' },
  phone: { kind: 'submit_info', info: { name: 'An', phone: '84900000017' } },
  location: { kind: 'location', latitude: 21.5, longitude: 105.8, address: 'Tân Cương' },
  photo: { kind: 'image', bytes: jpeg, mime: 'image/jpeg' },
  document: { kind: 'file', bytes: new Uint8Array([1]), mime: 'application/pdf', name: 'a.pdf' },
  voice: { kind: 'audio', bytes: new Uint8Array([1]), mime: 'audio/amr' },
  sticker: { kind: 'sticker' },
  left: { kind: 'unfollow' },
  withdrawn: { kind: 'withdraw' },
};

const path = '/v3.0/oa/message/cs';
/** So long before the next minute, when Zalo counts anew. */
const now = () => Date.UTC(2026, 10, 21, 3, 0, 60) - throttleMs;

channelContract('Zalo', async (): Promise<ChannelHarness> => {
  const pair = await createPair({}, { now, jitterMs: () => 0 });
  const { zalo, channel, an, say, inbounds } = pair;
  const refusal = (code: number) => () => zalo.faults.order({ path, effect: { kind: 'code', code } });
  const tap = async () => {
    await channel.send(
      an,
      { text: 'Chào', buttons: [{ label: 'Bắt đầu', payload: 'help:start:1' }] },
      noMedia,
    );
    return say({ kind: 'tap', messageId: zalo.chat(an).at(-1)?.id ?? '', button: 0 });
  };
  return {
    channel,
    address: an,
    says: {
      ...Object.fromEntries(Object.entries(deeds).map(([kind, deed]) => [kind, () => say(deed)])),
      button: tap,
    },
    async sayQuickly(texts) {
      const from = inbounds.length;
      await Promise.all(texts.map((text) => zalo.act(an, { kind: 'text', text })));
      return inbounds.slice(from);
    },
    async sayTwice(text) {
      const from = inbounds.length;
      zalo.webhook.setHabits({ duplicate: true });
      await zalo.act(an, { kind: 'text', text });
      zalo.webhook.setHabits({ duplicate: false });
      return inbounds.slice(from);
    },
    seen: () =>
      zalo
        .chat(an)
        .filter(({ from }) => from === 'oa')
        .map(seen),
    troubles: {
      throttled: refusal(-32),
      unreachable: refusal(-214),
      rejected: refusal(-248),
      out_of_window: refusal(-230),
      not_now: refusal(-234),
      config: refusal(-224),
      unknown: () => zalo.faults.order({ path, effect: { kind: 'drop', when: 'after' } }),
      blocked: () => void zalo.act(an, { kind: 'block' }),
    },
    async sentFile(bytes) {
      const { input } = await say({ kind: 'file', bytes, mime: 'application/octet-stream', name: 'a.bin' });
      if (input.kind !== 'document') throw new Error('no document came in');
      return input.file;
    },
    webhook: webhookCall(pair),
    close: pair.close,
  };
});

const noMedia = { read: async () => null };

function webhookCall({ zalo, channel, an }: Pair) {
  const { body, headers } = zalo.webhook.write({
    app_id: zalo.app.id,
    sender: { id: an },
    recipient: { id: zalo.oa.id },
    event_name: 'user_send_text',
    message: { text: 'xin chào', msg_id: '96d3cdf3af150460909' },
    timestamp: '1717061839659',
  });
  return { channel, headers: new Headers(headers), body: Buffer.from(body), unsigned: 'ignored' as const };
}

const seen = ({ content }: ChatMessage): Seen => ({
  text: content.text ?? '',
  payloads: (content.buttons ?? []).map(({ payload }) => String(payload).replace('#ocop:', '')),
  photo: content.kind === 'image',
  document: content.kind === 'file',
});
