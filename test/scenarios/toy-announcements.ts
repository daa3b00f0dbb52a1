/** Announcements and questions in the world of the scenarios: drafts, an audience that is told, rows and answers in memory. */
import type { AnnouncementState } from '../../src/core/announcement.ts';
import { stepFrom } from '../../src/core/announcement.ts';
import type { AnnouncementEvent } from '../../src/core/announcement-event.ts';
import type { AudienceCount } from '../../src/core/announcement-preview.ts';
import { textIn } from '../../src/core/announcement-text.ts';
import { announcingBy } from '../../src/core/announcing.ts';
import type { EventOf } from '../../src/core/event.ts';
import type { ContactId } from '../../src/core/model.ts';
import type {
  AnnouncementFound,
  AnnouncementQuery,
  AnnouncementSnapshots,
  KnownAnnouncement,
  KnownQuestion,
  ReceivedAnnouncement,
  RowCount,
} from '../../src/flow/needs/announcement.ts';
import type { Texts } from '../../src/ports.ts';
import { renderText } from '../../src/service/render.ts';
import type { Person, Town } from './toy-world.ts';

export interface ToyBoard {
  readonly announcements: KnownAnnouncement[];
  readonly rows: Map<string, RowCount[]>;
  readonly rsvps: Map<string, Map<string, 'yes' | 'no'>>;
  readonly questions: KnownQuestion[];
  /** Whom any audience comes to. */
  audience: AudienceCount;
  fourEyes: boolean;
  /** Who got which announcement last. */
  readonly lastTo: Map<string, string>;
}

const nobody: AudienceCount = { total: 0, reached: [], leftOut: [] };
export const createBoard = (): ToyBoard => ({
  announcements: [],
  rows: new Map(),
  rsvps: new Map(),
  questions: [],
  audience: nobody,
  fourEyes: false,
  lastTo: new Map(),
});

export const announcingIn = ({ board }: Town) => announcingBy({ telegram: 25, zalo: 10 }, board.fourEyes);

/** `@audience telegram=12 zalo=30 late=2 far=3 no_consent=4 opted_out=1`: whom every audience comes to. */
export function setAudience({ board }: Town, args: readonly string[]): void {
  const said = new Map(args.map((arg) => arg.split('=') as [string, string]));
  const count = (name: string) => Number(said.get(name) ?? 0);
  const reached = [
    { channel: 'telegram', silence: 'within48h', count: count('telegram') },
    { channel: 'zalo', silence: 'within48h', count: count('zalo') },
    { channel: 'zalo', silence: 'within7d', count: count('late') },
    { channel: 'zalo', silence: 'longer', count: count('far') },
  ] as const;
  const reasons = ['excluded', 'no_consent', 'opted_out', 'no_address', 'blocked', 'over_cap'] as const;
  const leftOut = reasons.map((reason) => ({ reason, count: count(reason) })).filter((one) => one.count > 0);
  const kept = reached.filter((one) => one.count > 0);
  const total = [...kept, ...leftOut].reduce((sum, one) => sum + one.count, 0);
  board.audience = { total, reached: kept, leftOut };
}

/** `@sending TB-0001 handed=20 planned=30 failed=1 unknown=2 state=running`: what became of it. */
export function setRows({ board }: Town, [code = '', ...args]: readonly string[]): void {
  const at = board.announcements.findIndex((one) => one.code === code);
  const found = board.announcements[at];
  if (found === undefined) throw new Error(`no announcement ${code}`);
  const said = new Map(args.map((arg) => arg.split('=') as [string, string]));
  const state = (said.get('state') ?? 'running') as AnnouncementState;
  board.announcements[at] = { ...found, state, version: found.version + 1 };
  const reasons: Readonly<Record<string, string | null>> = {
    failed: 'blocked',
    suppressed: 'opted_out',
    unknown: 'no_answer',
  };
  const rows = [...said].filter(([name]) => name !== 'state');
  board.rows.set(
    found.id,
    rows.map(([name, count]) => ({
      channel: 'zalo',
      state: name,
      reason: reasons[name] ?? null,
      count: Number(count),
    })),
  );
}

/** `@got TB-0001`: the person received it just now. */
export function receive({ board }: Town, person: Person, [code = '']: readonly string[]): void {
  const found = board.announcements.find((one) => one.code === code);
  if (found !== undefined) board.lastTo.set(person.contact.id, found.id);
}

