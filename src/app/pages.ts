/** Addresses that lead to us: the check-in page, the page that verifies certificates, and the ways into the chats. */
import { createHmac } from 'node:crypto';
import type { Config } from '../config.ts';
import type { CalendarLinks } from '../ports/calendar-feed.ts';
import type { ChatLink, PublicPages } from '../ports/pages.ts';
import type { SeatCodes } from '../ports/seat-code.ts';
import { createCheckInTokens } from '../store/check-in-token.ts';
import { keepKey } from '../store/key-file.ts';
import { createCalendarLinks } from '../web/calendar-link.ts';
import type { Channels } from './channels.ts';

const keyOf = ({ dataDir }: Pick<Config, 'dataDir'>) => keepKey(dataDir, 'check-in.key');

/** Addresses of calendars; `null` while nobody outside reaches us. */
export function calendarLinksOf(config: Config): CalendarLinks | null {
  const base = baseOf(config);
  return base === null ? null : createCalendarLinks(keepKey(config.dataDir, 'calendar.key'), base);
}

/** Personal codes need no address of ours: they are read by the check-in page and in chat. */
export const openSeatCodes = (config: Pick<Config, 'dataDir'>): SeatCodes =>
  createCheckInTokens(keyOf(config));

const baseOf = ({ web, simulator }: Config): string | null =>
  web.publicUrl ?? (simulator ? `http://localhost:${web.port}` : null);

/** Under the address people reach us by; on this machine only while nobody else is there. `undefined`: there is no address. */
export function openPages(config: Config, channels: Channels): PublicPages | undefined {
  const [base, calendars] = [baseOf(config), calendarLinksOf(config)];
  if (base === null || calendars === null) return undefined;
  const key = keyOf(config);
  const tokens = createCheckInTokens(key);
  return {
    hotline: config.hotline,
    checkInSecret: (inboundId) => createHmac('sha256', key).update(`page:${inboundId}`).digest('base64url'),
    checkInLink: (secret) => `${base}/check-in/${secret}`,
    verifyLink: (code) => `${base}/verify/${code}`,
    calendarLink: calendars.page,
    personalCode: tokens.make,
    chatLinks: async (code) => [...(await telegramLink(channels, code)), ...zaloLink(config)],
  };
}

/** A poster without Telegram is better than none: the code can be typed. */
async function telegramLink({ telegram }: Channels, code: string): Promise<readonly ChatLink[]> {
  if (telegram === undefined || !('botName' in telegram)) return [];
  const name = await (telegram.botName as () => Promise<string>)().catch(() => null);
  if (name === null) return [];
  return [{ channel: 'Telegram', link: `https://t.me/${name}?start=c_${code}`, opensClass: true }];
}

/** Zalo has no links that carry a code. */
const zaloLink = ({ zalo }: Config): readonly ChatLink[] =>
  zalo === null ? [] : [{ channel: 'Zalo', link: `https://zalo.me/${zalo.oaId}`, opensClass: false }];
