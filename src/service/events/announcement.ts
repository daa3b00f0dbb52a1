/** Events about announcements: each change names the version it saw; what became of it is said in the slot `announceOutcome`. */
import type { Announcement } from '../../core/announcement.ts';
import type { AnnouncementEvent } from '../../core/announcement-event.ts';
import { withinUnits } from '../../core/audience.ts';
import { Bug, Conflict, type Result } from '../../core/error.ts';
import type { SaidChoice, Vars } from '../../core/event.ts';
import type { OfficerView } from '../../core/model.ts';
import type { StoredAnnouncement } from '../../ports/announcement.ts';
import type { Recipient } from '../../ports.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { approve, type Deciding, release, retryFailed, step } from '../broadcast/control.ts';
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
  await tx.announcements.saveAnnouncement({ id, seen, by: contact.id, draft, ...whom }, at);
  tell(turn, 'announce.done.changed');
};

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
  const fourEyes = turn.deps.library.announcing?.fourEyes ?? false;
  const result = await release(deciding(turn), await found(turn, seen), { fourEyes, again });
  const state = result.ok && result.value.state === 'approval' ? 'approval' : 'scheduled';
  if (!tellResult(turn, result, state) || !result.ok || state !== 'approval') return;
  await tellOthers(turn, result.value, 'toldApproval', { by: turn.contact.name ?? '' });
};

const approved: Handler<'announcement_approved'> = async (seen, turn) => {
  const result = await approve(deciding(turn), await found(turn, seen));
  if (!tellResult(turn, result, 'approved') || !result.ok) return;
  await tellAuthor(turn, result.value, 'toldApproved', { by: turn.contact.name ?? '' });
};

const stepped: Handler<'announcement_stepped'> = async ({ step: wanted, reason, ...seen }, turn) => {
  const result = await step(deciding(turn), await found(turn, seen), wanted, reason);
  if (!tellResult(turn, result, wanted) || !result.ok || wanted !== 'return') return;
  const vars = { by: turn.contact.name ?? '', reason: reason ?? '' };
  await tellAuthor(turn, result.value, 'toldReturned', vars);
};

const retried: Handler<'announcement_retried'> = async (seen, turn) => {
  const result = await retryFailed(deciding(turn), await found(turn, seen));
  if (result.ok) tell(turn, 'announce.done.retried', { count: result.value });
  else tell(turn, result.code, result.vars ?? {});
};

const unknownSettled: Handler<'unknown_settled'> = async ({ id, as }, turn) => {
  const { tx, contact, at } = turn;
  const count = await tx.announcements.settleUnknown({ id, contactId: null, as, by: contact.id }, at);
  tell(turn, `announce.done.unknown.${as}`, { count });
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

/** Officers of its units beside the one who acts: whoever may release it. */
async function tellOthers(turn: Applying, one: StoredAnnouncement, key: string, vars: Vars): Promise<void> {
  const lists = await Promise.all(one.units.map((unit) => turn.tx.officersOf(unit)));
  const others = new Map(lists.flat().map((officer) => [officer.contactId, officer]));
  others.delete(turn.contact.id);
  send(turn, [...others.values()], one, key, vars);
  if (others.size === 0) tell(turn, 'announce.done.approvalNobody', varsOf(one));
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
  const open: SaidChoice = { label: { key: 'announce.openButton' }, payload: `announcements:open:${one.id}` };
  const line = { text: { key: `announce.${key}`, vars: { ...varsOf(one), ...vars } }, choices: [open] };
  notify(turn, to, `announce.${key}`, [line]);
}
