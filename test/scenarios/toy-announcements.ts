/** Announcements and questions in the world of the scenarios: drafts, an audience that is told, rows and answers in memory. */
import type { AnnouncementState } from '../../src/core/announcement.ts';
import type { ApprovalRule } from '../../src/core/announcement-approval.ts';
import type { AudienceCount } from '../../src/core/announcement-preview.ts';
import { textIn } from '../../src/core/announcement-text.ts';
import { announcingBy } from '../../src/core/announcing.ts';
import type { ContactId, UnitCode } from '../../src/core/model.ts';
import type {
  AnnouncementFound,
  AnnouncementQuery,
  AnnouncementSnapshots,
  AnnouncementView,
  AnsweringPerson,
  KnownAnnouncement,
  KnownQuestion,
  ReachedPerson,
  ReceivedAnnouncement,
  RowCount,
} from '../../src/flow/needs/announcement.ts';
import type { Person, Town } from './toy-world.ts';

export interface ToyBoard {
  readonly announcements: KnownAnnouncement[];
  readonly rows: Map<string, RowCount[]>;
  readonly rsvps: Map<string, Map<string, 'yes' | 'no'>>;
  readonly questions: KnownQuestion[];
  /** Whom any audience comes to. */
  audience: AudienceCount;
  approval: ApprovalRule;
  /** Who got which announcement last. */
  readonly lastTo: Map<string, string>;
  /** Who got it, by announcement. */
  readonly gotBy: Map<string, readonly AnsweringPerson[]>;
}

const nobody: AudienceCount = { total: 0, reached: [], leftOut: [] };
export const createBoard = (): ToyBoard => ({
  announcements: [],
  rows: new Map(),
  rsvps: new Map(),
  questions: [],
  audience: nobody,
  approval: 'never',
  lastTo: new Map(),
  gotBy: new Map(),
});

export const announcingIn = ({ board }: Town) => announcingBy({ telegram: 25, zalo: 10 }, board.approval);

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
  const reasons = [
    'excluded',
    'no_consent',
    'opted_out',
    'no_address',
    'blocked',
    'over_cap',
    'over_kind_cap',
  ] as const;
  const leftOut = reasons.map((reason) => ({ reason, count: count(reason) })).filter((one) => one.count > 0);
  const kept = reached.filter((one) => one.count > 0);
  const total = [...kept, ...leftOut].reduce((sum, one) => sum + one.count, 0);
  board.audience = { total, reached: kept, leftOut };
}

/** `@sending TB-0001 handed=20 planned=30 failed.config=1 unknown=2 state=running`: what became of it. */
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
      state: name.split('.')[0] ?? '',
      reason: name.split('.')[1] ?? reasons[name] ?? null,
      count: Number(count),
    })),
  );
}

/** Everybody in the rows by name, in the order of contacts; who got it is not looked up. */
function peopleIn(board: ToyBoard, id: string): readonly ReachedPerson[] {
  let no = 0;
  return (board.rows.get(id) ?? []).flatMap(({ state, reason, count }) =>
    Array.from({ length: Math.min(count, 30) }, () => {
      no += 1;
      const number = String(no).padStart(3, '0');
      return {
        ...{ contactId: `10${number}` as ContactId, name: `Người Thử ${no}`, phone: `+84912000${number}` },
        ...{ unit: '05503' as UnitCode, hamlet: null, state, reason },
      };
    }),
  );
}

/** `@got TB-0001`: the person received it just now. */
export function receive({ board }: Town, person: Person, [code = '']: readonly string[]): void {
  const found = board.announcements.find((one) => one.code === code);
  if (found === undefined) return;
  board.lastTo.set(person.contact.id, found.id);
  const { id: contactId, name, phone, unit, hamlet } = person.contact;
  const before = board.gotBy.get(found.id) ?? [];
  board.gotBy.set(found.id, [...before, { contactId, name, phone, unit, hamlet }]);
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
  const kinds = [
    'announcement',
    'announcementPeople',
    'announcementAnswers',
    'receivedAnnouncement',
    'question',
  ];
  return kinds.includes(query.kind);
}

function viewIn(board: ToyBoard, found: KnownAnnouncement): AnnouncementView {
  const isDraft = found.state === 'draft' || found.state === 'approval';
  const same = board.announcements.find(
    (one) => one.id !== found.id && one.state !== 'draft' && one.content.texts.vi === found.content.texts.vi,
  );
  return {
    announcement: found,
    count: isDraft ? board.audience : null,
    same: isDraft && same !== undefined ? { code: same.code, at: same.createdAt } : null,
    rows: board.rows.get(found.id) ?? [],
    rsvp: { yes: rsvpOf(board, found.id, 'yes'), no: rsvpOf(board, found.id, 'no') },
  };
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
    case 'announcement':
      return { kind: 'announcement', view: found === undefined ? null : viewIn(board, found) };
    case 'announcementPeople': {
      const all = peopleIn(board, found?.id ?? '').filter(({ state }) => query.states.includes(state));
      const { contact, after, limit } = query;
      const people = all.filter(({ contactId }) => contactId > after && (contact ?? contactId) === contactId);
      return {
        kind: 'announcementPeople',
        announcement: found ?? null,
        people: people.slice(0, limit),
        total: all.length,
        more: people.length > limit,
      };
    }
    case 'announcementAnswers': {
      const said = board.rsvps.get(found?.id ?? '') ?? new Map<string, 'yes' | 'no'>();
      const people = (board.gotBy.get(found?.id ?? '') ?? []).filter(
        ({ contactId }) => (said.get(contactId) ?? 'none') === query.answer && contactId > query.after,
      );
      return {
        kind: 'announcementAnswers',
        announcement: found ?? null,
        people: people.slice(0, query.limit),
        more: people.length > query.limit,
      };
    }
    case 'receivedAnnouncement':
      return { kind: 'receivedAnnouncement', received: receivedBy(board, query.id, asker) };
    case 'question': {
      const question = board.questions.find(({ id, code }) => id === query.id || code === query.id);
      return { kind: 'question', question: question ?? null };
    }
  }
}
