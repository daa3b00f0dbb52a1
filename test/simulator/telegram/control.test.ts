import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, lan, startStandIn } from './call.ts';

const chat_id = lan.id;

describe('the control API', () => {
  let at: Caller;
  beforeEach(async () => {
    at = await startStandIn();
  });
  afterEach(() => at.close());
  const send = (text = 'a') => at.call('sendMessage', { chat_id, text });

  it('makes the next calls of a method fail, so many times, after so many', async () => {
    const effect = { kind: 'error', code: 429, description: 'Too Many Requests', retryAfter: 12 };
    await at.control('POST', 'faults', { method: 'sendMessage', times: 2, after: 1, effect });
    const answers = [await send(), await send(), await send(), await send()];
    expect(answers.map(({ status }) => status)).toEqual([200, 429, 429, 200]);
    expect(answers[1]?.parameters).toEqual({ retry_after: 12 });
    expect((await at.call('getMe')).ok).toBe(true);
  });

  it('drops the connection before or after doing the work', async () => {
    const before = at.chat(chat_id)?.kept.length ?? 0;
    await at.control('POST', 'faults', { method: 'sendMessage', effect: { kind: 'drop_before' } });
    await expect(send('không tới')).rejects.toThrow();
    await at.control('POST', 'faults', { method: 'sendMessage', effect: { kind: 'drop_after' } });
    await expect(send('đã tới')).rejects.toThrow();
    expect(
      at
        .chat(chat_id)
        ?.kept.slice(before)
        .map(({ message }) => message.text),
    ).toEqual(['đã tới']);
  });

  it('forgets ordered faults', async () => {
    await at.control('POST', 'faults', { times: 100, effect: { kind: 'drop_before' } });
    await at.control('DELETE', 'faults');
    expect((await send()).ok).toBe(true);
  });

  it('lets people act and shows what was accepted', async () => {
    const act = (deed: object) => at.control('POST', 'act', { person: lan, act: deed });
    await at.call('sendMessage', {
      chat_id,
      text: 'Chọn',
      reply_markup: { inline_keyboard: [[{ text: 'Một', callback_data: 'a:b:1' }]] },
    });
    expect((await act({ kind: 'tap', data: 'a:b:1' })).ok).toBe(true);
    expect(await act({ kind: 'tap', data: 'a:b:2' })).toMatchObject({
      status: 400,
      description: 'Bad Request: no such button',
    });
    expect((await act({ kind: 'photo', bytes: 'AQID', mime: 'image/png' })).ok).toBe(true);
    const both = await at.control('POST', 'act', [
      { person: lan, act: { kind: 'voice' } },
      { person: lan, act: { kind: 'sticker' } },
    ]);
    expect(both.result).toHaveLength(2);
    const { result } = await at.control('GET', `messages?chat=${chat_id}`);
    expect(result).toHaveLength(5);
    expect((await at.control('GET', 'stats')).result.calls.sendMessage).toBe(1);
  });

  it('shares phone and place through the keys of a reply keyboard, once', async () => {
    await at.call('sendMessage', {
      chat_id,
      text: 'Số?',
      reply_markup: {
        keyboard: [[{ text: 'Chia sẻ', request_contact: true }], ['Bỏ qua']],
        one_time_keyboard: true,
      },
    });
    at.act(lan, { kind: 'press', label: 'Chia sẻ' });
    expect(at.chat(chat_id)?.kept.at(-1)?.message.contact).toMatchObject({ user_id: chat_id });
    expect(() => at.act(lan, { kind: 'press', label: 'Bỏ qua' })).toThrow('no such key');
  });

  it.each([
    ['POST', 'faults', { effect: { kind: 'explode' } }, 400],
    ['POST', 'act', { person: lan, act: { kind: 'text' } }, 400],
    ['POST', 'act', 'x', 400],
    ['GET', 'secrets', undefined, 404],
  ])('refuses %s %s %j', async (verb, path, body, status) => {
    expect((await at.control(verb, path, body)).status).toBe(status);
  });

  it('stays bounded: old messages, files and chats leave', async () => {
    const small = await startStandIn({ bounds: { chats: 3, messagesPerChat: 4, fileBytes: 25 } });
    for (let n = 0; n < 10; n += 1) {
      small.act(
        { id: n + 1, name: 'X (hư cấu)' },
        { kind: 'document', bytes: new Uint8Array(10), mime: 'x/y' },
      );
      small.act({ id: 10, name: 'X (hư cấu)' }, { kind: 'text', text: String(n) });
    }
    expect([...small.world.chats.all()]).toHaveLength(3);
    expect(small.chat(10)?.kept).toHaveLength(4);
    const kept = small.chat(9)?.kept.map(({ message }) => message.document?.file_id ?? '') ?? [];
    expect(kept.map((id) => small.file(id)?.size)).toEqual([10]);
    await small.close();
  });
});
