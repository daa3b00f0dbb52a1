import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, lan, startStandIn } from './call.ts';

const chat_id = lan.id;
const button = (fields: object) => ({ reply_markup: { inline_keyboard: [[fields]] } });

/** Calls the real server refuses, with its words (https://core.telegram.org/bots/api, tdlib/telegram-bot-api). */
const refused: readonly (readonly [string, string, object, number, string])[] = [
  ['no chat', 'sendMessage', { text: 'a' }, 400, 'Bad Request: chat_id is empty'],
  ['an unknown chat', 'sendMessage', { chat_id: 1, text: 'a' }, 400, 'Bad Request: chat not found'],
  ['no text', 'sendMessage', { chat_id }, 400, 'Bad Request: message text is empty'],
  ['only blanks', 'sendMessage', { chat_id, text: ' \n ' }, 400, 'Bad Request: message text is empty'],
  [
    'too much text',
    'sendMessage',
    { chat_id, text: 'a'.repeat(4097) },
    400,
    'Bad Request: message is too long',
  ],
  [
    'data above 64 bytes',
    'sendMessage',
    { chat_id, text: 'a', ...button({ text: 'x', callback_data: 'ế'.repeat(22) }) },
    400,
    'Bad Request: BUTTON_DATA_INVALID',
  ],
  [
    'empty data',
    'sendMessage',
    { chat_id, text: 'a', ...button({ text: 'x', callback_data: '' }) },
    400,
    'Bad Request: BUTTON_DATA_INVALID',
  ],
  [
    'a button that does nothing',
    'sendMessage',
    { chat_id, text: 'a', ...button({ text: 'x' }) },
    400,
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'a flat keyboard',
    'sendMessage',
    { chat_id, text: 'a', reply_markup: { inline_keyboard: [{ text: 'x', callback_data: 'y' }] } },
    400,
    'Bad Request: field "inline_keyboard" must be an Array of Arrays',
  ],
  [
    'markup that is no JSON',
    'sendMessage',
    { chat_id, text: 'a', reply_markup: '{' },
    400,
    "Bad Request: can't parse reply keyboard markup JSON object",
  ],
  [
    'broken HTML',
    'sendMessage',
    { chat_id, text: '<b>a', parse_mode: 'HTML' },
    400,
    'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
  ],
  ['no photo', 'sendPhoto', { chat_id }, 400, 'Bad Request: there is no photo in the request'],
  [
    'an unknown photo',
    'sendPhoto',
    { chat_id, photo: 'gone' },
    400,
    'Bad Request: wrong file identifier/HTTP URL specified',
  ],
  ['an unknown file', 'getFile', { file_id: 'gone' }, 400, 'Bad Request: invalid file_id'],
  [
    'an unknown tap',
    'answerCallbackQuery',
    { callback_query_id: '1' },
    400,
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  ],
  [
    'a message that is not there',
    'editMessageText',
    { chat_id, message_id: 999, text: 'a' },
    400,
    'Bad Request: message to edit not found',
  ],
  ['an unknown method', 'sendHoney', {}, 404, 'Not Found: method not found'],
];

