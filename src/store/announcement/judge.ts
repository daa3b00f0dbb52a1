/** Why somebody of an audience gets nothing, as SQL shared by the preview, which counts, and the plan, which writes rows. */

import type { AnnouncementKind } from '../../core/announcement.ts';
import type { Caps } from '../../core/announcement-policy.ts';
import type { LeftOutReason } from '../../core/announcement-preview.ts';
import type { Audience } from '../../core/audience.ts';
import { purposeOf } from '../../core/consent.ts';
import type { Instant, ParcelClass } from '../../core/model.ts';
import { exclusionSql, filterSql, type Params } from './audience.ts';

export interface Judging {
  readonly audience: Audience;
  readonly class: ParcelClass;
  readonly kind?: AnnouncementKind | undefined;
  readonly caps: Caps;
  readonly now: Instant;
  readonly params: Params;
  /** The statement joins `twinsJoin`, which is right for many people at once. */
  readonly twinsJoined?: boolean;
}

/** Conditions on `c`, a contact with `reach`, and `r`, what announcements of the day around are for them. */
type Rule = readonly [LeftOutReason, (judging: Judging) => string | null];

const consented = (contact: string, { class: kind }: Judging): string =>
  `${contact}.consents ->> 'service' IS NOT DISTINCT FROM 'true'
    AND ${contact}.consents ->> '${purposeOf[kind]}' IS NOT DISTINCT FROM 'true'`;

/** Of several contacts with one vouched-for number the first that would get it does. */
function earlierTwin(judging: Judging): string {
  const { audience, params, now, class: kind } = judging;
  const also = filterSql(audience, { contact: 'd', params, now });
  const agrees =
    kind === 'transactional' ? 'true' : `${consented('d', judging)} AND NOT '${kind}' = ANY (d.opted_out)`;
  return `d.phone = c.phone AND d.phone_verified AND d.id < c.id AND d.erased_at IS NULL AND d.reach <> 'blocked'
    AND ${agrees} AND ${also}`;
}

const duplicate = (judging: Judging): string =>
  judging.twinsJoined === true
    ? 'twin.id IS NOT NULL'
    : `c.phone_verified AND EXISTS (SELECT 1 FROM contact d WHERE ${earlierTwin(judging)})`;

/** Everybody with an earlier twin, to be joined to `c`: looked up one by one they would keep the count on one core. */
export function twinsJoin(judging: Judging): string {
  const { audience, params, now } = judging;
  return `LEFT JOIN (SELECT DISTINCT c.id FROM contact c JOIN contact d ON ${earlierTwin(judging)}
    WHERE c.phone_verified AND c.erased_at IS NULL AND ${filterSql(audience, { contact: 'c', params, now })}) twin
    ON twin.id = c.id`;
}

const isSent = ({ class: kind }: Judging): boolean => kind !== 'transactional';

const rules: readonly Rule[] = [
  ['excluded', ({ audience, params, now }) => exclusionSql(audience.exclude, { contact: 'c', params, now })],
  ['no_consent', (judging) => (isSent(judging) ? `NOT (${consented('c', judging)})` : null)],
  ['opted_out', (judging) => (isSent(judging) ? `'${judging.class}' = ANY (c.opted_out)` : null)],
  ['no_address', () => 'c.reach IS NULL'],
  ['blocked', () => `c.reach = 'blocked'`],
  ['duplicate', duplicate],
  ['over_cap', (judging) => (isSent(judging) ? `r.n >= ${judging.caps.perDay}` : null)],
  ['over_kind_cap', (judging) => (isSent(judging) ? overKindCap(judging) : null)],
];

/** The cap of an announcement's kind, as long as there is one. */
export const kindCap = ({ kind, caps }: Pick<Judging, 'kind' | 'caps'>): number | undefined =>
  kind === undefined ? undefined : caps.perDayByKind[kind];

/** Enough of its class (advertising), or of its kind. */
function overKindCap(judging: Judging): string | null {
  const ofClass = judging.caps.perDayByClass[judging.class];
  const ofKind = kindCap(judging);
  const parts = [
    ofClass === undefined ? '' : `r.same >= ${ofClass}`,
    ofKind === undefined ? '' : `r.kin >= ${ofKind}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : `(${parts.join(' OR ')})`;
}

/** The reason, or NULL for those who get it. */
export function reasonSql(judging: Judging, omit: readonly LeftOutReason[] = []): string {
  const cases = rules
    .filter(([reason]) => !omit.includes(reason))
    .flatMap(([reason, rule]) => {
      const condition = rule(judging);
      return condition === null || condition === 'false' ? [] : [`WHEN ${condition} THEN '${reason}'`];
    });
  return `CASE ${cases.join('\n')} END`;
}

/** What counts against the caps: rows of other announcements that went out, or will, within a day of this one. */
export function recentSql(judging: Judging, sendAt: Instant, mine: string | null): string {
  const at = judging.params.add(sendAt);
  const other = mine === null ? 'true' : `p.cause_id <> ${judging.params.add(mine)}`;
  const kin =
    kindCap(judging) === undefined
      ? '0'
      : `count(*) FILTER (WHERE EXISTS (SELECT 1 FROM announcement a WHERE a.id = p.cause_id AND a.kind = '${judging.kind}'))`;
  return `SELECT count(*) AS n, count(*) FILTER (WHERE p.class = '${judging.class}') AS same, ${kin} AS kin FROM parcel p
    WHERE p.contact_id = c.id AND p.cause_kind = 'announcement' AND p.class <> 'transactional' AND ${other}
      AND p.state NOT IN ('suppressed', 'failed')
      AND coalesce(p.handed_at, p.not_before) BETWEEN at_ms(${at}) - interval '1 day' AND at_ms(${at}) + interval '1 day'`;
}
