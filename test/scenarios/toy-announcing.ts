/** What facts about announcements and questions do to the world of the scenarios. */
import { stepFrom } from '../../src/core/announcement.ts';
import { asksApproval, isChangedSince } from '../../src/core/announcement-approval.ts';
import type { AnnouncementEvent } from '../../src/core/announcement-event.ts';
import type { EventOf } from '../../src/core/event.ts';
import type { KnownAnnouncement } from '../../src/flow/needs/announcement.ts';
import type { Texts } from '../../src/ports.ts';
import { renderText } from '../../src/service/render.ts';
import type { ToyBoard } from './toy-announcements.ts';
import { library } from './toy-library.ts';
import type { Person, Town } from './toy-world.ts';

type Applied = Readonly<Record<string, string>> | undefined;
type Apply<T extends AnnouncementEvent['type']> = (event: EventOf<T>, town: Town, person: Person) => Applied;

const asks = ({ board }: Town, { units }: KnownAnnouncement): boolean =>
  asksApproval(board.approval, units, library.units);

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
        ...{
          approvedBy: null,
          approvedText: null,
          audienceCount: null,
          editedBy: contact.id,
          editorName: null,
        },
      });
      return undefined;
    },
    announcement_changed: ({ id, seen, draft, audience }, town, person) => {
      const { board } = town;
      const before = board.announcements.find((one) => one.id === id);
      const textVersion = (before?.textVersion ?? 1) + (before?.state === 'paused' ? 1 : 0);
      const whom = audience === undefined ? {} : { audience };
      const by = person.contact;
      const editorName = by.id === before?.author ? null : by.name;
      const written = { textVersion, editedBy: by.id, editorName };
      const saved = change(board, id, seen, { ...draft, ...whom, ...written });
      const waits = asks(town, saved) && isChangedSince(saved);
      return told(person, `announce.done.${waits ? 'changedApproval' : 'changed'}`);
    },
    announcement_released: ({ id, seen }, town, person) => {
      const found = town.board.announcements.find((one) => one.id === id);
      const waits = found !== undefined && asks(town, found);
      const { code } = step(town, id, seen, waits ? 'submit' : 'schedule');
      return told(person, `announce.done.${waits ? 'approval' : 'scheduled'}`, { code });
    },
    announcement_approved: ({ id, seen }, town, person) => {
      const { code, version, textVersion } = step(town, id, seen, 'approve');
      change(town.board, id, version, { version, approvedBy: person.contact.id, approvedText: textVersion });
      return told(person, 'announce.done.approved', { code });
    },
    announcement_stepped: ({ id, seen, step: wanted }, town, person) =>
      told(person, `announce.done.${wanted}`, { code: step(town, id, seen, wanted).code }),
    announcement_retried: ({ id, seen }, town, person) => {
      step(town, id, seen, 'retry');
      return told(person, 'announce.done.retried', { count: 1 });
    },
    unknown_settled: ({ id, contact, as }, town, person) => {
      const rows = town.board.rows.get(id) ?? [];
      const unknown = rows.find(({ state }) => state === 'unknown');
      const count = contact === null ? (unknown?.count ?? 0) : 1;
      const settled = {
        channel: 'zalo',
        state: as === 'resend' ? 'planned' : as,
        reason: 'officer',
        count,
      } as const;
      const left = { channel: 'zalo', state: 'unknown', reason: 'no_answer' } as const;
      town.board.rows.set(
        id,
        [
          ...rows.filter((row) => row !== unknown),
          settled,
          { ...left, count: (unknown?.count ?? 0) - count },
        ].filter((row) => row.count > 0),
      );
      const at = town.board.announcements.findIndex((one) => one.id === id && one.state === 'done');
      const found = town.board.announcements[at];
      if (as === 'resend' && found !== undefined)
        town.board.announcements[at] = { ...found, state: 'running', version: found.version + 1 };
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
