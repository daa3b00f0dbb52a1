/** The announcements room of the store, in two sizes: inside a turn, and with the background's part. */
import type { AnnouncementStore, AnnouncementTx } from '../../ports/announcement.ts';
import type { Sql } from '../database.ts';
import { announcementsPart } from './announcements.ts';
import { bulkPart } from './bulk.ts';
import { capsPart } from './caps.ts';
import { expandPart } from './expand.ts';
import type { Holder } from './holder.ts';
import { ledgerPart } from './ledger.ts';
import { newsPart } from './news.ts';
import { peoplePart } from './people.ts';
import { questionsPart } from './questions.ts';

export function announcementTx(sql: Sql): AnnouncementTx {
  return { ...announcementsPart(sql), ...ledgerPart(sql), ...peoplePart(sql), ...questionsPart(sql) };
}

export function createAnnouncements(sql: Sql, holder: Holder): AnnouncementStore {
  const tx = announcementTx(sql);
  return {
    ...tx,
    ...expandPart(sql, tx.announcement),
    ...bulkPart(sql, holder),
    ...newsPart(sql),
    ...capsPart(sql),
  };
}
