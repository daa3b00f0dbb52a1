/**
 * The check-in page. `/check-in/<secret>` asks first and then binds the device by a cookie; everything after that goes
 * under addresses that name nobody and nothing.
 */
import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { endsAt } from '../../core/class.ts';
import type { Instant } from '../../core/model.ts';
import type { OfferingView } from '../../ports/seats.ts';
import type { Texts } from '../../ports.ts';
import { type CheckInDeps, checkInList, takeFromPage } from '../../service/check-in-page.ts';
import { readAsset } from './asset.ts';
import { deviceId, sentBody } from './body.ts';
import { checkInPage, opening } from './page.tsx';

export interface CheckInPages extends CheckInDeps {
  readonly texts: Texts;
  /** People reach us over HTTPS. */
  readonly secure: boolean;
}

const cookie = 'ocop_check_in';
const hourMs = 3_600_000;
const mostBytes = 1_000_000;

const policy = [
  "default-src 'none'",
  ...['script-src', 'style-src', 'connect-src', 'worker-src', 'img-src', 'form-action'].map(
    (rule) => `${rule} 'self'`,
  ),
  "media-src 'self' blob:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

function harden(c: Context): void {
  c.header('content-security-policy', policy);
  c.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
  c.header('referrer-policy', 'no-referrer');
  c.header('x-content-type-options', 'nosniff');
  c.header('x-robots-tag', 'noindex');
  c.header('cache-control', 'no-store');
}

/** A day after the class, so that a phone that had no network can still send; a week at most. */
const sessionEnds = ({ offering }: OfferingView, now: Instant): Instant =>
  Math.max(now + 12 * hourMs, Math.min(endsAt(offering) + 24 * hourMs, now + 7 * 24 * hourMs));

const wording = (texts: Texts) => ({ texts, language: 'vi' }) as const;

/** Puts the page, its list and its links together. */
export function checkInRoutes(deps: CheckInPages): Hono {
  const app = new Hono();
  app.use('/check-in/*', async (c, next) => {
    harden(c);
    await next();
  });
  app.get('/check-in/list', (c) => c.html(checkInPage(wording(deps.texts))));
  app.get('/check-in/:name{[a-z]+\\.(?:js|css)}', async (c) => {
    const asset = await readAsset(c.req.param('name'));
    if (asset === null) return c.notFound();
    c.header('cache-control', 'no-cache');
    return c.body(asset.body, 200, { 'content-type': asset.type });
  });
  addApi(app, deps);
  addLink(app, deps);
  return app;
}

/** What the script fetches and sends; every call asks anew whether the session holds and the officer is still one. */
function addApi(app: Hono, deps: CheckInPages): void {
  const { store, clock } = deps;
  const sessionOf = async (c: Context) => {
    const held = getCookie(c, cookie);
    return held === undefined ? null : store.checkInSession(held, clock.now());
  };
  app.get('/check-in/api/list', async (c) => {
    const [session, device] = [await sessionOf(c), deviceId.safeParse(c.req.header('x-device'))];
    if (session === null) return c.json({ error: 'over' }, 401);
    if (!device.success) return c.json({ error: 'device' }, 400);
    return c.json(await checkInList(deps, session, device.data));
  });
  app.post('/check-in/api/marks', bodyLimit({ maxSize: mostBytes }), async (c) => {
    const session = await sessionOf(c);
    if (session === null) return c.json({ error: 'over' }, 401);
    const isJson = c.req.header('content-type')?.startsWith('application/json') ?? false;
    const body = sentBody.safeParse(isJson ? await c.req.json().catch(() => null) : null);
    if (!body.success) return c.json({ error: 'body' }, 400);
    // Made for another class while this device had an earlier link: kept there until it has one again.
    if (body.data.code !== session.view.offering.code) return c.json({ error: 'class' }, 409);
    await takeFromPage(deps, session, body.data);
    return c.json(await checkInList(deps, session, body.data.device));
  });
}

/** The link itself: looking at it uses nothing up, the button does. */
function addLink(app: Hono, { store, clock, texts, secure }: CheckInPages): void {
  const path = '/check-in/:secret{[\\w-]{20,100}}';
  app.get(path, async (c) => {
    const view = await store.checkInPass(c.req.param('secret'), clock.now());
    return c.html(opening(wording(texts), view?.offering.title ?? null), view === null ? 410 : 200);
  });
  app.post(path, async (c) => {
    const [secret, now] = [c.req.param('secret'), clock.now()];
    const view = await store.checkInPass(secret, now);
    const session = randomBytes(32).toString('base64url');
    const ends = view === null ? now : sessionEnds(view, now);
    const isOurs = view !== null && (await store.openCheckInPass({ secret, session, endsAt: ends, at: now }));
    if (!isOurs) return c.html(opening(wording(texts), null), 410);
    const maxAge = Math.floor((ends - now) / 1000);
    setCookie(c, cookie, session, { path: '/check-in', httpOnly: true, sameSite: 'Lax', secure, maxAge });
    return c.redirect('/check-in/list', 303);
  });
}
