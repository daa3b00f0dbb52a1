import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SendError } from '../../../src/core/error.ts';
import { createPair, hoa, noMedia, type Pair } from './harness.ts';

const address = String(hoa.id);

describe('rewriting a message on Telegram', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await createPair();
    pair.standIn.act(hoa, { kind: 'text', text: '/start' });
  });
  afterEach(() => pair.close());
  const last = () => (pair.standIn.chat(hoa.id)?.kept ?? []).at(-1)?.message;
  const buttons = [{ label: 'Xem', payload: 'a:b' }];
  const send = (text: string) => pair.channel.send(address, { text, buttons }, noMedia);
  const edit = (id: string, text: string) => pair.channel.edit?.(address, id, { text, buttons });

  it('puts other words and buttons in its place, and says nothing new', async () => {
    const { externalId } = await send('Đã gửi 1 trong 9');
    const count = pair.standIn.chat(hoa.id)?.kept.length;
    await edit(externalId, 'Đã gửi 5 trong 9');
    expect(last()).toMatchObject({
      message_id: Number(externalId),
      text: 'Đã gửi 5 trong 9',
      reply_markup: { inline_keyboard: [[{ text: 'Xem', callback_data: 'a:b' }]] },
    });
    expect(pair.standIn.chat(hoa.id)?.kept.length).toBe(count);
  });

  it('takes the same words again for no fault', async () => {
    const { externalId } = await send('như cũ');
    await edit(externalId, 'như mới');
    await expect(edit(externalId, 'như mới')).resolves.toBeUndefined();
  });

  it('refuses a message that is not there, and words too long for one', async () => {
    await expect(edit('999999', 'gì đó')).rejects.toBeInstanceOf(SendError);
    const { externalId } = await send('ngắn');
    await expect(edit(externalId, 'dài '.repeat(2_000))).rejects.toMatchObject({
      fault: { kind: 'rejected' },
    });
  });
});
