/** Makes invitations for officers: a one-time code bound to units. */
import { randomBytes } from 'node:crypto';
import type { OfficerRole, UnitCode } from '../core/model.ts';
import type { Clock, Store } from '../ports.ts';

/** No letters or digits that look alike; the code is read out over the phone. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const codeLength = 10;
const validMs = 14 * 24 * 60 * 60 * 1000;

export interface Invitation {
  readonly code: string;
  readonly expiresAt: number;
}

/** Stores an invitation (only its hash) and gives the code, which is shown once. */
export async function invite(
  store: Pick<Store, 'invite'>,
  clock: Clock,
  to: { role: OfficerRole; units: readonly UnitCode[] },
): Promise<Invitation> {
  const code = [...randomBytes(codeLength)].map((byte) => letters[byte % letters.length]).join('');
  const expiresAt = clock.now() + validMs;
  await store.invite({ ...to, code, expiresAt }, clock.now());
  return { code, expiresAt };
}
