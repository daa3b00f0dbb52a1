/** The frame of pages that show something and can do nothing and load nothing. Their addresses carry keys and codes. */
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { type Language, languages } from '../core/model.ts';

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface QuietPage {
  readonly language: Language;
  readonly title: string;
  /** CSS. */
  readonly style: string;
  readonly status?: 200 | 404;
  readonly content: Child;
}

/** Answers with the page; it is kept nowhere and found by no search engine. */
export function quietPage(c: Context, page: QuietPage): Response | Promise<Response> {
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'no-referrer');
  c.header('content-security-policy', policy);
  c.header('x-robots-tag', 'noindex');
  return c.html(
    <html lang={page.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{page.title}</title>
        <style>{page.style}</style>
      </head>
      <body>
        <h1>{page.title}</h1>
        {page.content}
      </body>
    </html>,
    page.status ?? 200,
  );
}

/** The language of the browser, Vietnamese where it asks for none of ours. */
export function languageOf(c: Context): Language {
  const accepted = c.req.header('accept-language')?.toLowerCase();
  return languages.find((language) => accepted?.startsWith(language)) ?? 'vi';
}
