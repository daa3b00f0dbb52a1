/**
 * The store on PostgreSQL: one pool for all. Plain statements carry the turn and every set operation, where Prisma
 * would cost several times as much; Prisma does the records that are read and written one at a time.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import type { ConsentStore, GrantStore } from '../ports/grant.ts';
import type { Log, Store } from '../ports.ts';
import { createHolder } from './announcement/holder.ts';
import { createAnnouncements } from './announcement/store.ts';
import { createCalendars } from './calendar-feeds.ts';
import { createCertificates } from './certificate-book.ts';
import { createChannels } from './channels.ts';
import { createClassFeedback } from './class-feedback.ts';
import { createClassPapers } from './class-papers.ts';
import { createAddresses } from './contacts.ts';
import { closePool, createPool, sqlOf, storeError } from './database.ts';
import { createFigures } from './figures.ts';
import { PrismaClient } from './generated/client.ts';
import { createInbox } from './inbox.ts';
import { createLetterDrafts } from './letter-drafts.ts';
import { createLinks } from './links.ts';
import { createMediaRecords, type MediaRecords } from './media.ts';
import { createOfferings } from './offerings.ts';
import { createOfficers } from './officers.ts';
import { createParcels } from './parcels.ts';
import { createPresence } from './presence.ts';
import { createReceipts } from './receipts.ts';
import { createReminders } from './reminders.ts';
import { createRoster } from './roster.ts';
import type { Seal } from './seal.ts';
import { createSeatNotices } from './seat-notices.ts';
import { createSelfChecks } from './self-checks.ts';
import { createTurns } from './turns.ts';
import { createUnits, loadUnits, type UnitData } from './units.ts';
import { watchPart } from './watch.ts';
import { createZaloConsents } from './zalo-consents.ts';
import { createZaloTokens } from './zalo-tokens.ts';

export interface StoreOptions {
  /** `postgresql://…` of a migrated database. */
  readonly url: string;
  readonly log: Pick<Log, 'warn'>;
  /** Most connections at once. */
  readonly connections?: number;
  /** After this long without an answer the database counts as lost. */
  readonly patienceMs?: number;
}

export interface PostgresStore extends Store {
  /** The table beside the media files. */
  readonly media: MediaRecords;
  /** The tokens of a Zalo account, and consents under way. */
  zalo(account: string, seal: Seal): { readonly grants: GrantStore; readonly consents: ConsentStore };
  /** Loads the administrative units unless this edition is there; says whether it was loaded now. */
  loadUnits(data: UnitData, at: number): Promise<boolean>;
}

const defaults = { connections: 10, patienceMs: 60_000 };

/** Opens the store. Connects at first use, so a database that is down shows in `ping`. */
export function createStore(options: StoreOptions): PostgresStore {
  const pool = createPool({ ...defaults, ...options });
  const sql = sqlOf(pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const presence = createPresence(options.url);
  const holder = createHolder(options.url);
  return {
    ...createInbox(sql),
    ...createTurns(pool),
    ...createParcels(sql),
    ...createReceipts(sql),
    ...createAddresses(sql),
    ...createChannels(sql, prisma),
    ...createLinks(sql),
    ...createCertificates(pool),
    ...createOfficers(prisma),
    ...createOfferings(sql),
    ...createRoster(sql),
    ...createSeatNotices(pool),
    ...createSelfChecks(sql),
    ...createClassPapers(pool),
    ...createClassFeedback(sql),
    ...createReminders(sql),
    ...createLetterDrafts(sql),
    ...createFigures(sql),
    ...watchPart(sql),
    ...createCalendars(sql),
    ...createUnits(sql),
    announcements: createAnnouncements(sql, holder),
    isAlone: presence.isAlone,
    media: createMediaRecords(prisma),
    zalo: (account, seal) => ({
      grants: createZaloTokens(pool, account, seal),
      consents: createZaloConsents(sql, account, seal),
    }),
    loadUnits: (data, at) => loadUnits(sql, data, at),
    ping: () => ping(pool),
    close: () => closeAll(pool, prisma, [presence, holder]),
  };
}

async function ping(pool: ReturnType<typeof createPool>): Promise<void> {
  await pool.query('SELECT 1').catch((error: unknown) => {
    throw storeError(error);
  });
}

/** First those with a connection of their own, then the pool, so that stopping the server next disturbs nobody. */
async function closeAll(
  pool: ReturnType<typeof createPool>,
  prisma: PrismaClient,
  apart: readonly { close(): Promise<void> }[],
): Promise<void> {
  await Promise.all(apart.map((one) => one.close()));
  await prisma.$disconnect();
  await closePool(pool);
}
