/** A plain page with a heading and a sentence, in the language of the browser. */
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { Texts } from '../ports.ts';
import { languageOf } from './quiet-page.tsx';

export interface PlainPage {
  /** Keys of the texts. */
  readonly title: string;
  readonly words: string;
  readonly status?: 200 | 404 | 410;
  /** Markup of ours for the head. */
  readonly head?: string;
}

/** Answers with the page. It is kept nowhere: addresses of these pages carry keys and codes. */
export function page(c: Context, texts: Texts, plain: PlainPage): Response | Promise<Response> {
  const language = languageOf(c);
  const title = texts.text(plain.title, {}, language);
  const words = texts.text(plain.words, {}, language);
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'no-referrer');
  return c.html(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          ${raw(plain.head ?? '')}
          <title>${title}</title>
        </head>
        <body style="font: 1.1rem/1.6 system-ui; margin: 15vh auto; max-width: 32rem; padding: 0 1rem">
          <h1>${title}</h1>
          <p>${words}</p>
        </body>
      </html>`,
    plain.status ?? 200,
  );
}
