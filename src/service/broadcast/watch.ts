/**
 * Progress that shows itself: the message in which an officer has an announcement open is rewritten while it runs, where
 * the channel can do that. Elsewhere "tiến độ" tells it anew. Nothing depends on it: a failed edit is only noted.
 */
import { dayOf } from '../../core/calendar.ts';
import type { Bubble } from '../../core/message.ts';
import type { ChannelName } from '../../core/model.ts';
import type { TurnContext } from '../../flow/context.ts';
import { sayStep } from '../../flow/say.ts';
import { openConversation } from '../../flow/session.ts';
import type { WatchedAnnouncement } from '../../ports/watch.ts';
import type { Deps } from '../deps.ts';
import { renderLines } from '../render.ts';
import { createTicker } from '../ticker.ts';
import type { Pace } from './pace.ts';

export interface ProgressWatch {
  /** One pass: what has changed is shown. Never throws. */
  run(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

type Needs = Pick<Deps, 'store' | 'channels' | 'clock' | 'log' | 'texts' | 'library' | 'book'>;

/** Often enough to be watched, seldom enough for the limits of any channel. */
const everyMs = 3_000;
const atOnce = 20;

export function createProgressWatch(deps: Needs, pace: Pick<Pace, 'reply'>): ProgressWatch {
  const run = createPass(deps, pace);
  const { start, stop } = createTicker(run, { everyMs, firstMs: everyMs });
  return { run, start, stop };
}

/** Remembers what each message shows, so that only a change is sent. */
function createPass(deps: Needs, pace: Pick<Pace, 'reply'>): () => Promise<void> {
  const shown = new Map<string, string>();
  const editing = (Object.keys(deps.channels) as ChannelName[]).filter(
    (name) => deps.channels[name]?.edit !== undefined,
  );
  const show = async (one: WatchedAnnouncement): Promise<void> => {
    const bubble = await bubbleOf(deps, one);
    const key = `${one.channel} ${one.externalId}`;
    if (bubble === null || shown.get(key) === bubble.text) return;
    await pace.reply(one.channel);
    await deps.channels[one.channel]?.edit?.(one.address, one.externalId, bubble);
    shown.set(key, bubble.text);
  };
  const pass = async (): Promise<void> => {
    if (editing.length === 0) return;
    const watched = await deps.store.watchedAnnouncements(editing, atOnce, deps.clock.now());
    if (watched.length === 0) shown.clear();
    for (const one of watched)
      await show(one).catch((error: unknown) =>
        deps.log.debug({ error, announcement: one.announcement }, 'progress not shown'),
      );
  };
  return () => pass().catch((error: unknown) => deps.log.debug({ error }, 'progress not looked at'));
}

/** What the officer would read if they opened it now; `null` when there is nothing to show. */
async function bubbleOf(deps: Needs, watched: WatchedAnnouncement): Promise<Bubble | null> {
  const { contact, officer, announcement, channel } = watched;
  const now = deps.clock.now();
  const view = await deps.store.announcementView(announcement, now);
  const flow = deps.book.flows.announcements;
  const step = flow?.steps.open;
  if (view === null || flow === undefined || step === undefined) return null;
  const found = { kind: 'announcement', view } as const;
  const ctx: TurnContext = {
    book: deps.book,
    world: { now, today: dayOf(now), contact, officer, ...deps.library, found },
    input: { kind: 'text', text: '' },
    inboundId: '',
  };
  const conversation = openConversation(ctx, flow, { step: 'open', arg: announcement });
  const events = sayStep(ctx, flow, { conversation, step }, 'first');
  const lines = events.flatMap((event) => (event.type === 'said' ? [event.line] : []));
  const limits = deps.channels[channel]?.limits ?? { text: 0, buttons: 0 };
  const language = contact.language ?? 'vi';
  return renderLines(lines, { texts: deps.texts, language, limits, slots: {} }).at(-1) ?? null;
}
