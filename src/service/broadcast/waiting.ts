/** Officers whose people wait for an answer for more than a day are reminded once a day, so that no question is forgotten. */
import { nextOpening, usualHours } from '../../core/announcement-policy.ts';
import { dayOf } from '../../core/calendar.ts';
import type { SaidLine } from '../../core/event.ts';
import type { WaitingQuestions } from '../../ports/question.ts';
import type { Deps } from '../deps.ts';
import { tell } from './notice.ts';

type Needs = Pick<Deps, 'store' | 'channels' | 'clock' | 'texts' | 'jobs'>;

const everyMs = 10 * 60_000;
/** How long a question waits before its officer is reminded. */
const patienceMs = 24 * 60 * 60_000;

/** Looks now and then, by day only; the message of a day has one id, whoever plans it. @throws StoreUnavailable */
export function createWaitingWatch(deps: Needs): () => Promise<void> {
  let nextAt = 0;
  return async () => {
    const now = deps.clock.now();
    if (now < nextAt || nextOpening(now, usualHours, 0) !== null) return;
    nextAt = now + everyMs;
    for (const found of await deps.store.announcements.waitingQuestions(now - patienceMs))
      await tell(deps, [found], { id: `waiting:${dayOf(now)}`, lines: [lineOf(found)] });
  };
}

const lineOf = ({ count, since }: WaitingQuestions): SaidLine => ({
  text: { key: 'questions.waiting', vars: { count, since: { day: dayOf(since) } } },
  choices: [{ label: { key: 'flow.questions' }, payload: 'questions' }],
});
