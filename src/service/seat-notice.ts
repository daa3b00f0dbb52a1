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

/** What a notice says; a reminder by how far the day is when it is read, not by its rule. */
type Wording = Exclude<NoticeKind, 'reminder'> | 'remind_days' | 'remind_tomorrow' | 'remind_today';

/** Buttons below a notice: the step of `my-classes` each leads to. */
const choices: Readonly<Partial<Record<Wording, readonly string[]>>> = {
  offered: ['accept', 'decline'],
  handed_over: ['open', 'leave'],
  changed: ['going', 'leave'],
  message: ['open'],
  remind_days: ['going', 'leave'],
  remind_tomorrow: ['going', 'leave'],
};

/** A notice says what is so now: one about a seat that is gone meanwhile is not sent. */
const onlyWhile: Readonly<Partial<Record<NoticeKind, string>>> = {
  offered: 'offered',
  reminder: 'taken',
};

/** Changes of a seat people asked for always reach them; reminders are their own to switch off. */
const classOf = (kind: NoticeKind): ParcelClass => (kind === 'reminder' ? 'reminder' : 'transactional');

/** Days until the day a reminder is about. */
const daysLeft = ({ clock }: Told, { key }: SeatNotice): number =>
  daysBetween(dayOf(clock.now()), key.slice(0, 10) as Day);

function wordingOf(deps: Told, notice: SeatNotice): Wording {
  if (notice.kind !== 'reminder') return notice.kind;
  const days = daysLeft(deps, notice);
  if (days > 1) return 'remind_days';
  return days === 1 ? 'remind_tomorrow' : 'remind_today';
}

function varsOf(deps: Told, notice: SeatNotice): Vars {
  const { kind, view, text } = notice;
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
    days: kind === 'reminder' ? daysLeft(deps, notice) : 0,
  };
}

function choicesOf(wording: Wording, { view }: SeatNotice): readonly SaidChoice[] {
  if (wording === 'message' && view.mine === null) return [];
  return (choices[wording] ?? []).map((step) => ({
    label: { key: `seats.button.${step}` },
    payload: `my-classes:${step}:${view.offering.code}`,
  }));
}

/** On the day itself, what is shown at the door: a picture, and the same to be read aloud. */
function codeLine(
  { codes }: Told,
  wording: Wording,
  { claim, contact, view }: SeatNotice,
): readonly SaidLine[] {
  if (codes === undefined || wording !== 'remind_today' || view.mine === null) return [];
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
  const wording = wordingOf(deps, notice);
  const text = { key: `seats.notice.${wording}`, vars: varsOf(deps, notice) };
  const line = { text, choices: choicesOf(wording, notice) };
  const plan: ParcelPlan = {
    id: `s:${id}` as ParcelId,
    contactId: contact.id,
    class: classOf(kind),
    cause: { kind: 'event', id: `seat:${id}` },
    ...recipient,
    bubbles: renderLines([line, ...codeLine(deps, wording, notice)], {
      texts,
      language: contact.language ?? 'vi',
      limits,
      slots: {},
    }),
  };
  return { plan };
}
