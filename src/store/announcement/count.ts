/**
 * The preview: counts a million people in one pass over the contacts, on several cores. Only those with several accounts
 * are looked at one by one, and the caps only when announcements of the day around could touch them.
 */
import type { AnnouncementKind } from '../../core/announcement.ts';
import type { Caps } from '../../core/announcement-policy.ts';
import type { AudienceCount, LeftOutReason, Silence } from '../../core/announcement-preview.ts';
import { silences, windowedChannels } from '../../core/announcement-preview.ts';
import type { Audience } from '../../core/audience.ts';
import type { ChannelName, Instant, ParcelClass } from '../../core/model.ts';
import type { Sql, Statement } from '../database.ts';
import { createParams, filterSql, type Params } from './audience.ts';
import { capsIn } from './caps.ts';
import { type Judging, kindCap, reasonSql, twinsJoin } from './judge.ts';

interface Group {
  readonly channel: ChannelName | 'several' | null;
  readonly silence: Silence;
  readonly reason: LeftOutReason | null;
  readonly count: number;
}

/** Announcements whose rows count against the caps of one sent at that moment. */
const around: Statement = {
  name: 'announcements-around',
  text: `SELECT id, class, kind FROM announcement WHERE class <> 'transactional' AND released_at IS NOT NULL
    AND (ended_at IS NULL OR ended_at > at_ms($1) - interval '1 day')
    AND coalesce(send_at, released_at) < at_ms($1) + interval '1 day'`,
};

const dynamic = (text: string): Statement => ({ name: '', text });

/** Counts; nothing is written. */
export async function countAudience(
  sql: Sql,
  audience: Audience,
  parcelClass: ParcelClass,
  at: Instant,
  kind?: AnnouncementKind,
): Promise<AudienceCount> {
  const caps = await capsIn(sql);
  const others = capping(await sql.rows<Around>(around, [at]), { class: parcelClass, kind, caps });
  const asked: Asked = { audience, class: parcelClass, kind, caps, at, others };
  const several = needsAccounts(audience) ? null : countSeveral(sql, asked);
  const [groups, apart] = await Promise.all([countAll(sql, asked), several ?? []]);
  return tally(groups, apart);
}

interface Around {
  readonly id: string;
  readonly class: ParcelClass;
  readonly kind: AnnouncementKind;
}

type Capped = Pick<Judging, 'class' | 'kind' | 'caps'>;

/** With fewer announcements around than a cap allows nobody can be over it, and nobody need be counted. */
function capping(others: readonly Around[], capped: Capped): readonly Around[] {
  const { class: parcelClass, kind, caps } = capped;
  const enough = (same: readonly Around[], most = Number.POSITIVE_INFINITY): boolean => same.length >= most;
  const ofClass = others.filter((one) => one.class === parcelClass);
  const ofKind = others.filter((one) => one.kind === kind);
  const binds =
    enough(others, caps.perDay) ||
    enough(ofClass, caps.perDayByClass[parcelClass]) ||
    enough(ofKind, kindCap(capped));
  return binds ? others : [];
}

interface Asked {
  readonly audience: Audience;
  readonly class: ParcelClass;
  readonly kind: AnnouncementKind | undefined;
  readonly caps: Caps;
  readonly at: Instant;
  readonly others: readonly Around[];
}

/** Bound to some channels: the contact's own note of its reach does not say enough. */
const needsAccounts = ({ channels }: Audience): boolean => channels !== undefined && channels.length > 0;

const judgingOf = ({ at, others: _, ...asked }: Asked, params: Params): Judging => ({
  ...asked,
  now: at,
  params,
});

function capsJoin({ others, class: parcelClass, kind }: Asked, params: Params): string {
  if (others.length === 0) return '';
  const ids = (some: readonly Around[]) => params.add(some.map(({ id }) => id));
  const kin = others.filter((one) => one.kind === kind);
  return `LEFT JOIN (SELECT contact_id, count(*) AS n, count(*) FILTER (WHERE class = '${parcelClass}') AS same,
      count(*) FILTER (WHERE cause_id = ANY (${ids(kin)})) AS kin FROM parcel
    WHERE cause_kind = 'announcement' AND cause_id = ANY (${ids(others)}) AND state NOT IN ('suppressed', 'failed')
    GROUP BY contact_id) r ON r.contact_id = c.id`;
}

/** When the person last did something where that matters: with their one account there that is not blocked. */
const lastUse = `LEFT JOIN (SELECT contact_id, channel, last_used_at AS at FROM address
  WHERE state = 'ok' AND channel = ANY ($2) AND last_used_at >= at_ms($1) - interval '7 days') w
  ON w.contact_id = c.id AND w.channel = c.reach`;
