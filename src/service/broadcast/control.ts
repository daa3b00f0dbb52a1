/**
 * What officers (by chat or command) do with announcements. Works inside a turn's transaction and on the store alike; says
 * no by value, with a code whose sentence tells what to do.
 */
import { type Actor, type AnnouncementStep, isEditable, stepFrom } from '../../core/announcement.ts';
import { isChangedSince, isOverdue, mayApprove } from '../../core/announcement-approval.ts';
import { ok, type Result, refuse } from '../../core/error.ts';
import type { Instant, OfficerRole } from '../../core/model.ts';
import type { AnnouncementTx, StoredAnnouncement } from '../../ports/announcement.ts';

export interface Deciding {
  readonly tx: AnnouncementTx;
  readonly at: Instant;
  readonly by: { readonly id: Actor; readonly role: OfficerRole };
}

/** The same words to the same units within this time are asked about once more. */
export const sameTextMs = 7 * 24 * 3_600_000;

/**
 * Releases a checked draft: for approval where the province asks for four eyes, else to be sent. Refuses an audience that
 * nobody of can be reached (`announcement.nobody`) and words sent lately (`announcement.sameText`) unless `again` is set.
 */
export async function release(
  { tx, at, by }: Deciding,
  found: StoredAnnouncement,
  rules: { readonly fourEyes: boolean; readonly again: boolean },
): Promise<Result<StoredAnnouncement>> {
  const step: AnnouncementStep = rules.fourEyes ? 'submit' : 'schedule';
  const allowed = stepFrom(found.state, step);
  if (!allowed.ok) return allowed;
  const count = await tx.countAudience(found.audience, found.class, at, found.kind);
  if (count.reached.length === 0) return refuse('announcement.nobody', { total: count.total });
  const same = rules.again ? null : await tx.sameText(found.content, found.units, at - sameTextMs);
  if (same !== null) return refuse('announcement.sameText', { code: same.code });
  return ok(await tx.stepAnnouncement({ id: found.id, seen: found.version, step, by: by.id }, at));
}

/**
 * A second officer releases it, or lets it go on with words that were changed. Refuses whoever wrote them or changed them
 * last (`announcement.ownApproval`, `announcement.ownEdit`), and one whose last moment is over (`announcement.overdue`).
 */
export async function approve(
  { tx, at, by }: Deciding,
  found: StoredAnnouncement,
): Promise<Result<StoredAnnouncement>> {
  const allowed = mayApprove(by.id, found);
  if (!allowed.ok) return allowed;
  if (isOverdue(found, at)) return refuse('announcement.overdue');
  return step({ tx, at, by }, found, 'approve');
}

/** It goes on. Where four eyes are asked for, words changed meanwhile are approved first (`announcement.changedSince`). */
export async function resume(
  deciding: Deciding,
  found: StoredAnnouncement,
  rules: { readonly fourEyes: boolean },
): Promise<Result<StoredAnnouncement>> {
  if (rules.fourEyes && isChangedSince(found)) return refuse('announcement.changedSince');
  return step(deciding, found, 'resume');
}

/** Pause, resume, cancel, return: one step with the officer's reason. Refuses `announcement.notNow`. */
export async function step(
  { tx, at, by }: Deciding,
  found: StoredAnnouncement,
  wanted: Exclude<AnnouncementStep, 'retry' | 'start' | 'finish'>,
  reason?: string,
): Promise<Result<StoredAnnouncement>> {
  const allowed = stepFrom(found.state, wanted);
  if (!allowed.ok) return allowed;
  const given = reason === undefined ? {} : { reason };
  return ok(
    await tx.stepAnnouncement({ id: found.id, seen: found.version, step: wanted, by: by.id, ...given }, at),
  );
}

/** Sends once more to those it failed for; gives how many. Refuses while it is not done. */
export async function retryFailed(
  { tx, at, by }: Deciding,
  found: StoredAnnouncement,
): Promise<Result<number>> {
  const allowed = stepFrom(found.state, 'retry');
  if (!allowed.ok) return allowed;
  return ok(await tx.retryFailed({ id: found.id, seen: found.version, by: by.id }, at));
}

/** Whether its words may be changed now: in draft, or paused for the rows not yet handed. */
export const mayEdit = (found: StoredAnnouncement): Result<true> =>
  isEditable(found.state) ? ok(true) : refuse('announcement.notNow', { state: found.state, step: 'edit' });
