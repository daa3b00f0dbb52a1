/**
 * `GET /lich/<token>.ics`: a person's calendar for their phone, asked for again and again. `GET /lich/<token>`: the page
 * that leads it there. Whatever is wrong with an address, the answer is one and the same.
 */
import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { CalendarLinks } from '../ports/calendar-feed.ts';
import { type CalendarFeedDeps, calendarFeed } from '../service/calendar-feed.ts';
import { calendarPage } from './calendar-page.tsx';
import { page } from './page.ts';

export interface CalendarPages extends Omit<CalendarFeedDeps, 'digest'> {
  readonly links: CalendarLinks;
}

/** The page, or with its ending the calendar. */
const named = /^([\w-]+)(\.ics)?$/;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

function harden(c: Context): void {
  c.header('x-robots-tag', 'noindex');
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
}

/** Makes the routes. */
export function calendarRoutes({ links, ...deps }: CalendarPages): Hono {
  const app = new Hono();
  const gone = (c: Context) =>
    page(c, deps.texts, { title: 'calendarFeed.page.title', words: 'calendarFeed.page.gone', status: 404 });
  app.get('/lich/:name', async (c) => {
    harden(c);
    const [, token = '', ending] = named.exec(c.req.param('name')) ?? [];
    const address = links.open(token);
    if (address === null) return gone(c);
    if (ending === undefined) {
      const isThere = (await deps.store.calendarAt(address)) !== null;
      return isThere ? calendarPage(c, deps.texts, links.feed(address)) : gone(c);
    }
    const text = await calendarFeed({ ...deps, digest }, address);
    return text === null ? gone(c) : answer(c, text);
  });
  return app;
}

/** Phones ask often and mostly hear that nothing changed. */
function answer(c: Context, text: string): Response {
  const tag = `"${digest(text)}"`;
  c.header('etag', tag);
  c.header('cache-control', 'private, no-cache');
  if (namesTag(c.req.header('if-none-match'), tag)) return c.body(null, 304);
  return c.body(text, 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="lich-ocop.ics"',
  });
}

/** What lies between us and the phone may have made the tag a weak one. */
const namesTag = (given: string | undefined, tag: string): boolean =>
  given?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*') ?? false;