const rsvpOf = (board: ToyBoard, id: string, answer: 'yes' | 'no'): number =>
  [...(board.rsvps.get(id)?.values() ?? [])].filter((one) => one === answer).length;

function receivedBy(board: ToyBoard, id: string | undefined, contact: string): ReceivedAnnouncement | null {
  const found = board.announcements.find((one) => one.id === id);
  if (found === undefined || board.lastTo.get(contact) !== id) return null;
  const { code, state, content } = found;
  return {
    ...{ id: found.id, code, state, text: textIn(content, 'vi') },
    asksRsvp: content.buttons.some(({ kind }) => kind === 'rsvp'),
    answer: board.rsvps.get(found.id)?.get(contact) ?? null,
  };
}

export function announcementSnapshots({ board }: Town, { contact }: Person): AnnouncementSnapshots {
  return {
    unitAnnouncements: board.announcements.toReversed(),
    openQuestions: board.questions.filter(({ state }) => state !== 'closed'),
    lastWord: {
      announcement: receivedBy(board, board.lastTo.get(contact.id), contact.id),
      question:
        board.questions.find((one) => one.contactId === contact.id && one.state === 'answered') ?? null,
    },
  };
}

export function isAnnouncementQuery(query: { readonly kind: string }): query is AnnouncementQuery {
  return ['announcement', 'announcementPeople', 'receivedAnnouncement', 'question'].includes(query.kind);
}

export function findAnnounced(
  { board }: Town,
  query: AnnouncementQuery,
  asker: ContactId,
): AnnouncementFound {
  const found = board.announcements.find(
    ({ id, code }) => id === query.id || code.toLowerCase() === query.id.toLowerCase(),
  );
  switch (query.kind) {
    case 'announcement': {
      if (found === undefined) return { kind: 'announcement', view: null };
      const isDraft = found.state === 'draft' || found.state === 'approval';
      const same = board.announcements.find(
        (one) =>
          one.id !== found.id && one.state !== 'draft' && one.content.texts.vi === found.content.texts.vi,
      );
      const view = {
        announcement: found,
        count: isDraft ? board.audience : null,
        same: isDraft && same !== undefined ? { code: same.code, at: same.createdAt } : null,
        rows: board.rows.get(found.id) ?? [],
        rsvp: { yes: rsvpOf(board, found.id, 'yes'), no: rsvpOf(board, found.id, 'no') },
      };
      return { kind: 'announcement', view };
    }
    case 'announcementPeople': {
      const rows = (board.rows.get(found?.id ?? '') ?? []).filter(({ state }) =>
        query.states.includes(state),
      );
      const people = rows.flatMap(({ state, reason, count }) =>
        Array.from({ length: count }, (_, no) => ({
          ...{ contactId: `x${no}` as ContactId, name: `Người Thử ${no + 1}`, unit: null, state, reason },
        })),
      );
      return { kind: 'announcementPeople', announcement: found ?? null, people };
    }
    case 'receivedAnnouncement':
      return { kind: 'receivedAnnouncement', received: receivedBy(board, query.id, asker) };
    case 'question': {
      const question = board.questions.find(({ id, code }) => id === query.id || code === query.id);
      return { kind: 'question', question: question ?? null };
    }
  }
}

type Applied = Readonly<Record<string, string>> | undefined;
type Apply<T extends AnnouncementEvent['type']> = (event: EventOf<T>, town: Town, person: Person) => Applied;

function change(
  board: ToyBoard,
  id: string,
  seen: number,
  to: Partial<KnownAnnouncement>,
): KnownAnnouncement {
  const at = board.announcements.findIndex((one) => one.id === id);
  const found = board.announcements[at];
  if (found?.version !== seen) throw new Error(`announcement ${id} is not at version ${seen}`);
  const changed = { ...found, ...to, version: seen + 1 };
  board.announcements[at] = changed;
  return changed;
}

