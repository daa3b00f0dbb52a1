/** What an announcement may need at the moment, one deed for each: to be planned, started, looked after, cleared away. */
import type { AnnouncementId } from '../../core/announcement.ts';
import type { Deps } from '../deps.ts';

type Deed = (id: AnnouncementId) => Promise<void>;

export interface Care {
  readonly expand: Deed;
  readonly start: Deed;
  readonly send: Deed;
  readonly clear: Deed;
  /** Resolves when nothing is being planned. */
  planned(): Promise<unknown>;
}

const chunkRows = 10_000;

export function createCare({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>): Care {
  const { announcements } = store;
  const planning = new Map<AnnouncementId, Promise<void>>();
  const plan = async (id: AnnouncementId): Promise<void> => {
    const startedAt = clock.now();
    while ((await announcements.expandSome(id, chunkRows, clock.now())) === 'more');
    log.info({ announcement: id, ms: clock.now() - startedAt }, 'announcement planned');
  };
  return {
    // A million rows take a while; others are looked after meanwhile.
    async expand(id) {
      if (planning.has(id)) return;
      const mine = plan(id)
        .catch((error: unknown) => log.warn({ error, announcement: id }, 'planning goes on later'))
        .finally(() => planning.delete(id));
      planning.set(id, mine);
    },
    start: (id) => announcements.startDue(id, clock.now()),
    async send(id) {
      const ended = await announcements.finishIfDone(id, clock.now());
      if (ended === 'mismatch') log.error({ announcement: id }, 'rows do not add up to the audience');
      if (ended === 'done') log.info({ announcement: id }, 'announcement done');
    },
    async clear(id) {
      await announcements.clearCancelled(id, chunkRows);
      await announcements.finishIfDone(id, clock.now());
    },
    planned: () => Promise.all(planning.values()),
  };
}
