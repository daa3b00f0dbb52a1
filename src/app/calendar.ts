/** The addresses under which phones fetch calendars; none while nobody outside reaches us. */
import type { Config } from '../config.ts';
import type { Deps } from '../service/deps.ts';
import { calendarRoutes } from '../web/calendar.ts';
import { Hono } from '../web/server.ts';
import { calendarLinksOf } from './pages.ts';

/** Makes the routes; the writer of calendars is loaded when the first phone asks. */
export function calendarPages(
  config: Config,
  deps: Pick<Deps, 'store' | 'library' | 'texts' | 'clock'>,
): Hono {
  const links = calendarLinksOf(config);
  if (links === null) return new Hono();
  const documents = () => import('../document/ics.ts').then(({ writeIcs }) => ({ calendar: writeIcs }));
  return calendarRoutes({ ...deps, links, documents });
}
