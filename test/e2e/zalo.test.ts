/** Zalo through the whole service: registrations with and without buttons, receipts, erasing, and calls that are none. */
import { execFile } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { linesOf } from '../../bench/registration-script.ts';
import { signWebhook } from '../../src/channel/zalo/sdk/mod.ts';
import { freePort } from '../support/port.ts';
import { startZaloService, type ZaloPerson, type ZaloService } from './zalo-service.ts';

let service: ZaloService;
afterEach(() => service.stop());

const textOf = (messages: readonly { content: { text?: string } }[]) =>
  messages.map(({ content }) => content.text ?? '').join('\n');
const count = async (what: string) =>
  (await service.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`))[0]?.n;

/** Follows the account, then says line after line. */
async function register(person: ZaloPerson, lines: readonly string[]): Promise<string> {
  await person.does({ kind: 'follow' });
  let answer: Awaited<ReturnType<ZaloPerson['says']>> = [];
  for (const line of lines) {
    answer = await person.says(line);
    expect(answer.length, `an answer to “${line}”`).toBeGreaterThan(0);
  }
  return textOf(answer);
}

describe('an idea is registered', () => {
  it('in numbered text, on an account without buttons', async () => {
    service = await startZaloService({ switches: { csButtons: false } });
    const an = service.person('An (bịa)');
    const end = await register(an, linesOf(1).slice(1));
    expect(end).toMatch(/YT-0001\/PĐK-19-05503-2\d{3}/);
    expect(an.read().every(({ content }) => content.buttons === undefined)).toBe(true);
    expect(textOf(an.read())).toMatch(/1\. .+\n2\. /);
    expect(await service.rows('SELECT status FROM idea')).toEqual([{ status: 'submitted' }]);
  });

  it('with buttons, where they fit', async () => {
    service = await startZaloService();
    const an = service.person('An (bịa)');
    const end = await register(an, [
      ...['Tiếng Việt', 'Đồng ý', 'Có', 'Có', 'Không', 'Đăng ký ý tưởng'],
      ...['Nguyễn Thị Mẫu', '0912345678', 'xã Tân Cương, Thái Nguyên', 'Đúng', 'Bỏ qua', 'Mật ong hoa rừng'],
      'Mật ong nuôi trên đồi keo, quay tay, đóng chai nửa lít, bán ở chợ xã',
      ...['Mật ong, mật khác, tổ yến', 'Đang làm rồi', 'hộ sản xuất', 'Bỏ qua', 'Gửi luôn'],
    ]);
    expect(end).toMatch(/YT-0001/);
    const taps = await service.rows(`SELECT id FROM inbox WHERE payload -> 'input' ->> 'kind' = 'button'`);
    expect(taps.length).toBeGreaterThan(8);
    expect(an.read().every(({ content }) => (content.buttons ?? []).length <= 5)).toBe(true);
  });

  it('with a phone number from Zalo’s card, a photo and a voice message on the way', async () => {
    service = await startZaloService({}, { PUBLIC_URL: 'https://bot.example.vn' });
    const an = service.person('An (bịa)');
    await register(an, linesOf(2).slice(1, 8));
    expect(an.read().at(-1)?.content.kind).toBe('request_user_info');
    const asked = await an.does({ kind: 'submit_info', info: { name: 'An', phone: '84912000002' } });
    expect(textOf(asked)).toContain('xã');
    const lines = linesOf(2).slice(9, 17);
    for (const line of lines) await an.says(line);
    const jpeg = new Uint8Array(500);
    jpeg.set([0xff, 0xd8, 0xff, 0xe0]);
    await an.does({ kind: 'image', bytes: jpeg, mime: 'image/jpeg' });
    await an.does({ kind: 'audio', bytes: new Uint8Array(9), mime: 'audio/amr' });
    expect(await count('media')).toBe(1);
    expect(await service.rows(`SELECT phone, phone_verified AS verified FROM contact`)).toEqual([
      { phone: '+84912000002', verified: false },
    ]);
  });
});

describe('what Zalo tells about our messages', () => {
  it('moves the ledger to seen', async () => {
    service = await startZaloService({ switches: { receipts: 'mixed', seenAfterMs: null } });
    const an = service.person('An (bịa)');
    await an.does({ kind: 'follow' });
    for (const line of ['Tiếng Việt', 'đồng ý', 'có', 'có', 'không']) await an.says(line);
    await service.zalo.webhook.idle();
    const states = () => service.rows('SELECT DISTINCT state FROM parcel');
    await expect.poll(states).toEqual([{ state: 'delivered' }]);
    await an.does({ kind: 'see' });
    await expect.poll(states).toEqual([{ state: 'seen' }]);
  });

  it('settles a reply whose answer was lost: the person reads it once', async () => {
    service = await startZaloService({ switches: { receipts: 'after_reply', seenAfterMs: null } });
    const an = service.person('An (bịa)');
    service.zalo.faults.order({ path: '/v3.0/oa/message/cs', effect: { kind: 'drop', when: 'after' } });
    await an.does({ kind: 'follow' });
    const settled = () => service.rows('SELECT state, attempts FROM parcel');
    await expect.poll(settled).toEqual([{ state: 'delivered', attempts: 1 }]);
    await service.app.deps.jobs.close();
    expect(an.read()).toHaveLength(1);
  });
});

describe('a person who takes their data back', () => {
  it('is erased when Zalo says so, and starts anew afterwards', async () => {
    service = await startZaloService();
    const an = service.person('An (bịa)');
    await register(an, linesOf(3).slice(1));
    await an.does({ kind: 'withdraw' });
    const [contact] = await service.rows<{ name: string | null; erased: boolean }>(
      'SELECT name, erased_at IS NOT NULL AS erased FROM contact ORDER BY id LIMIT 1',
    );
    expect(contact).toEqual({ name: null, erased: true });
    expect(await service.rows(`SELECT fields ->> 'registrantName' AS name FROM idea`)).toEqual([
      { name: '' },
    ]);
    expect(await count(`audit WHERE action = 'data_erased'`)).toBe(1);
    expect(await count('address')).toBe(0);
    expect(textOf(await an.says('xin chào'))).toContain('Which language');
  });

  it('who unfollows is not written to until they are back', async () => {
    service = await startZaloService();
    const an = service.person('An (bịa)');
    await an.does({ kind: 'follow' });
    expect(await an.does({ kind: 'unfollow' })).toEqual([]);
    expect(await service.rows('SELECT state FROM address')).toEqual([{ state: 'blocked' }]);
    await an.says('chào');
    expect(await service.rows('SELECT state FROM address')).toEqual([{ state: 'ok' }]);
  });
});

describe('calls that are none', () => {
  const post = async (body: string, headers: Record<string, string>) =>
    (await fetch(service.webhookUrl, { method: 'POST', body, headers })).status;
  const event = (text: string, msgId: string) =>
    JSON.stringify({
      app_id: service.zalo.app.id,
      sender: { id: '246845883529197922' },
      recipient: { id: service.zalo.oa.id },
      event_name: 'user_send_text',
      message: { text, msg_id: msgId },
      timestamp: '1717061839659',
    });
  const signed = (body: string, secret = service.zalo.oa.secret) => ({
    'x-zevent-signature': signWebhook(Buffer.from(body), service.zalo.app.id, secret),
  });

  it('forged, unsigned, broken or of unknown kind store nothing; a replay is stored once', async () => {
    service = await startZaloService();
    const body = event('chào', 'm1');
    expect(await post(body, signed(body, 'another'))).toBe(401);
    expect(await post(body.replace('chào', 'khác'), signed(body))).toBe(401);
    expect(await post(body, { 'x-zevent-signature': 'mac=' })).toBe(401);
    expect(await post(body, { mac: 'x' })).toBe(200);
    expect(await post('', {})).toBe(200);
    expect(await post('{}', {})).toBe(200);
    const unknown = JSON.stringify({ event_name: 'event_of_next_year', timestamp: '1' });
    expect(await post(unknown, signed(unknown))).toBe(200);
    expect(await count('inbox')).toBe(0);
    expect(await count('contact')).toBe(0);

    for (let n = 0; n < 3; n += 1) expect(await post(body, signed(body))).toBe(200);
    await service.app.intake.idle();
    expect(await count('inbox')).toBe(1);
    expect(await count('parcel')).toBe(1);
  });
});

describe('the account', () => {
  /** The pasted tokens are exchanged in the background right after the start; before that, a grant is not yet at rest. */
  const exchanged = () =>
    expect.poll(() => count(`zalo_grant WHERE access_expires_at > now() + interval '5 hours'`)).toBe(1);

  it('is connected through the pages by an operator’s link', async () => {
    const port = await freePort();
    const publicUrl = `http://localhost:${port}`;
    service = await startZaloService(
      {},
      { PORT: String(port), PUBLIC_URL: publicUrl, ZALO_SITE_VERIFICATION: 'abc-123' },
    );
    const { url } = service.app;
    const ready = async () => (await fetch(`${url}/readyz`)).json();
    expect(await ready()).toEqual({ ready: true, channels: { zalo: 'ok' } });
    await exchanged();
    await service.rows(`UPDATE zalo_grant SET state = 'needs_reconsent'`);
    expect(await ready()).toMatchObject({ channels: { zalo: 'needs_reconsent' } });

    const over = await fetch(`${url}/zalo/connect?key=made-up`, { redirect: 'manual' });
    expect([over.status, await over.text()]).toEqual([410, expect.stringContaining('hết hạn')]);
    const { stdout } = await runCli('connect', publicUrl);
    const link = /http:\/\/localhost:\d+\/zalo\/connect\?key=[\w-]+/.exec(stdout)?.[0] ?? '';
    const done = await fetch(link);
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Đã kết nối')]);
    expect(await ready()).toMatchObject({ channels: { zalo: 'ok' } });
    expect((await fetch(link)).status).toBe(410);

    expect(await (await fetch(`${url}/zalo_verifierabc-123.html`)).text()).toContain('content="abc-123"');
    expect(await (await fetch(url)).text()).toContain('zalo-platform-site-verification');
    expect((await fetch(`${url}/zalo/card.png`)).headers.get('content-type')).toBe('image/png');
  });

  it('whose tokens were sealed with another key is not connected, and says so', async () => {
    service = await startZaloService();
    await exchanged();
    await service.rows(`UPDATE zalo_grant SET access_token = 'v1.00000000.AAAA'`);
    expect(await (await fetch(`${service.app.url}/readyz`)).json()).toMatchObject({
      ready: true,
      channels: { zalo: 'not_connected' },
    });
    expect((await runCli('status')).stderr).toContain('ZALO_TOKEN_KEY');
  });

  it('is described by the command line, and takes tokens by hand, but not those of another account', async () => {
    service = await startZaloService();
    await exchanged();
    expect((await runCli('status')).stdout).toContain(`${service.zalo.oa.id}: connected`);
    const { accessToken, refreshToken } = service.zalo.tokens.grant();
    const stored = await runCli('tokens', null, `${accessToken}\n${refreshToken}\n`);
    expect(stored.stdout).toContain('is connected');
    const wrong = await runCli('tokens', null, `${accessToken}\n${refreshToken}\n`, '111222333');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('not of ZALO_OA_ID')]);
    expect((await runCli('dance')).stderr).toContain('Usage');
  });

  function runCli(command: string, publicUrl: string | null = null, input = '', oaId?: string) {
    const { zalo } = service;
    return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        ['--import', 'tsx', 'src/zalo.ts', command],
        {
          env: {
            PATH: process.env.PATH ?? '',
            DATABASE_URL: service.databaseUrl,
            DATA_DIR: service.dataDir,
            ZALO_APP_ID: zalo.app.id,
            ZALO_APP_SECRET: zalo.app.secret,
            ZALO_OA_ID: oaId ?? zalo.oa.id,
            ZALO_OPENAPI_ROOT: zalo.url,
            ZALO_OAUTH_ROOT: zalo.url,
            ...(publicUrl === null ? {} : { PUBLIC_URL: publicUrl }),
          },
        },
        (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  }
});