const silenceSql = (
  channel: string,
) => `CASE WHEN NOT ${channel} = ANY ($2) OR w.at >= at_ms($1) - interval '2 days' THEN '${silences[0]}'
  WHEN w.at IS NOT NULL THEN '${silences[1]}' ELSE '${silences[2]}' END`;

/** The account an announcement goes to; a blocked one only when there is no other. */
const bestAccount = (channels: string) => `LEFT JOIN LATERAL (
  SELECT CASE WHEN a.state = 'ok' THEN a.channel ELSE 'blocked' END AS reach FROM address a
  WHERE a.contact_id = o.id AND ${channels} ORDER BY a.state DESC, a.preferred DESC, a.last_used_at DESC LIMIT 1) b ON true`;

/**
 * The planner expects a group for every person and would sort a million rows on disk; there are a few dozen groups. Memory
 * for the accounts of those who wrote lately, so that they are not written to disk either.
 */
const byHash = (text: string): Statement => ({
  name: '',
  text,
  settings: { enable_sort: 'off', work_mem: '32MB' },
});

function countAll(sql: Sql, asked: Asked): Promise<readonly Group[]> {
  const params = createParams(asked.at, windowedChannels);
  const filter = filterSql(asked.audience, { contact: 'o', params, now: asked.at });
  const source = needsAccounts(asked.audience)
    ? `(SELECT o.id, o.consents, o.opted_out, o.phone, o.phone_verified, o.unit_code, o.language, b.reach FROM contact o
        ${bestAccount(`a.channel = ANY (${params.add(asked.audience.channels)})`)}
        WHERE o.erased_at IS NULL AND ${filter}) c`
    : `(SELECT * FROM contact o WHERE o.erased_at IS NULL AND ${filter}) c`;
  const omit: readonly LeftOutReason[] = asked.others.length === 0 ? ['over_cap', 'over_kind_cap'] : [];
  const judging = { ...judgingOf(asked, params), twinsJoined: true };
  return sql.rows<Group>(
    byHash(`SELECT c.reach AS channel, ${silenceSql('c.reach')} AS silence, ${reasonSql(judging, omit)} AS reason,
        count(*)::int AS count
      FROM ${source} ${lastUse} ${capsJoin(asked, params)} ${twinsJoin(judging)} GROUP BY 1, 2, 3`),
    params.values,
  );
}

/** People with several accounts who get it: on which one. */
function countSeveral(sql: Sql, asked: Asked): Promise<readonly Group[]> {
  const params = createParams(asked.at, windowedChannels);
  const filter = filterSql(asked.audience, { contact: 'c', params, now: asked.at });
  const omit: readonly LeftOutReason[] = asked.others.length === 0 ? ['over_cap', 'over_kind_cap'] : [];
  const reason = reasonSql(judgingOf(asked, params), omit);
  return sql.rows<Group>(
    dynamic(`SELECT b.channel, ${silenceSql('b.channel')} AS silence, NULL AS reason, count(*)::int AS count
      FROM contact c ${capsJoin(asked, params)}
      CROSS JOIN LATERAL (SELECT a.channel, a.last_used_at AS at FROM address a WHERE a.contact_id = c.id AND a.state = 'ok'
        ORDER BY a.preferred DESC, a.last_used_at DESC LIMIT 1) b
      CROSS JOIN LATERAL (SELECT CASE WHEN b.at >= at_ms($1) - interval '7 days' THEN b.at END AS at) w
      WHERE c.reach = 'several' AND c.erased_at IS NULL AND ${filter} AND ${reason} IS NULL GROUP BY 1, 2`),
    params.values,
  );
}

function tally(groups: readonly Group[], apart: readonly Group[]): AudienceCount {
  const reached = [
    ...groups.filter(({ channel, reason }) => reason === null && channel !== 'several'),
    ...apart,
  ];
  const merged = sumBy(reached, ({ channel, silence }) => `${channel} ${silence}`);
  const left = sumBy(
    groups.filter(({ reason }) => reason !== null),
    ({ reason }) => reason ?? '',
  );
  return {
    total: groups.reduce((total, { count }) => total + count, 0),
    reached: merged.map(({ channel, silence, count }) => ({
      channel: channel as ChannelName,
      silence,
      count,
    })),
    leftOut: left.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }])),
  };
}

function sumBy(groups: readonly Group[], keyOf: (group: Group) => string): readonly Group[] {
  const sums = new Map<string, Group>();
  for (const group of groups) {
    const before = sums.get(keyOf(group));
    sums.set(keyOf(group), { ...group, count: group.count + (before?.count ?? 0) });
  }
  return [...sums.values()];
}
