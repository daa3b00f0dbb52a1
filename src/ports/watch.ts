/** Port of messages that change by themselves: officers who have an announcement under way open, and where it was shown. */
import type { ChannelName, ContactView, Instant, OfficerView } from '../core/model.ts';
import type { AnnouncementView } from '../flow/needs/announcement.ts';

export interface WatchedAnnouncement {
  readonly contact: ContactView;
  readonly officer: OfficerView;
  readonly channel: ChannelName;
  readonly address: string;
  /** The channel's id of the message that shows it. */
  readonly externalId: string;
  readonly announcement: string;
}

export interface WatchStore {
  /** Announcements that run (or ended a moment ago) and stand open before an officer on one of these channels. */
  watchedAnnouncements(
    channels: readonly ChannelName[],
    limit: number,
    at: Instant,
  ): Promise<readonly WatchedAnnouncement[]>;
  /** One announcement as an officer sees it; `null`: there is none. */
  announcementView(id: string, at: Instant): Promise<AnnouncementView | null>;
}
