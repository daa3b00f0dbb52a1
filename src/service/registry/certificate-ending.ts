/** What ending a certificate changes, leaves in the audit trail and says to its owners; the same in chat and by command. */
import type { Certificate } from '../../core/certificate.ts';
import {
  type CertificateEndEvent,
  revokeDueOn,
  revokedBy,
  revokeReasonText,
} from '../../core/certificate-end.ts';
import type { Vars } from '../../core/event.ts';
import type { CertificateEnding } from '../../ports/certificate.ts';
import type { AuditEntry } from '../../ports.ts';

export interface Ending {
  readonly change: Pick<CertificateEnding, 'certificate' | 'seen' | 'revoked' | 'stoppedOn'>;
  readonly detail: NonNullable<AuditEntry['detail']>;
  /** A text `certificates.<key>` for owners; also what the register of notices calls it. */
  readonly key: string;
  readonly vars: Vars;
}

type Of<T extends CertificateEndEvent['type']> = Extract<CertificateEndEvent, { readonly type: T }>;

const endings: {
  readonly [T in CertificateEndEvent['type']]: (event: Of<T>, before: Certificate) => Ending;
} = {
  certificate_revoked: ({ certificate, seen, on, decision, reason }, { star, stoppedOn }) => ({
    change: { certificate, seen, revoked: { on, reason, decision }, stoppedOn },
    detail: { decision, on, reason },
    key: 'toldRevoked',
    vars: {
      ...{ on: { day: on }, decision, reason: revokeReasonText(reason) },
      by: { key: `certificates.revokedBy.${revokedBy(star)}` },
    },
  }),
  production_stopped: ({ certificate, seen, on }) => ({
    change: { certificate, seen, revoked: null, stoppedOn: on },
    detail: { on },
    key: 'toldStopped',
    vars: { on: { day: on }, due: { day: revokeDueOn(on) } },
  }),
  certificate_restored: ({ certificate, seen, reason }, { revokedOn, revokeDecision, stoppedOn }) => ({
    change: { certificate, seen, revoked: null, stoppedOn: null },
    detail: { reason, revokedOn, revokeDecision, stoppedOn },
    key: 'toldRestored',
    vars: { reason },
  }),
};

/** @param before the certificate as it stands */
export function endingOf<T extends CertificateEndEvent['type']>(event: Of<T>, before: Certificate): Ending {
  return endings[event.type as T](event, before);
}
