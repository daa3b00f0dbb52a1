/** Pure: one announcement opened: what it would do or did, and what can be done with it in its state. */
import { isOverdue, mayApprove } from '../../core/announcement-approval.ts';
import type { Instant } from '../../core/model.ts';
import type { ChooseStep, Line, Scene } from '../define.ts';
import type { AnnouncementView } from '../needs/announcement.ts';
import {
  faultLine,
  faultsOf,
  headOf,
  preview,
  previewLines,
  progressLines,
  sampleLines,
  viewOf,
} from './announcement-lines.ts';
import { foreign, keepSeen, lookup, namedIn } from './announcement-scene.ts';
import { actSteps, actsFor, isFresh, isOther, optionsFor, waitsForEyes } from './announcements-acts.ts';
import { shownInstant } from './offering-card.ts';

const isWaiting = (view: AnnouncementView | null): view is AnnouncementView =>
  view !== null && view.count !== null;
const linesOf = (
  scene: Scene,
  of: (view: AnnouncementView) => readonly (ReturnType<typeof faultLine> | string)[],
) => {
  const view = viewOf(scene);
  return { lines: view === null ? [] : of(view) };
};

const isUnderWay = (scene: Scene): boolean =>
  ['scheduled', 'running'].includes(viewOf(scene)?.announcement.state ?? '');

/** When it is to go out, as long as that lies ahead. */
function timeOf(scene: Scene): Instant | null {
  const sendAt = viewOf(scene)?.announcement.sendAt ?? null;
  return sendAt !== null && isUnderWay(scene) && sendAt > scene.world.now ? sendAt : null;
}

const say: readonly Line[] = [
  {
    text: 'announce.open.head',
    vars: (scene) => {
      const view = viewOf(scene);
      return view === null ? {} : headOf(view);
    },
  },
  {
    text: 'announce.open.editor',
    vars: (scene) => ({ editor: viewOf(scene)?.announcement.editorName ?? '' }),
    when: (scene) => (viewOf(scene)?.announcement.editorName ?? null) !== null,
  },
  {
    text: 'announce.open.sample',
    vars: (scene) => ({ words: linesOf(scene, (view) => sampleLines(view, scene)) }),
    // Words changed while it stands still are read before it goes on.
    when: (scene) => isWaiting(viewOf(scene)) || viewOf(scene)?.announcement.state === 'paused',
  },
  {
    text: 'announce.open.preview',
    vars: (scene) => ({ lines: linesOf(scene, (view) => previewLines(view, scene)) }),
    when: (scene) => isWaiting(viewOf(scene)),
  },
  {
    text: 'announcement.nobody',
    vars: (scene) => ({ total: viewOf(scene)?.count?.total ?? 0 }),
    when: (scene) => reachesNobody(scene) && viewOf(scene)?.count?.total !== 0,
  },
  { text: 'announce.open.empty', when: (scene) => viewOf(scene)?.count?.total === 0 },
  {
    text: 'announce.open.faults',
    vars: (scene) => ({ lines: linesOf(scene, (view) => faultsOf(view, scene).map(faultLine)) }),
    when: (scene) => isFaulty(scene) && viewOf(scene)?.announcement.state === 'draft',
  },
  {
    text: 'announce.open.progress',
    vars: (scene) => ({ lines: linesOf(scene, progressLines) }),
    when: (scene) => (viewOf(scene)?.rows.length ?? 0) > 0,
  },
  {
    text: 'announce.open.timed',
    vars: (scene) => ({ at: shownInstant(timeOf(scene) ?? scene.world.now) }),
    when: (scene) => timeOf(scene) !== null,
  },
  { text: 'announcement.ownEdit', when: (scene) => isOwnEdit(scene) },
  {
    text: 'announcement.overdue',
    when: (scene) => {
      const announcement = viewOf(scene)?.announcement;
      return announcement !== undefined && isOverdue(announcement, scene.world.now);
    },
  },
  {
    text: 'announcement.changedSince',
    when: (scene) => {
      const view = viewOf(scene);
      return view !== null && waitsForEyes(view, scene);
    },
  },
  {
    text: 'announce.open.planning',
    when: (scene) => isUnderWay(scene) && timeOf(scene) === null && viewOf(scene)?.rows.length === 0,
  },
];

/** A draft nobody can get. */
export function reachesNobody(scene: Scene): boolean {
  const view = viewOf(scene);
  return isWaiting(view) && preview(view, scene)?.reached === 0;
}

export function isFaulty(scene: Scene): boolean {
  const view = viewOf(scene);
  return isWaiting(view) && faultsOf(view, scene).length > 0;
}

/** An id or a code, not the name of something to do: that would be a button of another state. */
const isName = (text: string): boolean => /\d/.test(text);

/** Waits for approval, and whoever looks at it wrote its present words without being the author. */
function isOwnEdit(scene: Scene): boolean {
  const view = viewOf(scene);
  return view?.announcement.state === 'approval' && isOther(view, scene) && !isFresh(view, scene);
}

/** Why somebody who says "duyệt" may not: they wrote it, or changed it last. */
function hintOf(scene: Scene): string {
  const view = viewOf(scene);
  const waits = view !== null && (view.announcement.state === 'approval' || waitsForEyes(view, scene));
  const allowed = waits ? mayApprove(scene.world.contact.id, view.announcement) : null;
  return allowed === null || allowed.ok ? 'announce.open.hint' : allowed.code;
}

export const open: ChooseStep = {
  kind: 'choose',
  lookup,
  instead: foreign,
  keep: (scene) => ({ ...keepSeen(scene), acts: actsFor(scene) }),
  say,
  options: optionsFor,
  // Whoever wrote it and says "duyệt" learns who may.
  parse: (input, scene) => {
    const other = namedIn(input);
    if (other !== null && isName(other)) return { ok: true, value: 'toOther', also: { other } };
    return { ok: false, hint: hintOf(scene) };
  },
  hints: ['announcement.ownApproval', 'announcement.ownEdit', 'announce.open.hint'],
  next: {
    to: [...actSteps, 'toList', 'toOther', 'changed'],
    pick: ({ answers }) => (answers.open === 'list' ? 'toList' : String(answers.open)),
  },
};
