import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { switches } from '../../../src/simulator/zalo/control-shapes.ts';
import { DEFAULT_SWITCHES } from '../../../src/simulator/zalo/options.ts';
import { DAY, type PairWithBot, START, startPairWithBot } from './pair.ts';

let pair: PairWithBot;
beforeEach(async () => {
  pair = await startPairWithBot();
});
afterEach(() => pair.close());

async function ask(method: string, word: string, body?: unknown): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${pair.standIn.url}/_control/${word}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: await response.json() };
}

describe('the control API', () => {
  test('shows the state with people, windows and prices', async () => {
    expect((await ask('GET', 'state')).json).toMatchObject({
      now: START,
      oa: { id: pair.standIn.oa.id },
      people: [
        { id: pair.an, window: { state: 'free', next: { priceVnd: 0 } } },
        { window: { state: 'never' } },
      ],
      webhook: { active: true, url: pair.bot.url },
    });
  });

  test('moves the clock ahead, never back', async () => {
    expect((await ask('POST', 'clock', { advanceMs: DAY })).json).toEqual({ now: START + DAY });
    expect((await ask('POST', 'clock', { advanceMs: -1 })).status).toBe(400);
    expect(pair.standIn.clock.now()).toBe(START + DAY);
  });

  test('orders faults, sets switches, limits and habits', async () => {
    await ask('POST', 'faults', { path: '/v2.0/oa/getoa', effect: { kind: 'code', code: -32 } });
    await expect(pair.client.officialAccount()).rejects.toMatchObject({ code: -32 });
    await ask('POST', 'faults', { effect: { kind: 'drop', when: 'after' }, times: 9 });
    await ask('DELETE', 'faults');
    expect((await pair.client.officialAccount()).oaId).toBe(pair.standIn.oa.id);
    expect((await ask('POST', 'switches', { csButtons: false })).json).toMatchObject({
      csButtons: false,
      csList: false,
    });
    await ask('POST', 'rate', { appPerMinute: 1 });
    expect(await ask('POST', 'habits', { json: 'spaced' })).toMatchObject({ status: 200 });
    expect(pair.standIn.webhook.state().habits.json).toBe('spaced');
    await expect(pair.client.officialAccount()).rejects.toMatchObject({ code: -32 });
  });

  test('knows every switch there is', () => {
    expect(switches.parse(DEFAULT_SWITCHES)).toEqual(DEFAULT_SWITCHES);
  });

  test('lets people act and adds new ones', async () => {
    const added = await ask('POST', 'people', { name: 'Cúc (bịa)' });
    const personId = (added.json as { id: string }).id;
    const done = await ask('POST', 'act', { personId, deed: { kind: 'text', text: 'chào' } });
    expect(done.json).toMatchObject({ messageId: expect.any(String) });
    expect(pair.bot.names()).toEqual(['user_send_text']);
    const bytes = Buffer.from('x').toString('base64');
    await ask('POST', 'act', { personId, deed: { kind: 'image', bytes, mime: 'image/png' } });
    expect((await ask('GET', `chat?person=${personId}`)).json).toMatchObject([
      { content: { text: 'chào' } },
      { content: { kind: 'image' } },
    ]);
    expect((await ask('POST', 'act', { personId: '1', deed: { kind: 'see' } })).status).toBe(400);
    expect((await ask('POST', 'act', { personId, deed: { kind: 'dance' } })).status).toBe(400);
  });

  test('lists calls and deliveries, grants and revokes tokens', async () => {
    await pair.client.messages.send(pair.an, { kind: 'text', text: 'a' });
    expect((await ask('GET', 'calls')).json).toMatchObject({
      count: 1,
      calls: [
        { method: 'POST', path: '/v3.0/oa/message/cs', status: 200, body: expect.stringContaining(pair.an) },
      ],
    });
    await pair.standIn.webhook.idle();
    expect((await ask('GET', 'deliveries')).json).toMatchObject([{ name: 'oa_send_text' }, {}]);
    const grant = (await ask('POST', 'grant')).json as { accessToken: string };
    expect((await pair.clientWith(grant.accessToken).officialAccount()).oaId).toBe(pair.standIn.oa.id);
    await ask('POST', 'revoke');
    await expect(pair.client.officialAccount()).rejects.toMatchObject({ code: -216 });
  });

  test('registers another webhook and sends probes', async () => {
    await ask('POST', 'webhook', { url: `${pair.bot.url}?second`, events: ['follow'] });
    expect(pair.standIn.webhook.state()).toMatchObject({ events: ['follow'] });
    expect((await ask('POST', 'probe')).json).toBe(401);
  });

  test('names its words when it does not know one, and says what is wrong with broken JSON', async () => {
    expect(await ask('GET', 'nothing')).toMatchObject({ status: 404, json: { words: expect.any(Array) } });
    const broken = await fetch(`${pair.standIn.url}/_control/faults`, { method: 'POST', body: '{' });
    expect(broken.status).toBe(400);
  });
});
