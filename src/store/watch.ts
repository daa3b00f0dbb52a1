/** Who looks at an announcement under way: the session says what an officer has open, the last reply where it was shown. */
import type { WatchedAnnouncement, WatchStore } from '../ports/watch.ts';
import { findAnnouncement } from './announcement-reads.ts';
import type { Sql, Statement } from './database.ts';

/** Nobody looks at a message for longer; an end is shown if it is that fresh. */
const watched: Statement = {
  name: 'watched-announcements',
  text: `SELECT contact_view(c) AS contact, officer_view(c.id) AS officer, p.channel, p.address,
      p.external_ids[array_length(p.external_ids, 1)] AS "externalId", a.id AS announcement
    FROM officer o JOIN contact c ON c.id = o.contact_id
    JOIN session s ON s.contact_id = c.id AND s.updated_at > at_ms($3) - interval '30 minutes'
      AND s.state -> 'current' ->> 'flow' = 'announcements' AND s.state -> 'current' ->> 'step' = 'open'
    JOIN announcement a ON (a.state = 'running' OR a.ended_at > at_ms($3) - interval '15 seconds')
      AND s.state -> 'current' ->> 'arg' IN (a.id, 'TB-' || lpad(a.no::text, 4, '0'))
    JOIN parcel p ON p.cause_kind = 'inbound' AND p.contact_id = c.id AND p.handed_at IS NOT NULL AND p.channel = ANY ($1)
      AND p.cause_id = (SELECT i.id FROM inbox i WHERE i.contact_id = c.id AND i.handled_at IS NOT NULL
        ORDER BY i.seq DESC LIMIT 1)
    WHERE p.external_ids <> '{}' ORDER BY c.id LIMIT $2`,
};

export const watchPart = (sql: Sql): WatchStore => ({
  watchedAnnouncements: (channels, limit, at) =>
    sql.rows<WatchedAnnouncement>(watched, [channels, limit, at]),
  announcementView: async (id, at) => (await findAnnouncement(sql, id, at)).view,
});
