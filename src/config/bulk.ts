/** Settings of announcements. */
import { z } from 'zod';
import type { ApprovalRule } from '../core/announcement-approval.ts';
import { readCaps, usualCapsText } from '../core/announcement-caps.ts';
import type { UnitCode } from '../core/model.ts';
import { whole } from './value.ts';

const codes = /^(on|off|\d{2}(\d{3})?(\s*,\s*\d{2}(\d{3})?)*)$/u;

const approval = z
  .string()
  .regex(
    codes,
    'must be on, off, or codes of provinces (2 digits) and communes (5 digits) with commas between',
  )
  .default('off');

/** `on`, `off`, or the codes of those who ask for it. */
export function approvalOf(text: string): ApprovalRule {
  if (text === 'on' || text === 'off') return text === 'on' ? 'always' : 'never';
  return text.split(',').map((code) => code.trim() as UnitCode);
}

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
  ANNOUNCEMENT_CAPS: z
    .string()
    .default(usualCapsText)
    .superRefine((text, context) => {
      for (const message of readCaps(text).faults) context.addIssue({ code: 'custom', message });
    })
    .describe(
      'Most announcements a person gets within 24 hours: `all` together, of a class (`reminder`, `official_notice`, `promotional`) or of a kind (`fair`, `livestream`, `training` …), each from 1 to 3. Whoever would get more is left out with the reason.',
    ),
  ANNOUNCEMENT_APPROVAL: approval.describe(
    'Where an announcement is sent only when a second officer has approved it, as some provinces ask: `off`, `on` for everywhere, or the codes of the provinces and communes that ask for it, e.g. `19,38` or `05512`.',
  ),
} as const;
