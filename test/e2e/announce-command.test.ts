/** `npm run announce` as an operator runs it: faults by line, the preview of a dry run, sending once per file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { testMs } from './house.ts';
import { run } from './service-process.ts';

let database: TestDatabase;
let client: pg.Client;
const folder = mkdtempSync(join(tmpdir(), 'ocop-announce-'));
beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

let approval = 'off';

async function announce(text: string, ...more: readonly string[]) {
  const path = join(folder, 'f.json');
  writeFileSync(path, text);
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SIMULATOR: 'on',
    ANNOUNCEMENT_APPROVAL: approval,
  };
  const command = run('src/announce.ts', env, ['--file', path, ...more]);
  const code = await command.ended();
  return { code, printed: command.printed() };
}

const rows = async () => (await client.query('SELECT state FROM announcement')).rows;

describe('the command', { timeout: testMs }, () => {
  it('tells every fault with its line and sends nothing', async () => {
    const { code, printed } = await announce(
      '{\n  "kind": "fairs",\n  "text": { "vi": "x" },\n  "units": ["5512"]\n}',
    );
    expect(code).toBe(1);
    expect(printed).toMatch(/f\.json:2: kind: /u);
    expect(printed).toMatch(/f\.json:4: units\.0: /u);
    expect(printed).toContain('Nothing was sent.');
    expect(await rows()).toEqual([]);
  });

  it('tells with their lines what only the rules and the database know, a picture too large among them', async () => {
    writeFileSync(join(folder, 'big.jpg'), Buffer.alloc(1_200_000));
    const lines = [
      '{',
      '  "kind": "fair",',
      '  "text": { "vi": "Chào {tuổi}, mời bà con dự hội chợ." },',
      '  "image": "big.jpg",',
      '  "sendAt": "2020-01-01 08:00",',
      '  "buttons": [{ "kind": "open_class", "classId": "LH9999" }],',
      '  "units": ["00000"],',
      '  "audience": {',
      '    "productSets": ["teapot"],',
      '    "interests": ["dancing"] },',
      '  "exclude": [{ "classes": ["LH0000"] }]',
      '}',
    ];
    const { code, printed } = await announce(lines.join('\n'));
    expect(code).toBe(1);
    const faults = [...printed.matchAll(/f\.json:(\d+): ([\w.]+): /gu)].map(
      ([, line, at]) => `${line} ${at}`,
    );
    expect(new Set(faults)).toEqual(
      new Set([
        '3 text.vi',
        '4 image',
        '5 sendAt',
        '6 buttons.0.classId',
        '7 units.0',
        '9 audience.productSets.0',
        '10 audience.interests.0',
        '11 exclude.0.classes.0',
      ]),
    );
    expect(await rows()).toEqual([]);
    const missing = await announce(lines.join('\n').replace('big.jpg', 'none.jpg'));
    expect(missing.printed).toMatch(/f\.json:4: image: there is no file none\.jpg/u);
  });

  it('shows whom it would reach and how it looks, then sends it once, however often it is run', async () => {
    const first = await announce('{"kind":"fair","text":{"vi":"Mời bà con dự hội chợ."},"units":["00000"]}');
    expect(first.printed).toContain('00000 is no unit of today.');
    const [unit] = (
      await client.query<{ code: string }>(
        `SELECT code FROM admin_unit WHERE level = 'commune' AND retired_at IS NULL ORDER BY code LIMIT 1`,
      )
    ).rows;
    await client.query(
      `WITH c AS (INSERT INTO contact (name, unit_code, consents, created_at)
         VALUES ('Bà Thử', $1, '{"service": true, "announcements": true}', now()) RETURNING id)
       INSERT INTO address (channel, external_id, contact_id, last_used_at) SELECT 'telegram', '77', id, now() FROM c`,
      [unit?.code],
    );
    const text = JSON.stringify({
      kind: 'fair',
      text: { vi: 'Chào {tên}, mời bà con {xã} dự hội chợ.' },
      buttons: [{ kind: 'rsvp' }],
      units: [unit?.code],
    });
    const dry = await announce(text, '--dry-run');
    expect(dry.printed).toContain('1 people chosen, 1 to be reached.');
    expect(dry.printed).toContain('| Chào bà con, mời bà con xã mình dự hội chợ.');
    expect(dry.printed).toContain('Nhắn DỪNG để không nhận.');
    expect(await rows()).toEqual([]);
    const sent = await announce(text);
    expect(sent).toMatchObject({ code: 0 });
    expect(sent.printed).toContain('TB-0001 is scheduled.');
    expect((await announce(text)).printed).toContain('TB-0001 is there already and scheduled.');
    const again = await announce(text.replace('"units"', '"sendAt":"2099-01-01 08:00","units"'));
    expect(again.printed).toContain('went out as TB-0001');
    expect(again.code).toBe(1);
    expect(await rows()).toHaveLength(2);

    await client.query(
      `WITH o AS (INSERT INTO officer (contact_id, role, joined_at) SELECT id, 'commune', now() FROM contact
      RETURNING contact_id) INSERT INTO officer_unit (contact_id, unit_code) SELECT contact_id, $1 FROM o`,
      [unit?.code],
    );
    approval = unit?.code ?? '';
    const waits = await announce(text.replace('dự hội chợ', 'dự hội chợ xuân'));
    expect(waits.printed).toMatch(/TB-\d{4} is waiting for approval\./u);
    const { rows: told } = await client.query(
      `SELECT address, bubbles -> 0 ->> 'text' AS text FROM parcel WHERE cause_kind = 'event' AND state = 'planned'`,
    );
    expect(told).toMatchObject([{ address: '77', text: expect.stringContaining('duyệt thông báo TB-') }]);
    approval = '99999';
    expect((await announce(text)).printed).toContain('ANNOUNCEMENT_APPROVAL names 99999');
  });
});
