/** Settings of announcements. */
import { oneOf, whole } from './value.ts';

export const bulkSettings = {
  TELEGRAM_BULK_PER_SECOND: whole(0, 10_000)
    .default(29)
    .describe(
      'Announcements sent on Telegram per second, by all processes together, replies meanwhile included. Telegram allows about 30. 0: no limit of ours.',
    ),
  ZALO_BULK_PER_SECOND: whole(0, 10_000)
    .default(60)
    .describe(
      'Announcements sent on Zalo per second, by all processes together, replies meanwhile included. Zalo allows 4,000 requests a minute. 0: no limit of ours.',
    ),
  ANNOUNCEMENT_APPROVAL: oneOf('on', 'off')
    .default('off')
    .describe(
      'Whether an announcement is sent only when a second officer has approved it, as some provinces ask.',
    ),
} as const;