describe('the Bot API', () => {
  let at: Caller;
  beforeAll(async () => {
    at = await startStandIn();
  });
  afterAll(() => at.close());

  it.each(refused)('refuses %s', async (_, method, fields, code, description) => {
    expect(await at.call(method, fields)).toMatchObject({ status: code, ok: false, description });
  });

  it('knows its token: another one is unauthorized, a shapeless one no address', async () => {
    expect(await at.call('getMe', {}, '1:abc')).toMatchObject({ status: 401, description: 'Unauthorized' });
    expect(await at.call('getMe', {}, 'abc')).toMatchObject({ status: 404, description: 'Not Found' });
    expect((await at.call('GETME')).result).toMatchObject({ is_bot: true, username: 'ocop_simulated_bot' });
  });

  it('takes 4,096 characters, counted after the formatting', async () => {
    const text = `<b>${'ê'.repeat(4096)}</b>`;
    const sent = await at.call('sendMessage', { chat_id, text, parse_mode: 'HTML' });
    expect(sent.result.text).toHaveLength(4096);
  });

  it('takes parameters from query, form and JSON alike', async () => {
    const url = `${at.apiRoot}/bot${at.token}/sendMessage`;
    const get = await fetch(`${url}?chat_id=${chat_id}&text=m%E1%BA%ADt`);
    const form = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ chat_id: String(chat_id), text: 'ong' }),
    });
    expect([get.status, form.status]).toEqual([200, 200]);
    expect(
      at
        .chat(chat_id)
        ?.kept.slice(-2)
        .map(({ message }) => message.text),
    ).toEqual(['mật', 'ong']);
  });

  it('numbers messages upwards and edits only its own', async () => {
    const first = await at.call('sendMessage', {
      chat_id,
      text: 'một',
      ...button({ text: 'x', callback_data: 'y' }),
    });
    const second = await at.call('sendMessage', { chat_id, text: 'hai' });
    const { message_id } = first.result;
    expect(second.result.message_id).toBeGreaterThan(message_id);
    const edited = await at.call('editMessageReplyMarkup', { chat_id, message_id });
    expect(edited.result.reply_markup).toBeUndefined();
    expect((await at.call('editMessageReplyMarkup', { chat_id, message_id })).description).toContain(
      'not modified',
    );
    const own = at.chat(chat_id)?.kept[0]?.message.message_id;
    expect((await at.call('editMessageText', { chat_id, message_id: own, text: 'x' })).description).toBe(
      "Bad Request: message can't be edited",
    );
  });

  it('refuses to write to those who blocked the bot or are gone, and to those who never wrote', async () => {
    const person = { id: 700_000_010, name: 'Tám (hư cấu)' };
    const write = () => at.call('sendMessage', { chat_id: person.id, text: 'a' });
    expect(await write()).toMatchObject({ status: 400, description: 'Bad Request: chat not found' });
    at.act(person, { kind: 'text', text: 'chào' });
    at.act(person, { kind: 'block' });
    expect(await write()).toMatchObject({
      status: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    at.act(person, { kind: 'unblock' });
    expect((await write()).ok).toBe(true);
    at.act(person, { kind: 'deactivate' });
    expect(await write()).toMatchObject({ status: 403, description: 'Forbidden: user is deactivated' });
  });

  it('takes only pictures as photos', async () => {
    const send = async (bytes: number[]) => {
      const body = new FormData();
      body.set('chat_id', String(chat_id));
      body.set('photo', new Blob([new Uint8Array(bytes)]), 'x.jpg');
      const url = `${at.apiRoot}/bot${at.token}/sendPhoto`;
      return (await (await fetch(url, { method: 'POST', body })).json()) as { description?: string };
    };
    expect((await send([1, 2, 3])).description).toBe('Bad Request: IMAGE_PROCESS_FAILED');
    expect((await send([0xff, 0xd8, 0xff])).description).toBeUndefined();
    const photo = at.chat(chat_id)?.kept.at(-1)?.message.photo?.[0]?.file_id ?? '';
    expect(at.file(photo)?.mime).toBe('image/jpeg');
  });

  it('keeps an upload and gives it out again, but not what is above 20 MB', async () => {
    at.act(lan, { kind: 'photo', bytes: new Uint8Array([9, 8, 7]), mime: 'image/jpeg' });
    const file_id = at.chat(chat_id)?.kept.at(-1)?.message.photo?.[0]?.file_id;
    const { file_path } = (await at.call('getFile', { file_id })).result;
    const file = await fetch(`${at.apiRoot}/file/bot${at.token}/${file_path}`);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array([9, 8, 7]));
    expect((await fetch(`${at.apiRoot}/file/bot1:x/${file_path}`)).status).toBe(401);
    at.act(lan, { kind: 'document', bytes: new Uint8Array(20 * 1024 * 1024 + 1), mime: 'image/jpeg' });
    const big = at.chat(chat_id)?.kept.at(-1)?.message.document?.file_id;
    expect((await at.call('getFile', { file_id: big })).description).toBe('Bad Request: file is too big');
  });

  it('writes to people of an earlier run when told whom it may know', async () => {
    const other = await startStandIn({ adopt: (id) => (id === 77 ? { id, name: 'Cũ (hư cấu)' } : null) });
    expect((await other.call('sendMessage', { chat_id: 77, text: 'a' })).ok).toBe(true);
    expect((await other.call('sendMessage', { chat_id: 78, text: 'a' })).ok).toBe(false);
    await other.close();
  });
});
