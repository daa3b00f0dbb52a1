/** What the configuration says about announcements, as officers are told it. */
import type { Config } from '../config.ts';
import { type Announcing, announcingBy } from '../core/announcing.ts';

export const announcingOf = ({ bulk, announcementApproval, zalo }: Config): Announcing =>
  announcingBy(bulk, announcementApproval, zalo?.chargedPriceVnd ?? null);
