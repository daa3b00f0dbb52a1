/** Events about questions: a person's words reach an officer with what they are about, the answer goes back, none is forgotten. */
import type { AnnouncementEvent } from '../../core/announcement-event.ts';
import { excerptOf } from '../../core/announcement-excerpt.ts';
import { Conflict } from '../../core/error.ts';
import type { TextRef, Vars } from '../../core/event.ts';
import type { UnitCode } from '../../core/model.ts';
import type { StoredAnnouncement } from '../../ports/announcement.ts';
import type { Question } from '../../ports/question.ts';
import type { Recipient } from '../../ports.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { notify } from '../notify.ts';

/** Keeps a question and tells the officers; gives how many were told. */
export async function ask(
  turn: Applying,
  text: string,
  announcement: StoredAnnouncement | null,
  { unit, more = [] }: { readonly unit?: UnitCode | null; readonly more?: readonly TextRef[] } = {},
): Promise<number> {
  const { tx, contact, inbound, at } = turn;
  const question = await tx.announcements.askQuestion(
    {
      id: `q-${inbound.id}`,
      contactId: contact.id,
      unit: unit ?? contact.unit ?? announcement?.units[0] ?? null,
      announcement: announcement?.id ?? null,
      text,
    },
    at,
  );
  const officers = await officersFor(turn, question, announcement);
  const key = announcement === null ? 'questions.toldAsked' : 'questions.toldReply';
  const lines = [{ key, vars: varsOf(turn, question, { text, announcement }) }, ...more];
  const last = lines.length - 1;
  notify(
    turn,
    officers,
    `question.${question.id}`,
    lines.map((line, no) => ({ text: line, ...(no === last ? { choices: choicesFor(question) } : {}) })),
  );
  return officers.length;
}

const choicesFor = ({ code }: Question) => [
  { label: { key: 'questions.replyButton' }, payload: `questions:reply:${code}` },
  { label: { key: 'questions.closeButton' }, payload: `questions:close:${code}` },
];

/** Whoever sent the announcement; else the officers of the person's unit. */
async function officersFor(
  { tx, contact }: Applying,
  { unit }: Question,
  announcement: StoredAnnouncement | null,
): Promise<readonly Recipient[]> {
  const author = announcement?.author ?? 'operator';
  const one = author === 'operator' || author === 'system' ? null : await tx.recipient(author);
  if (one !== null) return [one];
  const officers = unit === null ? [] : await tx.officersOf(unit);
  return officers.filter(({ contactId }) => contactId !== contact.id);
}

function varsOf(
  { deps, contact }: Applying,
  { code }: Question,
  { text, announcement }: { readonly text: string; readonly announcement: StoredAnnouncement | null },
): Vars {
  const unit = contact.unit === null ? undefined : deps.library.units.byCode(contact.unit);
  return {
    code,
    text,
    person: contact.name ?? { key: 'questions.nobodysName' },
    phone: contact.phone ?? '–',
    unit: [contact.hamlet, unit?.name].filter((part) => part != null && part !== '').join(', ') || '–',
    announcement: announcement?.code ?? '',
    about: excerptOf(announcement?.content.texts.vi ?? ''),
  };
}

const asked: Handler<'question_asked'> = async ({ announcement: id, text }, turn) => {
  const announcement = id === null ? null : await turn.tx.announcements.announcement(id);
  const told = await ask(turn, text, announcement);
  const key = told > 0 ? 'reply.told' : 'reply.nobody';
  turn.slots.questionOutcome = turn.deps.texts.text(key, {}, turn.language);
};

/** The question as it stands; whose it is to answer the flow has looked at. @throws Conflict */
async function required({ tx }: Applying, id: string): Promise<Question> {
  const question = await tx.announcements.question(id);
  if (question === null) throw new Conflict(`no question ${id}`);
  return question;
}

const replied: Handler<'question_replied'> = async ({ question: id, text }, turn) => {
  const { tx, contact, inbound, at } = turn;
  const question = await required(turn, id);
  await tx.announcements.answerQuestion({ id, messageId: `m-${inbound.id}`, by: contact.id, text }, at);
  const person = await tx.recipient(question.contactId);
  const key = person === null ? 'questions.repliedNobody' : 'questions.repliedTold';
  turn.slots.questionOutcome = turn.deps.texts.text(key, { name: question.name ?? '' }, turn.language);
  if (person === null) return;
  const about = question.messages.findLast(({ from }) => from === 'person')?.text ?? '';
  const vars = { officer: contact.name ?? '', text, about: excerptOf(about) };
  const more = { label: { key: 'reply.moreButton' }, payload: `reply:more:${question.code}` };
  notify(turn, [person], `answer.${id}`, [{ text: { key: 'reply.answered', vars }, choices: [more] }]);
};

const closed: Handler<'question_closed'> = async ({ question: id }, turn) => {
  await turn.tx.announcements.closeQuestion((await required(turn, id)).id, turn.contact.id, turn.at);
};

type Own = Extract<AnnouncementEvent['type'], `question_${string}`>;

export const questionHandlers: { readonly [T in Own]: Handler<T> } = {
  question_asked: asked,
  question_replied: replied,
  question_closed: closed,
};
