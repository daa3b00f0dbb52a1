/** Port of officers' calls to owners whom no message reached. */
import type { CertificateId } from '../core/certificate.ts';
import type { ContactId, Instant } from '../core/model.ts';

export interface OwnerCallTx {
  /**
   * Writes a call into the register of notices.
   * @throws Conflict when it is no longer due, or the certificate does not lie in the officer's units
   */
  noteCall(call: {
    readonly certificate: CertificateId;
    readonly rule: string;
    readonly outcome: 'called' | 'letter' | 'unreachable';
    readonly reason: string | null;
    readonly officer: ContactId;
    readonly at: Instant;
  }): Promise<void>;
}
