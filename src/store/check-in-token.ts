/** The personal code that a QR carries to a class: the claim's number and a proof that we made it. A forged one is nobody's. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SeatCodes } from '../ports/seat-code.ts';

const proofBytes = 12;
const spokenDigits = 3;

/** Codes made with this key. `k_` begins what a QR carries; with the number and the proof it has at most 64 signs, as links allow. */
export function createCheckInTokens(key: Uint8Array): SeatCodes {
  const proofOf = (claim: string): Buffer =>
    createHmac('sha256', key).update(`check-in:${claim}`).digest().subarray(0, proofBytes);
  const digitsOf = (claim: string): string => {
    const number = createHmac('sha256', key).update(`spoken:${claim}`).digest().readUInt32BE(0);
    return String(number % 10 ** spokenDigits).padStart(spokenDigits, '0');
  };
  return {
    spoken: (claim, no) => `${no}-${digitsOf(claim)}`,
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
