/**
 * Pages around the Zalo account: the operator's link to consent, the way back from it, the picture of the phone card and
 * what proves to Zalo that the domain is ours.
 */
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Texts } from '../ports.ts';
import { page } from './page.ts';

export interface ZaloPages {
  /** `null`: no account, or no address under which Zalo could send anybody back. */
  readonly connect: {
    begin(key: string): Promise<{ readonly url: string; readonly state: string } | null>;
    finish(query: URLSearchParams, remembered: string | null): Promise<string>;
  } | null;
  /** File and meta tag for the code of the configuration. */
  readonly verification: { readonly path: string; readonly body: string; readonly meta: string } | null;
  readonly card: Uint8Array<ArrayBuffer> | null;
  readonly texts: Texts;
}

const cookie = 'zalo_state';
const cookieLifeS = 15 * 60;

/** Makes the routes; what is not configured is not there. */
export function zaloRoutes({ connect, verification, card, texts }: ZaloPages): Hono {
  const app = new Hono();
  if (verification !== null) {
    app.get(verification.path, (c) => c.html(verification.body));
    app.get('/', (c) => say(c, texts, 'home', { head: verification.meta }));
  }
  if (card !== null) app.get('/zalo/card.png', (c) => c.body(card, 200, { 'content-type': 'image/png' }));
  if (connect === null) return app;
  app.get('/zalo/connect', async (c) => {
    const begun = await connect.begin(c.req.query('key') ?? '');
    if (begun === null) return say(c, texts, 'over', { status: 410 });
    setCookie(c, cookie, begun.state, {
      path: '/zalo',
      httpOnly: true,
      sameSite: 'Lax',
      secure: c.req.header('x-forwarded-proto') === 'https',
      maxAge: cookieLifeS,
    });
    return c.redirect(begun.url);
  });
  app.get('/zalo/callback', async (c) => {
    const end = await connect.finish(new URL(c.req.url).searchParams, getCookie(c, cookie) ?? null);
    return say(c, texts, end, { status: end === 'connected' ? 200 : 410 });
  });
  return app;
}

const say = (c: Context, texts: Texts, name: string, more: { head?: string; status?: 200 | 410 }) =>
  page(c, texts, { title: 'zalo.page.title', words: `zalo.page.${name}`, ...more });
