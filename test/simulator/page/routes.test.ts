import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { preparedPeople } from '../../../src/simulator/page/people.ts';
import { simulatorRoutes } from '../../../src/simulator/page/routes.tsx';
import type { MessageView } from '../../../src/simulator/page/view.ts';
import { pagePlace } from './page-place.ts';

const scriptNames = readdirSync(new URL('../../../public/simulator/', import.meta.url)).filter((name) =>
  name.endsWith('.js'),
);

interface State {
  readonly people: readonly {
    readonly id: number;
    readonly name: string;
    readonly startArg: string | null;
    readonly chat: { readonly state: string; readonly keyboard: unknown };
    readonly messages: readonly MessageView[];
  }[];
}

describe('the simulator page', () => {
  const place = pagePlace<State>('i_k7qx2mabcd');
  const { get, post, state } = place;
  const hoa = preparedPeople()[0];
  const hoaId = hoa?.id ?? 0;

  it.each([
    ['vi', '', 'Trang thử OCOP bot'],
    ['en', '?lang=en', 'OCOP bot simulator'],
  ])('speaks %s', async (language, query, title) => {
    const html = await (await get(query)).text();
    expect(html).toMatch(/^<!doctype html>/u);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(`<h1>${title}</h1>`);
  });

  it('has every text it uses, in both languages, and both files have the same keys', async () => {
    const keys = (language: string) => {
      const file = new URL(`../../../locales/${language}/simulator.json`, import.meta.url);
      return Object.keys((JSON.parse(readFileSync(file, 'utf8')) as { simulator: object }).simulator);
    };
    expect(keys('en')).toEqual(keys('vi'));
    const scripts = await Promise.all(scriptNames.map(async (name) => (await get(`/static/${name}`)).text()));
    const used = scripts.join('\n').matchAll(/\bwords\.(\w+)/gu);
    for (const [, key] of used) expect(keys('vi')).toContain(key);
    for (const query of ['', '?lang=en']) {
      const html = (await (await get(query)).text()).replace(/data-words="[^"]*"/u, '');
      for (const key of keys('vi')) expect(html).not.toContain(`>${key}<`);
    }
  });

  it('gives its own script and styles and nothing else', async () => {
    const html = await (await get('')).text();
    for (const [, path] of html.matchAll(/(?:src|href)="\/simulator(\/static\/[^"]+)"/gu)) {
      expect((await get(path ?? '')).status).toBe(200);
    }
    for (const path of ['/static/..%2f..%2fpackage.json', '/static/toString', '/static/x.js']) {
      expect((await get(path)).status).toBe(404);
    }
    expect((await get('')).headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('shows the prepared people, the officer with the link of the invitation', async () => {
    const { people } = await state();
    expect(people.map(({ name }) => name)).toEqual(['Bà Hoa', 'Anh Sơn', 'Chị Lan']);
    expect(people.map(({ startArg }) => startArg)).toEqual([null, null, 'i_k7qx2mabcd']);
  });

  it('lets a person write, and shows what was written as it is', async () => {
    const text = '<img src=x onerror=alert(1)> "mật" & ong';
    expect((await post(`/people/${hoaId}/acts`, { kind: 'text', text })).status).toBe(200);
    expect((await state()).people[0]?.messages).toMatchObject([{ mine: true, text }]);
    expect(place.telegram.world.updates.pendingCount()).toBe(1);
    expect(await (await get('')).text()).not.toContain('onerror');
  });

  it.each([
    ['share_phone', { phone: '84900000001' }],
    ['share_location', { location: { latitude: 21.5942 } }],
    ['voice', { voice: true }],
    ['sticker', { sticker: '👍' }],
  ])('lets a person send: %s', async (kind, shown) => {
    expect((await post(`/people/${hoaId}/acts`, { kind })).status).toBe(200);
    expect((await state()).people[0]?.messages[0]).toMatchObject(shown);
  });

  it('takes a photo and shows it, but never gives anything but pictures out', async () => {
    const bytes = new Uint8Array([0xff, 0xd8, 0xff]);
    const sent = await post(`/people/${hoaId}/photo`, bytes, {
      'x-simulator': '1',
      'content-type': 'image/jpeg',
    });
    expect(sent.status).toBe(200);
    const photo = (await state()).people[0]?.messages[0]?.photo ?? '';
    const file = await get(`/files/${photo}`);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    place.telegram.act({ id: hoaId, name: 'Hoa' }, { kind: 'document', bytes, mime: 'text/html' });
    const html = place.telegram.chat(hoaId)?.kept.at(-1)?.message.document?.file_id ?? '';
    expect((await get(`/files/${html}`)).status).toBe(404);
    const kept = await get(`/files/${html}/kept`);
    expect(new Uint8Array(await kept.arrayBuffer())).toEqual(bytes);
    expect(kept.headers.get('content-type')).toBe('application/octet-stream');
    expect(kept.headers.get('content-disposition')).toBe('attachment');
    expect((await get('/files/nothing/kept')).status).toBe(404);
    const script = { 'x-simulator': '1', 'content-type': 'text/html' };
    expect((await post(`/people/${hoaId}/photo`, bytes, script)).status).toBe(400);
  });

  it('blocks and unblocks the bot', async () => {
    await post(`/people/${hoaId}/acts`, { kind: 'block' });
    expect((await state()).people[0]?.chat.state).toBe('blocked');
    expect((await post(`/people/${hoaId}/acts`, { kind: 'text', text: 'a' })).status).toBe(400);
    await post(`/people/${hoaId}/acts`, { kind: 'unblock' });
    expect((await state()).people[0]?.chat.state).toBe('open');
  });

  it('adds people', async () => {
    const added = (await (await post('/people', { name: '  Bà Tám ' })).json()) as { id: number };
    expect((await state()).people.at(-1)).toMatchObject({ id: added.id, name: 'Bà Tám' });
    await post(`/people/${added.id}/acts`, { kind: 'text', text: 'chào' });
    expect((await state()).people.at(-1)?.messages).toHaveLength(1);
    expect((await post('/people', { name: ' ' })).status).toBe(400);
  });

  it('refuses posts of other sites, unknown people and malformed deeds', async () => {
    expect((await post(`/people/${hoaId}/acts`, { kind: 'voice' }, {})).status).toBe(403);
    expect((await post('/people/1/acts', { kind: 'voice' })).status).toBe(400);
    for (const deed of [
      null,
      {},
      { kind: 'text', text: ' ' },
      { kind: 'tap', data: 'x' },
      { kind: 'deactivate' },
    ]) {
      expect((await post(`/people/${hoaId}/acts`, deed)).status).toBe(400);
    }
    expect(place.telegram.world.updates.pendingCount()).toBe(0);
  });

  it('tells what happens as it happens, and ends the streams when it closes', async () => {
    const response = await get('/events');
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const told: string[] = [];
    const reading = (async () => {
      for await (const chunk of response.body ?? []) told.push(Buffer.from(chunk).toString('utf8'));
    })();
    await expect.poll(() => told.join('')).toContain('hello');
    await post(`/people/${hoaId}/acts`, { kind: 'text', text: 'mật ong' });
    await expect.poll(() => told.join('')).toContain('"text":"mật ong"');
    place.page.close();
    await reading;
  });

  it('refuses a prepared link that Telegram would not pass on', () => {
    expect(() => simulatorRoutes({ ...place, people: preparedPeople('officer:join:x') })).toThrow(
      'start argument',
    );
  });
});
