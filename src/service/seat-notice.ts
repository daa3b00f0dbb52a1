/** What people read of their seats when others, the clock or an officer changed something: one parcel a notice. */

import { dayOf, daysBetween } from '../core/calendar.ts';
import type { SaidChoice, SaidLine, Vars } from '../core/event.ts';
import type { Day, ParcelClass, ParcelId } from '../core/model.ts';
import { maySend } from '../core/policy.ts';
import type { NoticeKind } from '../core/seats.ts';
import { shownInstant, visitLines } from '../flow/flows/offering-card.ts';
import type { NoticeOutcome, SeatNotice } from '../ports/seats.ts';
import type { ParcelPlan } from '../ports.ts';
import type { Deps } from './deps.ts';
import { renderLines } from './render.ts';
import { seatCodeMedia } from './seat-code-paper.ts';

/** Buttons below a notice: the step of `my-classes` each leads to. */
const choices: Readonly<Partial<Record<NoticeKind, readonly string[]>>> = {
  offered: ['accept', 'decline'],
  handed_over: ['open', 'leave'],
  changed: ['going', 'leave'],
  message: ['open'],
};

/** A notice says what is so now: one about a seat that is gone meanwhile is not sent. */
const onlyWhile: Readonly<Partial<Record<NoticeKind, string>>> = {
  offered: 'offered',
  reminder: 'taken',
};

/** Changes of a seat people asked for always reach them; reminders are their own to switch off. */
const classOf = (kind: NoticeKind): ParcelClass => (kind === 'reminder' ? 'reminder' : 'transactional');

/** Days until the day a reminder is about; `null` for everything else. The words fit the day they are read, not the rule. */
const daysLeft = ({ clock }: Told, { kind, key }: SeatNotice): number | null =>
  kind === 'reminder' ? daysBetween(dayOf(clock.now()), key.slice(0, 10) as Day) : null;

function keyOf(kind: NoticeKind, days: number | null): string {
  if (days === null) return kind;
  if (days > 1) return 'remind_days';
  return days === 1 ? 'remind_tomorrow' : 'remind_today';
}

function varsOf({ view, text }: SeatNotice, days: number | null): Vars {
  const { offering, mine } = view;
  const [first] = offering.sessions;
  return {
    title: offering.title,
    code: offering.code,
    day: first === undefined ? '' : { day: first.day },
    answerBy: mine?.answerBy === undefined ? '' : shownInstant(mine.answerBy),
    reason: offering.cancelReason ?? '',
    card: { lines: visitLines(view) },
    text: text ?? '',
    days: days ?? 0,
  };
}

function choicesOf({ kind, view }: SeatNotice, days: number | null): readonly SaidChoice[] {
  if (kind === 'message' && view.mine === null) return [];
  const steps = days !== null && days > 0 ? ['going', 'leave'] : (choices[kind] ?? []);
  return steps.map((step) => ({
    label: { key: `seats.button.${step}` },
    payload: `my-classes:${step}:${view.offering.code}`,
  }));
}

/** On the day itself, what is shown at the door: a picture, and the same to be read aloud. */
function codeLine(
  { codes }: Told,
  { claim, contact, view }: SeatNotice,
  days: number | null,
): readonly SaidLine[] {
  if (codes === undefined || days !== 0 || view.mine === null) return [];
  const { code, title } = view.offering;
  const vars = { spoken: codes.spoken(claim, view.mine.no), title };
  const photo = seatCodeMedia(code, contact.id, contact.language ?? 'vi');
  return [{ text: { key: 'classes.own.code', vars }, photo }];
}

type Told = Pick<Deps, 'texts' | 'channels' | 'codes' | 'clock'>;

/** Gives the parcel of a notice, or why there is none. */
export function renderNotice(deps: Told, notice: SeatNotice): NoticeOutcome {
  const { texts, channels } = deps;
  const { id, kind, contact, recipient, view } = notice;
  const wanted = onlyWhile[kind];
  if (wanted !== undefined && view.mine?.state !== wanted) return { skipped: 'over' };
  if (recipient === null) return { skipped: 'no_address' };
  const allowed = maySend(classOf(kind), contact);
  if (!allowed.ok) return { skipped: allowed.code };
  const limits = channels[recipient.channel]?.limits ?? { text: 2000, buttons: 0 };
  const days = daysLeft(deps, notice);
  const text = { key: `seats.notice.${keyOf(kind, days)}`, vars: varsOf(notice, days) };
  const line = { text, choices: choicesOf(notice, days) };
  const plan: ParcelPlan = {
    id: `s:${id}` as ParcelId,
    contactId: contact.id,
    class: classOf(kind),
    cause: { kind: 'event', id: `seat:${id}` },
    ...recipient,
    bubbles: renderLines([line, ...codeLine(deps, notice, days)], {
      texts,
      language: contact.language ?? 'vi',
      limits,
      slots: {},
    }),
  };
  return { plan };
}
