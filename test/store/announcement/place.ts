/** A database with made-up people for the announcement tests: planted by SQL, read back by SQL. */
import pg from 'pg';
import type { AnnouncementContent, AnnouncementId } from '../../../src/core/announcement.ts';
import type { Audience } from '../../../src/core/audience.ts';
import type { ChannelName, ContactId, UnitCode } from '../../../src/core/model.ts';
import type {
  AnnouncementStore,
  NewAnnouncement,
  StoredAnnouncement,
} from '../../../src/ports/announcement.ts';
import { createStore, type PostgresStore } from '../../../src/store/store.ts';
import { testStore } from '../../support/database.ts';

/** 21 November 2026, 10:00 in Vietnam. */
export const now = Date.UTC(2026, 10, 21, 3, 0);
export const hour = 3_600_000;
export const commune = '05512' as UnitCode;
export const neighbour = '05515' as UnitCode;
export const province = '19' as UnitCode;
export const far = '14869' as UnitCode;

export interface Planted {
  readonly unit?: string;
  readonly channels?: readonly ChannelName[];
  readonly blocked?: readonly ChannelName[];
  readonly consents?: Readonly<Record<string, boolean>>;
  readonly optedOut?: readonly string[];
  readonly language?: string;
  readonly phone?: string;
  readonly name?: string;
  readonly usedAt?: number;
  readonly product?: { readonly set: string; readonly type?: string };
}

export interface Place {
  readonly store: PostgresStore;
  readonly announcements: AnnouncementStore;
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  plant(who?: Planted): Promise<ContactId>;
  /** Another process on the same data. */
  another(): PostgresStore;
  close(): Promise<void>;
}

let made = 0;

export async function openPlace(): Promise<Place> {
  const { url, store, close } = await testStore();
  const client = new pg.Client(url);
  await client.connect();
  const rows = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(sql, [...values])).rows;
  await rows(`INSERT INTO admin_unit (code, level, name, province_code) VALUES ('19', 'province', 'Tỉnh Thái Nguyên', '19'),
    ('38', 'province', 'Tỉnh Thanh Hóa', '38'), ('05512', 'commune', 'Xã Một', '19'), ('05515', 'commune', 'Xã Hai', '19'),
    ('14869', 'commune', 'Xã Ba', '38')`);
  return {
    store,
    announcements: store.announcements,
    rows,
    plant: (who = {}) => plant(rows, who),
    another: () => createStore({ url, log: { warn() {} } }),
    async close() {
      await client.end();
      await close();
    },
  };
}

async function plant(rows: Place['rows'], who: Planted): Promise<ContactId> {
  made += 1;
  const [contact] = await rows<{ id: ContactId }>(
    `INSERT INTO contact (language, name, phone, phone_verified, unit_code, consents, opted_out, created_at)
     VALUES ($1, $2, $3, $3::text IS NOT NULL, $4, $5, $6, to_timestamp(0)) RETURNING id::text`,
    [
      who.language ?? 'vi',
      who.name ?? `Người Thử ${made}`,
      who.phone ?? null,
      who.unit ?? commune,
      JSON.stringify(who.consents ?? { service: true, announcements: true }),
      who.optedOut ?? [],
    ],
  );
  const id = contact?.id ?? ('' as ContactId);
  for (const channel of who.channels ?? ['telegram'])
    await rows(
      `INSERT INTO address (channel, external_id, contact_id, state, last_used_at) VALUES ($1, $2, $3, $4, at_ms($5))`,
      [
        channel,
        `${channel}-${id}`,
        id,
        who.blocked?.includes(channel) ? 'blocked' : 'ok',
        who.usedAt ?? now - hour,
      ],
    );
  if (who.product !== undefined)
    await rows(
      `INSERT INTO idea (id, code, contact_id, unit_code, province_code, status, fields, submitted_at, changed_at)
       VALUES ($1, $1, $2, $3, '19', 'submitted', $4, now(), now())`,
      [
        `i${made}`,
        id,
        who.unit ?? commune,
        { productSet: who.product.set, producerType: who.product.type ?? 'sme' },
      ],
    );
  return id;
}

export const words: AnnouncementContent = {
  texts: { vi: 'Chào {tên}, xã mở đợt đăng ký ý tưởng sản phẩm.' },
  buttons: [],
};

/** A draft to everybody of the commune. */
export function draft(change: Partial<NewAnnouncement> = {}): NewAnnouncement {
  made += 1;
  return {
    id: `an${made}` as AnnouncementId,
    kind: 'idea_call',
    class: 'official_notice',
    content: words,
    sendAt: null,
    skipAfter: null,
    urgentReason: null,
    author: '1' as ContactId,
    authorName: 'Cán bộ Thử',
    units: [commune],
    audience: { units: [commune] },
    ...change,
  };
}

/** Drafts, releases and plans; with `run` it is started too. */
export async function release(
  { announcements }: Pick<Place, 'announcements'>,
  given: Partial<NewAnnouncement> = {},
  run = true,
): Promise<StoredAnnouncement> {
  const { id, version } = await announcements.draftAnnouncement(draft(given), now);
  await announcements.stepAnnouncement({ id, seen: version, step: 'schedule', by: 'operator' }, now);
  while ((await announcements.expandSome(id, 100, now)) === 'more');
  if (run) await announcements.startDue(id, now);
  const found = await announcements.announcement(id);
  if (found === null) throw new Error('nothing was drafted');
  return found;
}

/** Counts of an announcement as `state:reason` → number. */
export async function tally(
  { announcements }: Pick<Place, 'announcements'>,
  id: AnnouncementId,
): Promise<Readonly<Record<string, number>>> {
  const { counts } = await announcements.progressOf(id);
  const sums: Record<string, number> = {};
  for (const { state, reason, count } of counts) {
    const key = reason === null ? state : `${state}:${reason}`;
    sums[key] = (sums[key] ?? 0) + count;
  }
  return sums;
}

export const audienceOf = (audience: Audience): Pick<NewAnnouncement, 'audience'> => ({ audience });
