/** `GET /files/<signed token>`: a document that a chat could not carry. */
import { Hono } from 'hono';
import type { Clock, MediaReader, Texts } from '../ports.ts';
import type { FileLinks } from './file-link.ts';
import { page } from './page.ts';

export interface FilePages {
  readonly links: FileLinks;
  readonly media: MediaReader;
  readonly clock: Clock;
  readonly texts: Texts;
}

/** Makes the route. A link that is over, forged or whose file is gone gets a page that says what to do. */
export function fileRoutes({ links, media, clock, texts }: FilePages): Hono {
  const app = new Hono();
  app.get('/files/:token', async (c) => {
    const file = links.open(c.req.param('token'), clock.now());
    const found = file === null ? null : await media.read(file.media);
    if (file === null || found === null)
      return page(c, texts, { title: 'files.title', words: 'files.over', status: 410 });
    return c.body(new Uint8Array(found.bytes), 200, {
      'content-type': found.mime,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });
  return app;
}
