/**
 * Pure: four eyes. Where a province or commune asks for it, an announcement goes out only when somebody else than those
 * who wrote its present words has approved them; words changed while it stands still are approved anew.
 */
import type { Actor, Announcement } from './announcement.ts';
import { ok, type Result, refuse } from './error.ts';
import type { Instant, UnitCode } from './model.ts';
import type { UnitIndex } from './unit.ts';

/** Who asks for it: everybody, nobody, or these provinces and communes. */
export type ApprovalRule = 'always' | 'never' | readonly UnitCode[];

/** Whether announcements in the name of these units need a second officer; a province asks for all its communes. */
export function asksApproval(
  rule: ApprovalRule,
  names: readonly UnitCode[],
  units: Pick<UnitIndex, 'byCode'>,
): boolean {
  if (rule === 'always' || rule === 'never') return rule === 'always';
  return names.some((code) =>
    rule.some((asks) => asks === code || asks === units.byCode(code)?.provinceCode),
  );
}

/** Nobody approves their own words. Refuses `announcement.ownApproval` (the author) and `announcement.ownEdit` (who changed it last). */
export function mayApprove(
  by: Actor,
  { author, editedBy }: Pick<Announcement, 'author' | 'editedBy'>,
): Result<true> {
  if (by === author) return refuse('announcement.ownApproval');
  return by === editedBy ? refuse('announcement.ownEdit') : ok(true);
}

/** It waited for approval beyond its last moment: it would reach nobody. */
export const isOverdue = (
  { state, skipAfter }: Pick<Announcement, 'state' | 'skipAfter'>,
  now: Instant,
): boolean => state === 'approval' && skipAfter !== null && skipAfter <= now;

/** Its words were changed after they were approved, while it stood still: nobody else has seen them yet. */
export const isChangedSince = ({
  state,
  textVersion,
  approvedText,
}: Pick<Announcement, 'state' | 'textVersion' | 'approvedText'>): boolean =>
  state === 'paused' && textVersion > (approvedText ?? 1);
