/** The services, built from what they need and ended together. */
import type { Config } from '../config.ts';
import type { ParcelId } from '../core/model.ts';
import type { JobHandlers } from '../ports.ts';
import { createBroadcast } from '../service/broadcast/broadcast.ts';
import { createNews } from '../service/broadcast/news.ts';
import { createPace } from '../service/broadcast/pace.ts';
import { createProgressWatch } from '../service/broadcast/watch.ts';
import { createDeliverer } from '../service/deliver.ts';
import type { Deps } from '../service/deps.ts';
import { createEnrolClerk } from '../service/enrol/enrol-clerk.ts';
import { allClerks } from '../service/file-clerk.ts';
import { createIntake } from '../service/intake.ts';
import { createRegistryClerk } from '../service/registry/registry-clerk.ts';
import { createReminders } from '../service/remind.ts';
import { createSeatClock } from '../service/seat-clock.ts';
import type { Settler } from '../service/settle.ts';
import { createSweep } from '../service/sweep.ts';
import type { Knowledge } from './knowledge.ts';

/** Builds them; nothing runs by itself yet. */
export function startServices(
  { bulk }: Config,
  deps: Deps,
  settler: Settler,
  { registry, enrol, reminders: rules }: Pick<Knowledge, 'registry' | 'enrol' | 'reminders'>,
) {
  const pace = createPace(deps, bulk);
  const deliverer = createDeliverer(deps, settler, pace);
  const broadcast = createBroadcast(deps, pace, deps.library.announcing);
  const watch = createProgressWatch(deps, pace);
  const news = createNews(deps);
  const intake = createIntake(deps, deliverer);
  const sweep = createSweep(deps, intake, deliverer);
  const seats = createSeatClock(deps, rules.seats);
  const reminders = createReminders(deps);
  const documents = () =>
    import('../document/documents.ts').then(({ createDocuments }) => createDocuments(deps));
  const clerk = allClerks([
    createRegistryClerk({ ...deps, registry, documents }),
    createEnrolClerk({ ...deps, enrol, documents }),
  ]);
  const close = async () => {
    for (const one of [watch, news]) await one.stop();
    await broadcast.close();
    for (const one of [seats, reminders, clerk, sweep]) await one.stop();
    await intake.idle();
  };
  const tick = async () => {
    await settler.flush();
    for (const one of [sweep, seats, reminders, clerk, watch, news]) await one.run();
    await settler.flush();
  };
  return { deliverer, intake, sweep, seats, reminders, clerk, broadcast, watch, news, tick, close };
}

export type Services = ReturnType<typeof startServices>;

/** What the workers do with jobs. */
export const handlersOf = ({ deliverer, broadcast }: Services): JobHandlers => ({
  ...broadcast.handlers,
  deliver: ({ parcelId }) => deliverer.deliver(parcelId as ParcelId),
});
