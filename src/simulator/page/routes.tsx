/** The page's addresses under `/simulator`. Posts need a header of their own, so that no other site can send them. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { TelegramStandIn } from '../telegram/stand-in.ts';
import type { ZaloStandIn } from '../zalo/stand-in.ts';
import { readAsset } from './asset.ts';
import { actOf, DeedRefused, doDeed, readDeed } from './deed.ts';
import { createLive, telegramSource } from './live.ts';
import { SimulatorPage } from './page.tsx';
import { addPerson, type PersonCard, type PreparedPerson, roster } from './people.ts';
import { readPhoto } from './photo.ts';
import { chatPart, messageView } from './view.ts';
import { languageOf, readWords } from './words.ts';
import { createZaloPhones, type ZaloPhones } from './zalo/routes.ts';

export interface SimulatorPageOptions {
  readonly telegram: TelegramStandIn;
  readonly zalo: ZaloStandIn;
  readonly people: readonly PreparedPerson[];
}

export interface SimulatorRoutes {
  readonly routes: Hono;
  /** Ends the live streams; call it before closing the web server, which would wait for them. */
  close(): void;
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** Builds the routes of the page. Throws when a prepared link is none that Telegram would pass on. */
export function simulatorRoutes({ telegram, zalo, people }: SimulatorPageOptions): SimulatorRoutes {
  requireStartArgs(people);
  const phones = createZaloPhones(zalo, people);
  const live = createLive([telegramSource(telegram), phones.source]);
  const find = (asked: string) => {
    const card = roster(people, telegram.world.chats, 'vi').find(({ id }) => String(id) === asked);
    if (card === undefined) throw new DeedRefused('nobody');
    return card;
  };
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
  app.get('/state', (c) => {
    const cards = roster(people, telegram.world.chats, languageOf(c.req.query('lang')));
    return c.json(stateOf(telegram, phones, cards));
  });
  app.get('/events', (c) => live.stream(c));
  fileRoute(app, telegram, phones);
  actRoutes(app, telegram, find);
  phones.addRoutes(app, find);
  return { routes: app, close: live.close };
}

function stateOf(telegram: TelegramStandIn, phones: ZaloPhones, cards: readonly PersonCard[]) {
  return {
    botName: telegram.botName,
    zalo: phones.account(),
    people: cards.map((card) => {
      const chat = telegram.world.chats.get(card.id);
      const messages = (chat?.kept ?? []).map(messageView);
      return { ...card, chat: chatPart(chat), messages, zalo: phones.phone(card) };
    }),
  };
}

/** Files of the chats: pictures are shown, anything may be kept, and nothing is ever a page of its own. */
function fileRoute(app: Hono, telegram: TelegramStandIn, phones: ZaloPhones): void {
  const find = (id: string) => phones.file(id) ?? telegram.file(id);
  app.get('/files/:id/kept', (c) => {
    const file = find(c.req.param('id'));
    if (file?.bytes === undefined || file.bytes.length === 0) return c.notFound();
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
    });
  });
  app.get('/files/:id', (c) => {
    const file = find(c.req.param('id'));
    const isPicture = /^image\/(?:jpeg|png|webp|gif)$/u.test(file?.mime ?? '');
    if (file?.bytes === undefined || !isPicture) return c.notFound();
    return c.body(new Uint8Array(file.bytes), 200, { 'content-type': file.mime });
  });
}

function actRoutes(app: Hono, telegram: TelegramStandIn, find: (asked: string) => PersonCard): void {
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
    const photo = await readPhoto(c.req);
    return c.json({ ok: true, ...doDeed(telegram, person, { kind: 'photo', ...photo }) });
  });
}

function requireStartArgs(people: readonly PreparedPerson[]): void {
  for (const { startArg } of people) {
    if (startArg !== undefined && !/^[\w-]{1,64}$/u.test(startArg)) {
      throw new Error('a prepared start argument is not 1–64 of A-Z a-z 0-9 _ -');
    }
  }
}
