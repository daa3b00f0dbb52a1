/** Events about announcements: each change names the version it saw; what became of it is said in the slot `announceOutcome`. */
import type { Announcement } from '../../core/announcement.ts';
import { asksApproval, isChangedSince } from '../../core/announcement-approval.ts';
import type { AnnouncementEvent } from '../../core/announcement-event.ts';
import { withinUnits } from '../../core/audience.ts';
import { Bug, Conflict, type Result } from '../../core/error.ts';
import type { Vars } from '../../core/event.ts';
import type { OfficerView } from '../../core/model.ts';
import { shownInstant } from '../../flow/flows/offering-card.ts';
import type { StoredAnnouncement } from '../../ports/announcement.ts';
import type { Recipient } from '../../ports.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { approve, type Deciding, release, resume, retryFailed, step } from '../broadcast/control.ts';
import { lineAbout } from '../broadcast/notice.ts';
import { notify } from '../notify.ts';
import { renderText } from '../render.ts';
import { copied, tried } from './announcement-copy.ts';

function officerOf({ officer }: Applying): OfficerView {
  if (officer === null) throw new Bug('announcement.foreignUnit', 'not an officer');
  return officer;
}

/** The audience, held within the officer's units. Flows check before; an audience beyond them is a bug. */
function bounded(turn: Applying, audience: StoredAnnouncement['audience']): StoredAnnouncement['audience'] {
  const held = withinUnits(audience, officerOf(turn), turn.deps.library.units);
  if (!held.ok) throw new Bug('announcement.foreignUnit', String(held.vars?.unit ?? ''));
  return held.value;
}

const composed: Handler<'announcement_composed'> = async ({ id, draft, audience }, turn) => {
  const { tx, contact, at } = turn;
  await tx.announcements.draftAnnouncement(
    {
      ...draft,
      id,
      author: contact.id,
      authorName: contact.name,
      units: officerOf(turn).units,
      audience: bounded(turn, audience),
    },
    at,
  );
};

const changed: Handler<'announcement_changed'> = async ({ id, seen, draft, audience }, turn) => {
  const { tx, contact, at } = turn;
  const whom = audience === undefined ? {} : { audience: bounded(turn, audience) };
  const saved = await tx.announcements.saveAnnouncement({ id, seen, by: contact.id, draft, ...whom }, at);
  tell(turn, 'announce.done.changed');
  if (asksFor(turn, saved) && isChangedSince(saved)) await askApproval(turn, saved, 'changedApproval');
};

/** Whether those in whose name it goes ask for a second officer. */
const asksFor = ({ deps }: Applying, { units }: StoredAnnouncement): boolean =>
  asksApproval(deps.library.announcing?.approval ?? 'never', units, deps.library.units);

/** The announcement as it was seen; the store looks at the version again when it writes. */
async function found(
  { tx }: Applying,
  { id, seen }: { readonly id: Announcement['id']; readonly seen: number },
): Promise<StoredAnnouncement> {
  const announcement = await tx.announcements.announcement(id);
  if (announcement === null || announcement.version !== seen)
    throw new Conflict(`announcement ${id} was changed by somebody else`);
  return announcement;
}

const deciding = (turn: Applying): Deciding => ({
  tx: turn.tx.announcements,
  at: turn.at,
  by: { id: turn.contact.id, role: officerOf(turn).role },
});

/** Says what the rules made of it: the new state, or the sentence of the refusal. */
function tellResult(turn: Applying, result: Result<StoredAnnouncement>, key: string): boolean {
  if (result.ok) tell(turn, `announce.done.${key}`, varsOf(result.value));
  else tell(turn, result.code, result.vars ?? {});
  return result.ok;
}

const released: Handler<'announcement_released'> = async ({ again, ...seen }, turn) => {
  const draft = await found(turn, seen);
  const result = await release(deciding(turn), draft, { fourEyes: asksFor(turn, draft), again });
  if (!tellResult(turn, result, 'scheduled') || !result.ok) return;
  if (result.value.state === 'approval') await askApproval(turn, result.value, 'approval');
};

