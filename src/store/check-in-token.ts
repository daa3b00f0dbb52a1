/** The personal code that a QR carries to a class: the claim's number and a proof that we made it. A forged one is nobody's. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface CheckInTokens {
  /** `k_` makes it a deep link of its own; at most 64 signs as links allow. */
  make(claim: string): string;
  /** The claim's id; `null` for anything we did not make. */
  read(token: string): string | null;
}

const proofBytes = 12;

export function createCheckInTokens(key: Uint8Array): CheckInTokens {
  const proofOf = (claim: string): Buffer =>
    createHmac('sha256', key).update(`check-in:${claim}`).digest().subarray(0, proofBytes);
  return {
    make: (claim) => `k_${Number(claim).toString(36)}-${proofOf(claim).toString('base64url')}`,
    read(token) {
      const [, number = '', proof = ''] = /^(?:k_)?([0-9a-z]{1,11})-([\w-]{16})$/.exec(token.trim()) ?? [];
      if (number === '') return null;
      const claim = String(Number.parseInt(number, 36));
      const given = Buffer.from(proof, 'base64url');
      const right = proofOf(claim);
      return given.byteLength === right.byteLength && timingSafeEqual(given, right) ? claim : null;
    },
  };
}
