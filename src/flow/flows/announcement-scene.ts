/** Pure: what all steps about one announcement share: which one, whether it may be seen, whether it is still as it was. */
import type { Input } from '../../core/message.ts';
import type { EndStep, Next, Scene } from '../define.ts';
import type { AnnouncementView } from '../needs/announcement.ts';
import type { Query } from '../needs.ts';
import { viewOf } from './announcement-lines.ts';

/** The id (or code) the conversation is about; behind a dot comes where a list goes on. */
export const idOf = ({ arg }: Scene): string => (arg ?? '').split('.')[0] ?? '';

export const lookup = (_input: Input, scene: Scene): Query | null =>
  idOf(scene) === '' ? null : { kind: 'announcement', id: idOf(scene) };

/** Not theirs or not there: the same words, so that nothing is given away. */
export const foreign = {
  to: ['foreign'],
  pick: (scene: Scene) => (viewOf(scene) === null ? 'foreign' : null),
};

export const keepSeen = (scene: Scene) => ({ seen: viewOf(scene)?.announcement.version ?? 0 });

/** The announcement, unless somebody changed it since it was shown. */
export function asSeen(scene: Scene): AnnouncementView | null {
  const view = viewOf(scene);
  return view !== null && view.announcement.version === Number(scene.answers.seen) ? view : null;
}

/** A button under a message about another one (or the same again): what it names. */
export const namedIn = (input: Input): string | null =>
  input.kind === 'button' ? input.payload.split(':').slice(2).join(':') || null : null;

/** What an event names. */
export const seenOf = ({ announcement }: AnnouncementView) => ({
  id: announcement.id,
  seen: announcement.version,
});

export const toOpen = {
  to: ['announcements:open'],
  pick: (scene: Scene) => `announcements:open:${viewOf(scene)?.announcement.id ?? idOf(scene)}`,
};

/** A yes that still meets what was shown goes to `done`. */
export const sure = (step: string, done: string, no: string): Exclude<Next, string> => ({
  to: [done, 'changed', no],
  pick: (scene) => {
    if (scene.answers[step] !== 'yes') return no;
    return asSeen(scene) === null ? 'changed' : done;
  },
});

/** A list as a sheet, made when it is sent, for whoever may see the announcement. */
export const sheetOf = (paper: 'announcement-missed' | 'announcement-answers', text: string): EndStep => ({
  kind: 'end',
  lookup,
  instead: foreign,
  say: [
    {
      text,
      attach: (scene) => {
        const view = viewOf(scene);
        if (view === null) return null;
        const { id, code } = view.announcement;
        const media = `paper/${paper}/${scene.world.contact.language ?? 'vi'}/${id}`;
        return { document: { media, name: { key: `announce.sheet.${paper}`, vars: { code } } } };
      },
    },
  ],
  offer: (scene) => [
    { value: `announcements:open:${idOf(scene)}`, label: { key: 'announce.openButton' } },
    { value: 'announcements', label: { key: 'announce.act.list' } },
  ],
});