const approved: Handler<'announcement_approved'> = async (seen, turn) => {
  const result = await approve(deciding(turn), await found(turn, seen));
  if (!result.ok) return void tellResult(turn, result, 'approved');
  const { sendAt } = result.value;
  const timed = sendAt !== null && sendAt > turn.at;
  const when = timed ? { at: shownInstant(sendAt) } : {};
  tell(turn, `announce.done.${timed ? 'approvedTimed' : 'approved'}`, { ...varsOf(result.value), ...when });
  await tellAuthor(turn, result.value, 'toldApproved', { by: turn.contact.name ?? '' });
};

const stepped: Handler<'announcement_stepped'> = async ({ step: wanted, reason, ...seen }, turn) => {
  const one = await found(turn, seen);
  const result =
    wanted === 'resume'
      ? await resume(deciding(turn), one, { fourEyes: asksFor(turn, one) })
      : await step(deciding(turn), one, wanted, reason);
  if (!tellResult(turn, result, wanted) || !result.ok) return;
  const vars = { by: turn.contact.name ?? '', reason: reason ?? '' };
  await tellAuthor(turn, result.value, `toldStep.${wanted}`, vars);
};

const retried: Handler<'announcement_retried'> = async (seen, turn) => {
  const result = await retryFailed(deciding(turn), await found(turn, seen));
  if (result.ok) tell(turn, 'announce.done.retried', { count: result.value });
  else tell(turn, result.code, result.vars ?? {});
};

/** One person at a time; all at once nothing is ever sent again. */
const unknownSettled: Handler<'unknown_settled'> = async ({ id, contact: contactId, as }, turn) => {
  if (contactId === null && as === 'resend') throw new Bug('announcement.notNow', 'resent in bulk');
  const { tx, contact, at } = turn;
  const count = await tx.announcements.settleUnknown({ id, contactId, as, by: contact.id }, at);
  tell(turn, `announce.done.unknown.${count === 0 ? 'gone' : as}`, { count });
};

const answered: Handler<'announcement_answered'> = ({ id, answer }, { tx, contact, at }) =>
  tx.announcements.answerRsvp({ id, contactId: contact.id, answer }, at);

type Own = Exclude<AnnouncementEvent['type'], `question_${string}`>;

export const announcementHandlers: { readonly [T in Own]: Handler<T> } = {
  announcement_composed: composed,
  announcement_changed: changed,
  announcement_released: released,
  announcement_approved: approved,
  announcement_stepped: stepped,
  announcement_retried: retried,
  unknown_settled: unknownSettled,
  announcement_tried: tried,
  announcement_copied: copied,
  announcement_answered: answered,
};

function tell(turn: Applying, key: string, vars: Vars = {}): void {
  const { deps, language, slots } = turn;
  slots.announceOutcome = renderText({ key, vars }, { texts: deps.texts, language, slots });
}

const varsOf = ({ code, kind }: StoredAnnouncement): Vars => ({
  code,
  kind: { key: `announcement.kind.${kind}` },
});

/** Whoever may approve it is told that it waits; where nobody may, the officer learns what to do. */
async function askApproval(
  turn: Applying,
  one: StoredAnnouncement,
  key: 'approval' | 'changedApproval',
): Promise<void> {
  const others = await turn.tx.announcements.approversOf(one.id);
  const to = others.filter(({ contactId }) => contactId !== turn.contact.id);
  const theirs = others.length === 0 ? 'approvalNobody' : 'approvalYours';
  tell(turn, `announce.done.${to.length === 0 ? theirs : key}`, varsOf(one));
  send(turn, to, one, 'toldApproval', { by: turn.contact.name ?? '' });
}

async function tellAuthor(turn: Applying, one: StoredAnnouncement, key: string, vars: Vars): Promise<void> {
  if (one.author === 'operator' || one.author === 'system' || one.author === turn.contact.id) return;
  const author = await turn.tx.recipient(one.author);
  if (author !== null) send(turn, [author], one, key, vars);
}

function send(
  turn: Applying,
  to: readonly Recipient[],
  one: StoredAnnouncement,
  key: string,
  vars: Vars,
): void {
  notify(turn, to, `announce.${key}`, [lineAbout(one, key, vars)]);
}
