/** Links to documents: what is signed opens, everything else does not. The names are made up. */
import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { MediaId } from '../../src/core/model.ts';
import { createFileLinks } from '../../src/web/file-link.ts';
import { fileRoutes } from '../../src/web/files.ts';

const now = Date.UTC(2026, 10, 21);
const key = new Uint8Array(32).fill(7);
const links = createFileLinks(key, 'http://bot.example.vn');
const file = { media: 'abc' as MediaId, name: 'Danh sách lớp (bịa).xlsx' };
const bytes = new Uint8Array([80, 75, 3, 4]);
const app = (at = now) =>
  fileRoutes({
    links,
    media: { read: async (id) => (id === 'abc' ? { bytes, mime: 'application/zip' } : null) },
    clock: { now: () => at },
    texts: loadTexts(new URL('../../locales', import.meta.url).pathname),
  });
const open = (link: string, at?: number) =>
  app(at).request(new URL(link).pathname, { headers: { 'accept-language': 'vi' } });

describe('a link to a document', () => {
  it('gives the file under its Vietnamese name', async () => {
    const response = await open(links.make(file, now + 1000));
    expect(response.status).toBe(200);
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain(file.name);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it('says what to do when it is over or the file is gone', async () => {
    const over = await open(links.make(file, now + 1000), now + 1000);
    expect(over.status).toBe(410);
    expect(await over.text()).toContain('hết hạn');
    expect((await open(links.make({ ...file, media: 'x' as MediaId }, now + 1000))).status).toBe(410);
  });

  it('opens for nobody who changed or guessed it', async () => {
    const link = links.make(file, now + 1000);
    const [body = '', mac = ''] = new URL(link).pathname.slice('/files/'.length).split('.');
    const longer = Buffer.from(JSON.stringify(['abc', file.name, now + 9e9])).toString('base64url');
    const other = createFileLinks(new Uint8Array(32).fill(8), 'http://bot.example.vn');
    for (const forged of [`${longer}.${mac}`, body, `${body}.`, `${body}.${mac.slice(0, -2)}`, 'x.y'])
      expect((await open(`http://bot.example.vn/files/${forged}`)).status, forged).toBe(410);
    expect((await open(other.make(file, now + 1000))).status).toBe(410);
  });
});
