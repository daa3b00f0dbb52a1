/** Invitations of officers in the world of the scenarios. */
import type { OfficerRole, UnitCode } from '../../src/core/model.ts';
import type { Found } from '../../src/flow/needs.ts';

export interface Invitation {
  readonly role: OfficerRole;
  readonly units: readonly UnitCode[];
  readonly expiresAt: number;
  used: boolean;
}

interface Place {
  readonly now: number;
  readonly invitations: ReadonlyMap<string, Invitation>;
}

export function findInvitation(town: Place, code: string): Found {
  const invitation = town.invitations.get(code);
  if (invitation === undefined) return { kind: 'invitation', state: 'unknown' };
  const { role, units, used, expiresAt } = invitation;
  const state = used ? 'used' : town.now > expiresAt ? 'expired' : 'open';
  return { kind: 'invitation', state, role, units };
}
