/** The page's addresses under `/simulator`. Posts need a header of their own, so that no other site can send them. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { TelegramStandIn } from '../telegram/stand-in.ts';
import { readAsset } from './asset.ts';
import { actOf, DeedRefused, doDeed, readDeed } from './deed.ts';
import { createLive } from './live.ts';
import { SimulatorPage } from './page.tsx';
import { addPerson, type PreparedPerson, roster } from './people.ts';
import { chatPart, messageView } from './view.ts';
import { languageOf, readWords } from './words.ts';

export interface SimulatorPageOptions {
  readonly telegram: TelegramStandIn;
  readonly people: readonly PreparedPerson[];
}

export interface SimulatorRoutes {
  readonly routes: Hono;
  /** Ends the live streams; call it before closing the web server, which would wait for them. */
  close(): void;
}

const uploadBytesAtMost = 32 * 1024 * 1024;
const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** Builds the routes of the page. Throws when a prepared link is none that Telegram would pass on. */
export function simulatorRoutes({ telegram, people }: SimulatorPageOptions): SimulatorRoutes {
  requireStartArgs(people);
  const live = createLive(telegram);
  const app = new Hono().basePath('/simulator');
  app.use('*', async (c, next) => {
    if (c.req.method === 'POST' && c.req.header('x-simulator') !== '1') return c.json({ ok: false }, 403);
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
    return undefined;
  });
  app.onError((error, c) => {
    if (error instanceof DeedRefused) return c.json({ ok: false, reason: error.message }, 400);
    throw error;
  });
  app.get('/', (c) => {
    const language = languageOf(c.req.query('lang'));
    return c.html(html`<!doctype html>${<SimulatorPage language={language} words={readWords(language)} />}`);
  });
  app.get('/static/:name', async (c) => {
    const asset = await readAsset(c.req.param('name'));
    return asset === null ? c.notFound() : c.body(asset.body, 200, { 'content-type': asset.type });
  });
  app.get('/state', (c) => c.json(stateOf(telegram, people, c.req.query('lang'))));
  app.get('/events', (c) => live.stream(c));
  fileRoute(app, telegram);
  actRoutes(app, telegram, people);
  return { routes: app, close: live.close };
}

function stateOf(telegram: TelegramStandIn, people: readonly PreparedPerson[], lang: string | undefined) {
  return {
    botName: telegram.botName,
    people: roster(people, telegram.world.chats, languageOf(lang)).map((card) => {
      const chat = telegram.world.chats.get(card.id);
      return { ...card, chat: chatPart(chat), messages: (chat?.kept ?? []).map(messageView) };
    }),
  };
}

/** Files of the chats; only pictures, and never as a page of their own. */
function fileRoute(app: Hono, telegram: TelegramStandIn): void {
  app.get('/files/:id', (c) => {
    const file = telegram.file(c.req.param('id'));
    const isPicture = /^image\/(?:jpeg|png|webp|gif)$/u.test(file?.mime ?? '');
    if (file?.bytes === undefined || !isPicture) return c.notFound();
    return c.body(new Uint8Array(file.bytes), 200, { 'content-type': file.mime });
  });
}

function actRoutes(app: Hono, telegram: TelegramStandIn, people: readonly PreparedPerson[]): void {
  const find = (asked: string) => {
    const card = roster(people, telegram.world.chats, 'vi').find(({ id }) => String(id) === asked);
    if (card === undefined) throw new DeedRefused('nobody');
    return card;
  };
  app.post('/people', async (c) => {
    const { name } = Object.assign({ name: '' }, await c.req.json().catch(() => ({})));
    const clean = String(name).normalize('NFC').trim().slice(0, 60);
    const user = clean === '' ? null : addPerson(telegram.world.chats, clean);
    if (user === null) throw new DeedRefused('malformed');
    telegram.world.emit({ type: 'chat_changed', chat: user.id });
    return c.json({ ok: true, id: user.id });
  });
  app.post('/people/:id/acts', async (c) => {
    const person = find(c.req.param('id'));
    const deed = readDeed(await c.req.json().catch(() => null));
    return c.json({ ok: true, ...doDeed(telegram, person, actOf(deed, person.id)) });
  });
  app.post('/people/:id/photo', async (c) => {
    const person = find(c.req.param('id'));
    const mime = c.req.header('content-type') ?? '';
    const declared = Number(c.req.header('content-length') ?? 0);
    if (!mime.startsWith('image/') || declared > uploadBytesAtMost) throw new DeedRefused('malformed');
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    return c.json({ ok: true, ...doDeed(telegram, person, { kind: 'photo', bytes, mime }) });
  });
}

function requireStartArgs(people: readonly PreparedPerson[]): void {
  for (const { startArg } of people) {
    if (startArg !== undefined && !/^[\w-]{1,64}$/u.test(startArg)) {
      throw new Error('a prepared start argument is not 1–64 of A-Z a-z 0-9 _ -');
    }
  }
}
