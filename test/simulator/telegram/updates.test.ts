import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, lan, startStandIn } from './call.ts';

interface UpdateRow {
  readonly update_id: number;
  readonly message?: { readonly text: string };
}

describe('updates', () => {
  let at: Caller;
  beforeEach(async () => {
    at = await startStandIn();
  });
  afterEach(() => at.close());
  const poll = async (fields: object = {}): Promise<UpdateRow[]> =>
    (await at.call<UpdateRow[]>('getUpdates', fields)).result;
  const say = (text: string) => at.act(lan, { kind: 'text', text });
  const textsOf = (rows: readonly UpdateRow[]) => rows.map(({ message }) => message?.text);

  it('come again until they are confirmed by a higher offset', async () => {
    say('một');
    const rows = await poll();
    expect(textsOf(rows)).toEqual(['/start', 'một']);
    expect(await poll()).toEqual(rows);
    expect(textsOf(await poll({ offset: rows[1]?.update_id }))).toEqual(['một']);
    expect(await poll({ offset: (rows[1]?.update_id ?? 0) + 1 })).toEqual([]);
  });

  it('are numbered upwards, also across a restart of the stand-in', async () => {
    const last = say('một').updateId;
    const later = await startStandIn({ now: () => Date.now() + 60_000 });
    expect(later.act(lan, { kind: 'text', text: 'hai' }).updateId).toBeGreaterThan(last);
    await later.close();
  });

  it('wake a waiting poll at once', async () => {
    const [first] = await poll();
    const waiting = poll({ offset: (first?.update_id ?? 0) + 1, timeout: 30 });
    await expect.poll(() => at.world.calls.get('getUpdates')).toBe(2);
    say('một');
    expect(textsOf(await waiting)).toEqual(['một']);
  });

  it('go to one poller: the second ends the first with 409', async () => {
    const [first] = await poll();
    const offset = (first?.update_id ?? 0) + 1;
    const waiting = at.call('getUpdates', { offset, timeout: 30 });
    await expect.poll(() => at.world.calls.get('getUpdates')).toBe(2);
    await poll({ offset });
    expect(await waiting).toMatchObject({
      status: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
  });

  it('are not polled while a webhook is set', async () => {
    await at.call('setWebhook', { url: 'http://127.0.0.1:9/x' });
    expect(await at.call('getUpdates')).toMatchObject({
      status: 409,
      description: expect.stringContaining("can't use getUpdates method while webhook is active"),
    });
    expect((await at.call('getWebhookInfo')).result).toMatchObject({
      url: 'http://127.0.0.1:9/x',
      pending_update_count: 1,
    });
    await at.call('deleteWebhook');
    expect(textsOf(await poll())).toEqual(['/start']);
  });

  it('can be dropped, limited, doubled and turned round', async () => {
    await at.call('deleteWebhook', { drop_pending_updates: true });
    await at.control('POST', 'updates', { duplicate: 1, reorder: 3 });
    for (const text of ['một', 'hai', 'ba', 'bốn']) say(text);
    const rows = await poll();
    expect(textsOf(rows)).toEqual(['ba', 'hai', 'một', 'một', 'bốn']);
    expect(textsOf(await poll({ limit: 2 }))).toEqual(['ba', 'hai']);
  });

  it('are only of the kinds asked for', async () => {
    await poll({ allowed_updates: ['callback_query'] });
    say('một');
    expect(textsOf(await poll())).toEqual(['/start']);
  });

  it('cut a text that is too long for one message, as the apps do', async () => {
    say('a'.repeat(10_000));
    expect(
      textsOf(await poll())
        .slice(1)
        .map((text) => text?.length),
    ).toEqual([4096, 4096, 1808]);
  });

  it.each([
    ['http', 'ftp://x', 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook'],
    ['https://x', 'https://x', null],
  ])('a webhook needs a web address: %s', async (_, url, description) => {
    const answer = await at.call('setWebhook', { url });
    expect(answer.description ?? null).toBe(description);
  });

  it('a webhook secret has 1–256 of A-Z a-z 0-9 _ -', async () => {
    const set = (secret_token: string) => at.call('setWebhook', { url: 'https://x', secret_token });
    expect((await set('có dấu')).description).toBe('Bad Request: secret token contains unallowed characters');
    expect((await set('x'.repeat(257))).ok).toBe(false);
    expect((await set('aZ_9-')).ok).toBe(true);
  });
});
