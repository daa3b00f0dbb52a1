/** Pure: what can be done with an announcement in each of its states, by whom. */
import type { AnnouncementState } from '../../core/announcement.ts';
import { isChangedSince, mayApprove } from '../../core/announcement-approval.ts';
import type { Option, Scene } from '../define.ts';
import type { AnnouncementView } from '../needs/announcement.ts';
import { asksForApproval, asksRsvp, countIn, countRetriable, viewOf } from './announcement-lines.ts';

interface Action {
  /** The step it leads to. */
  readonly value: string;
  readonly when?: (view: AnnouncementView, scene: Scene) => boolean;
}

type When = NonNullable<Action['when']>;

const isAuthor: When = ({ announcement }, { world }) => announcement.author === world.contact.id;
export const isOther: When = (view, scene) => !isAuthor(view, scene);
/** Neither wrote it nor changed it last. */
export const isFresh: When = ({ announcement }, { world }) => mayApprove(world.contact.id, announcement).ok;
/** Stands still with words nobody else has approved, where that is asked for. */
export const waitsForEyes: When = (view, scene) =>
  isChangedSince(view.announcement) && asksForApproval(view, scene);

/** At most four of each state at a time and the list: a channel may show no more. */
const actions: Readonly<Record<AnnouncementState, readonly Action[]>> = {
  draft: [{ value: 'send' }, { value: 'schedule' }, { value: 'tryIt' }, { value: 'edit' }],
  approval: [
    { value: 'approve', when: isFresh },
    { value: 'returnWhy', when: isOther },
    { value: 'recall', when: isAuthor },
    { value: 'tryIt' },
  ],
  scheduled: [{ value: 'refresh' }, { value: 'pause' }, { value: 'cancel' }, { value: 'copy' }],
  running: [
    { value: 'refresh' },
    { value: 'pause' },
    { value: 'cancel' },
    { value: 'answers', when: asksRsvp },
    { value: 'copy', when: (view) => !asksRsvp(view) },
  ],
  paused: [
    { value: 'resume', when: (view, scene) => !waitsForEyes(view, scene) },
    { value: 'approve', when: (view, scene) => waitsForEyes(view, scene) && isFresh(view, scene) },
    { value: 'text' },
    { value: 'cancel' },
    { value: 'copy' },
  ],
  done: [
    { value: 'answers', when: asksRsvp },
    { value: 'people', when: (view) => countIn(view, ['failed', 'suppressed', 'unknown']) > 0 },
    { value: 'settle', when: (view) => countIn(view, ['unknown']) > 0 },
    // Beside the answers there is no room for it: it stands under the list of people as well.
    { value: 'retry', when: (view) => countRetriable(view) > 0 && !asksRsvp(view) },
    { value: 'copy' },
  ],
  cancelled: [
    { value: 'people', when: (view) => view.rows.length > 0 },
    { value: 'answers', when: (view) => asksRsvp(view) && view.rows.length > 0 },
    { value: 'settle', when: (view) => countIn(view, ['unknown']) > 0 },
    { value: 'copy' },
  ],
};

/** Steps any of them leads to. */
export const actSteps = [
  ...new Set(Object.values(actions).flatMap((list) => list.map(({ value }) => value))),
];

const optionOf = (value: string, label = value, words = value): Option => ({
  value,
  label: { key: `announce.act.${label}` },
  words: `announce.act.words.${words}`,
});

/** What may be done now, the way to the list last; `send` has another label at a set time. */
export function actsFor(scene: Scene): readonly string[] {
  const view = viewOf(scene);
  if (view === null) return [];
  const { state, sendAt } = view.announcement;
  const may = actions[state].filter(({ when }) => when?.(view, scene) ?? true).map(({ value }) => value);
  const named = may.map((value) => {
    if (value === 'send' && sendAt !== null) return 'send.sendAt.send';
    // Without the other button "duyệt" must not be taken for a part of "không duyệt".
    return value === 'returnWhy' && !may.includes('approve') ? 'returnWhy.returnWhy.giveBack' : value;
  });
  return [...named, state === 'draft' ? 'list.leave.list' : 'list'];
}

/** Kept with the answers as well: typed words are compared with them before the announcement is read. */
export function optionsFor(scene: Scene): readonly Option[] {
  const kept = Array.isArray(scene.answers.acts) ? scene.answers.acts.map(String) : [];
  const acts = viewOf(scene) === null ? kept : actsFor(scene);
  return acts.map((act) => {
    const [value = '', label, words] = act.split('.');
    return optionOf(value, label, words);
  });
}