export function announcementAppliers(texts: Texts): {
  readonly [T in AnnouncementEvent['type']]: Apply<T>;
} {
  const told = ({ contact }: Person, key: string, vars = {}): Applied => ({
    announceOutcome: renderText({ key, vars }, { texts, language: contact.language ?? 'vi', slots: {} }),
  });
  const step = (town: Town, id: string, seen: number, wanted: Parameters<typeof stepFrom>[1]) => {
    const found = town.board.announcements.find((one) => one.id === id);
    const to = stepFrom(found?.state ?? 'draft', wanted);
    if (!to.ok) throw new Error(`${id} does not ${wanted}`);
    return change(town.board, id, seen, { state: to.value });
  };
  return {
    announcement_composed: ({ id, draft, audience }, town, { contact, officer }) => {
      const code = `TB-${String(town.board.announcements.length + 1).padStart(4, '0')}`;
      const times = { createdAt: town.now, startedAt: null, endedAt: null, pauseReason: null };
      town.board.announcements.push({
        ...{ ...draft, ...times, id, code, audience, state: 'draft', version: 1, textVersion: 1 },
        ...{ author: contact.id, authorName: contact.name, units: officer?.units ?? [] },
        ...{ approvedBy: null, audienceCount: null },
      });
      return undefined;
    },
    announcement_changed: ({ id, seen, draft, audience }, town, person) => {
      change(town.board, id, seen, { ...draft, ...(audience === undefined ? {} : { audience }) });
      return told(person, 'announce.done.changed');
    },
    announcement_released: ({ id, seen }, town, person) => {
      const wanted = town.board.fourEyes ? 'submit' : 'schedule';
      const { code } = step(town, id, seen, wanted);
      return told(person, `announce.done.${town.board.fourEyes ? 'approval' : 'scheduled'}`, { code });
    },
    announcement_approved: ({ id, seen }, town, person) =>
      told(person, 'announce.done.approved', { code: step(town, id, seen, 'approve').code }),
    announcement_stepped: ({ id, seen, step: wanted }, town, person) =>
      told(person, `announce.done.${wanted}`, { code: step(town, id, seen, wanted).code }),
    announcement_retried: ({ id, seen }, town, person) => {
      step(town, id, seen, 'retry');
      return told(person, 'announce.done.retried', { count: 1 });
    },
    unknown_settled: ({ id, as }, town, person) => {
      const rows = town.board.rows.get(id) ?? [];
      const count = rows.find(({ state }) => state === 'unknown')?.count ?? 0;
      const settled = as === 'resend' ? 'planned' : as;
      town.board.rows.set(
        id,
        rows.map((row) => (row.state === 'unknown' ? { ...row, state: settled, reason: 'officer' } : row)),
      );
      return told(person, `announce.done.unknown.${as}`, { count });
    },
    announcement_tried: () => undefined,
    announcement_copied: () => ({ announceCopy: '(bản chép)' }),
    announcement_answered: ({ id, answer }, { board }, { contact }) => {
      const answers = board.rsvps.get(id) ?? new Map<string, 'yes' | 'no'>();
      board.rsvps.set(id, answers.set(contact.id, answer));
      return undefined;
    },
    question_asked: ({ announcement, text }, { board, now }, { contact }) => {
      const at = board.questions.findIndex(
        (one) => one.contactId === contact.id && one.state !== 'closed' && one.announcement === announcement,
      );
      const message = { from: 'person', text, at: now } as const;
      const found = board.questions[at];
      const no = board.questions.length + 1;
      if (found !== undefined)
        board.questions[at] = { ...found, state: 'open', messages: [...found.messages, message] };
      else
        board.questions.push({
          ...{
            id: `q-${no}`,
            code: `H-${String(no).padStart(4, '0')}`,
            contactId: contact.id,
            name: contact.name,
          },
          ...{ unit: contact.unit, announcement, state: 'open', askedAt: now, messages: [message] },
        });
      return { questionOutcome: texts.text('reply.told', {}, contact.language ?? 'vi') };
    },
    question_replied: ({ question, text }, { board, now }) => {
      const at = board.questions.findIndex(({ id }) => id === question);
      const found = board.questions[at];
      if (found === undefined) return undefined;
      const messages = [...found.messages, { from: 'officer', text, at: now } as const];
      board.questions[at] = { ...found, state: 'answered', messages };
      board.lastTo.delete(found.contactId);
      return { questionOutcome: texts.text('questions.repliedTold', { name: found.name ?? '' }, 'vi') };
    },
    question_closed: ({ question }, { board }) => {
      const at = board.questions.findIndex(({ id }) => id === question);
      const found = board.questions[at];
      if (found !== undefined) board.questions[at] = { ...found, state: 'closed' };
      return undefined;
    },
  };
}
