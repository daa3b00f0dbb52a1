/** Settings of sending in bulk. */
import { whole } from './value.ts';

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
} as const;
