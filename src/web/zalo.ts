/**
 * Pages around the Zalo account: the operator's link to consent, the way back from it, the picture of the phone card and
 * what proves to Zalo that the domain is ours.
 */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { html, raw } from 'hono/html';
import { type Language, languages } from '../core/model.ts';
import type { Texts } from '../ports.ts';

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
    app.get('/', (c) => page(c, texts, 'home', 200, verification.meta));
  }
  if (card !== null) app.get('/zalo/card.png', (c) => c.body(card, 200, { 'content-type': 'image/png' }));
  if (connect === null) return app;
  app.get('/zalo/connect', async (c) => {
    const begun = await connect.begin(c.req.query('key') ?? '');
    if (begun === null) return page(c, texts, 'over', 410);
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
    return page(c, texts, end, end === 'connected' ? 200 : 410);
  });
  return app;
}

function page(
  c: Context,
  texts: Texts,
  name: string,
  status: 200 | 410,
  head = '',
): Response | Promise<Response> {
  const language = languageOf(c.req.header('accept-language'));
  const title = texts.text('zalo.page.title', {}, language);
  const words = texts.text(`zalo.page.${name}`, {}, language);
  // Addresses of these pages carry keys and codes.
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'no-referrer');
  return c.html(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          ${raw(head)}
          <title>${title}</title>
        </head>
        <body style="font: 1.1rem/1.6 system-ui; margin: 15vh auto; max-width: 32rem; padding: 0 1rem">
          <h1>${title}</h1>
          <p>${words}</p>
        </body>
      </html>`,
    status,
  );
}

const languageOf = (accepted: string | undefined): Language =>
  languages.find((language) => accepted?.toLowerCase().startsWith(language)) ?? 'vi';
