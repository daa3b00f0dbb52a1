/** The page that leads a calendar into a phone: one button for each kind. Shows nothing of what stands in the calendar. */
import type { Context } from 'hono';
import type { Texts } from '../ports.ts';
import { languageOf, quietPage } from './quiet-page.tsx';

const style =
  'body{font:1.1rem/1.6 system-ui;margin:6vh auto;max-width:34rem;padding:0 1rem;color:#1c1917}' +
  'h1{font-size:1.3rem}a{display:block;background:#14532d;color:#fff;padding:.8rem 1rem;border-radius:.5rem;' +
  'font-weight:700;text-decoration:none;margin:.7rem 0}code{display:block;overflow-wrap:anywhere;background:#f5f5f4;' +
  'padding:.6rem;border-radius:.4rem;font-size:.95rem;user-select:all}';

/** Ways into calendars, by their name in the texts; each takes the address of the feed. */
const ways: readonly (readonly [name: string, link: (feed: string) => string])[] = [
  ['iphone', (feed) => feed.replace(/^https?:/, 'webcal:')],
  [
    'android',
    (feed) =>
      `https://calendar.google.com/calendar/render?cid=${encodeURIComponent(feed.replace(/^https?:/, 'webcal:'))}`,
  ],
  [
    'outlook',
    (feed) => `https://outlook.live.com/calendar/0/addfromweb?url=${encodeURIComponent(feed)}&name=OCOP`,
  ],
];

/** Answers with the page, in the language of the browser. */
export function calendarPage(c: Context, texts: Texts, feed: string): Response | Promise<Response> {
  const language = languageOf(c);
  const say = (key: string) => texts.text(`calendarFeed.page.${key}`, {}, language);
  const content = (
    <>
      <p>{say('lead')}</p>
      {ways.map(([name, link]) => (
        <a href={link(feed)} rel="noreferrer">
          {say(name)}
        </a>
      ))}
      <p>{say('byHand')}</p>
      <code>{feed}</code>
      <p>{say('private')}</p>
    </>
  );
  return quietPage(c, { language, title: say('title'), style, content });
}
