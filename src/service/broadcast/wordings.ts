/** The words of announcements under way, kept ready: read once per version, forgotten when others are in use. */
import { createMemo } from '../../core/memo.ts';
import type { AnnouncementWording } from '../../ports/announcement.ts';
import type { BulkParcel } from '../../ports/bulk.ts';
import type { Deps } from '../deps.ts';
import { type Composer, createComposer } from './compose.ts';

export interface Wording extends Composer {
  readonly facts: AnnouncementWording;
}

export interface Wordings {
  /** @throws StoreUnavailable; `null` when there is no such version */
  of(parcel: Pick<BulkParcel, 'announcement' | 'textVersion'>): Promise<Wording | null>;
}

/** How late a changed "skip if later than" may be noticed. */
const keptMs = 5_000;
const entries = 50;

export function createWordings({ store, texts, clock }: Pick<Deps, 'store' | 'texts' | 'clock'>): Wordings {
  const kept = createMemo<string, Promise<Wording | null>>({ entries, ttlMs: keptMs, now: clock.now });
  const load = async (id: BulkParcel['announcement'], version: number): Promise<Wording | null> => {
    const facts = await store.announcements.wording(id, version);
    return facts === null ? null : { facts, ...createComposer(texts, facts) };
  };
  return {
    of({ announcement, textVersion }) {
      const key = `${announcement} ${textVersion}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const loading = load(announcement, textVersion);
      kept.set(key, loading);
      loading.catch(() => kept.take(key));
      return loading;
    },
  };
}
