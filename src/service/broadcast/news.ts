/**
 * What officers hear without asking: their announcement is done, with the numbers and the way to whoever was not reached; a
 * channel stands still by itself; people wait for an answer. Found in the rows and planned under ids of their own: told once, also across a crash.
 */
import type { SaidLine } from '../../core/event.ts';
import type { ChannelName, Instant } from '../../core/model.ts';
import { countIn, headOf, progressLines } from '../../flow/flows/announcement-lines.ts';
import type { AnnouncementView } from '../../flow/needs/announcement.ts';
import type { EndedAnnouncement } from '../../ports/announcement.ts';
import type { Deps } from '../deps.ts';
import { createTicker } from '../ticker.ts';
import { tell } from './notice.ts';
import { standstillReasons, tellStandstill } from './standstill.ts';
import { createWaitingWatch } from './waiting.ts';

export interface News {
  /** One pass. Never throws. */
  run(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

type Needs = Pick<Deps, 'store' | 'channels' | 'clock' | 'log' | 'texts' | 'jobs'>;

const everyMs = 2_000;
const atOnce = 50;

export function createNews(deps: Needs): News {
  const told = new Map<ChannelName, Instant>();
  const tellWaiting = createWaitingWatch(deps);
  const pass = async (): Promise<void> => {
    for (const ended of await deps.store.announcements.untoldEnds(atOnce)) await tellEnd(deps, ended);
    for (const name of Object.keys(deps.channels) as ChannelName[]) await lookAt(deps, name, told);
    await tellWaiting();
  };
  const run = () => pass().catch((error: unknown) => deps.log.warn({ error }, 'news for officers wait'));
  const { start, stop } = createTicker(run, { everyMs, firstMs: everyMs });
  return { run, start, stop };
}

/** The message first, then the note that it is planned: between the two a crash only plans the same id again. */
async function tellEnd(deps: Needs, { id, endedAt, author }: EndedAnnouncement): Promise<void> {
  const view = author === null ? null : await deps.store.announcementView(id, deps.clock.now());
  if (author !== null && view !== null)
    await tell(deps, [author], { id: `done:${id}:${endedAt}`, lines: [doneLine(view)] });
  await deps.store.announcements.endTold(id, endedAt);
}

function doneLine(view: AnnouncementView): SaidLine {
  const { id } = view.announcement;
  const missed = countIn(view, ['failed', 'suppressed', 'unknown']) > 0;
  const vars = { ...headOf(view), lines: { lines: progressLines(view) } };
  return {
    text: { key: missed ? 'announce.toldDone' : 'announce.toldDoneAll', vars },
    choices: [
      ...(missed
        ? [{ label: { key: 'announce.act.people' }, payload: `announcements:peopleFrom:${id}` }]
        : []),
      { label: { key: 'announce.openButton' }, payload: `announcements:open:${id}` },
    ],
  };
}

/** A process that died between the pause and the word leaves the pause behind. */
async function lookAt(deps: Needs, channel: ChannelName, told: Map<ChannelName, Instant>): Promise<void> {
  const pause = await deps.store.channelPause(channel);
  const reason = standstillReasons.find((one) => one === pause?.reason);
  if (pause === null || reason === undefined) return;
  if (pause.until <= deps.clock.now() || told.get(channel) === pause.until) return;
  await tellStandstill(deps, channel, { until: pause.until, reason });
  told.set(channel, pause.until);
}
