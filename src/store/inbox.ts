/** The inbox: what came in, each delivery once. */
import type { Inbound } from '../core/message.ts';
import type { ContactId } from '../core/model.ts';
import type { Accepted, Store } from '../ports.ts';
import { type Sql, type Statement, toJson } from './database.ts';

type InboxPart = Pick<Store, 'accept' | 'turnFailed' | 'waitingContacts' | 'attachMedia'>;

const accept: Statement = { name: 'accept', text: 'SELECT accept_inbounds($1, $2) AS accepted' };

const fail: Statement = {
  name: 'turn-failed',
  text: `UPDATE inbox SET attempts = attempts + 1, tried_at = at_ms($4), error = $2,
      handled_at = CASE WHEN attempts + 1 >= $3 THEN at_ms($4) END
    WHERE id = $1 AND handled_at IS NULL RETURNING handled_at IS NOT NULL AS "givenUp"`,
};

const waiting: Statement = {
  name: 'waiting-contacts',
  text: `SELECT contact_id::text AS id FROM inbox
    WHERE handled_at IS NULL AND coalesce(tried_at, received_at) <= at_ms($1)
    GROUP BY contact_id ORDER BY min(seq) LIMIT $2`,
};

const attach: Statement = {
  name: 'attach-media',
  text: `WITH told AS (
      UPDATE inbox SET payload = jsonb_set(payload, '{input}', payload -> 'input' || $2)
      WHERE id = $1 AND payload ? 'input' RETURNING contact_id
    )
    INSERT INTO media_use (media_id, contact_id) SELECT $3, contact_id FROM told WHERE $3::text IS NOT NULL
    ON CONFLICT DO NOTHING`,
};

function row(inbound: Inbound): object {
  const { channel, externalId, address, displayName, languageHint, sentAt, input } = inbound;
  return {
    id: `${channel}:${externalId}`,
    channel,
    address,
    name: displayName,
    left: input.kind === 'left' || input.kind === 'withdrawn',
    sentAt,
    payload: { displayName, languageHint, input },
  };
}

export function createInbox(sql: Sql): InboxPart {
  return {
    accept: async (inbounds, at) => {
      if (inbounds.length === 0) return [];
      const [answer] = await sql.rows<{ accepted: readonly Accepted[] }>(accept, [
        toJson(inbounds.map(row)),
        at,
      ]);
      return answer?.accepted ?? [];
    },
    turnFailed: async (inboundId, code, giveUpAt, at) => {
      const [told] = await sql.rows<{ givenUp: boolean }>(fail, [inboundId, code, giveUpAt, at]);
      return told?.givenUp === false ? 'retry' : 'given_up';
    },
    waitingContacts: async (olderThanMs, at, limit) => {
      const found = await sql.rows<{ id: ContactId }>(waiting, [at - olderThanMs, limit]);
      return found.map(({ id }) => id);
    },
    attachMedia: async (inboundId, media) => {
      await sql.rows(attach, [inboundId, toJson(media), media.media ?? null]);
    },
  };
}
