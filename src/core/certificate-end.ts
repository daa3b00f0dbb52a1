/**
 * Pure: how a certificate ends before its day (QĐ 26/2026/QĐ-TTg, Điều 8): the grounds of khoản 1, who decides (khoản 2),
 * and the 15 days of khoản 4. Recording a decision is not making one: number and day come from the paper.
 */
import { addDays } from './calendar.ts';
import { type Certificate, type CertificateId, type Star, statusOf } from './certificate.ts';
import { ok, type Result, refuse } from './error.ts';
import type { TextRef } from './event.ts';
import type { Day } from './model.ts';
import { normalise } from './vietnamese.ts';

/** In the order of Điều 8 khoản 1: a, b, c, d, đ, e. */
export const revokeGrounds = ['forged', 'criteria', 'breach', 'mark', 'stopped', 'other'] as const;
export type RevokeGround = (typeof revokeGrounds)[number];

/** Within so many days of the commune's word that production stopped, the certificate is revoked (khoản 4). */
export const revokeWithinDays = 15;

/** The last of the 15 days. */
export const revokeDueOn = (stoppedOn: Day): Day => addDays(stoppedOn, revokeWithinDays);

/** The reason as it is read: a ground of the law, or the words of the decision. */
export function revokeReasonText(reason: string): TextRef | string {
  const known = revokeGrounds.some((one) => one === reason && one !== 'other');
  return known ? { key: `certificates.revokeWhy.${reason}` } : reason;
}

/** Who decides (khoản 2); names a text `certificates.revokedBy.<name>`. */
export const revokedBy = (star: Star): 'minister' | 'province' => (star === 5 ? 'minister' : 'province');

type Ending = Pick<Certificate, 'validUntil' | 'revokedOn' | 'renewed' | 'filing' | 'stoppedOn'>;

/** Whether a revocation may be recorded: not twice, and not of a certificate that a newer one replaced. */
export function mayRevoke(certificate: Ending, today: Day): boolean {
  const status = statusOf(certificate, today);
  return status !== 'revoked' && status !== 'renewed';
}

/** Whether the commune may confirm that the product is no longer made. */
export const mayStop = (certificate: Ending, today: Day): boolean =>
  mayRevoke(certificate, today) && certificate.stoppedOn === null;

/** Whether there is an entry that may turn out mistaken. */
export const mayRestore = ({ revokedOn, stoppedOn }: Pick<Ending, 'revokedOn' | 'stoppedOn'>): boolean =>
  revokedOn !== null || stoppedOn !== null;

const longestDecision = 60;

/** Reads a decision's number as printed (`1234/QĐ-UBND`). Refuses with `officerCertificates.noDecision`. */
export function readDecision(typed: string): Result<string> {
  const text = normalise(typed).replace(/^(?:quyết định|qđ)\s+(?:số\s*:?\s*)?|^số\s*:?\s*/iu, '');
  if ([...text].length > longestDecision || !/\d/.test(text) || !/[/\p{L}]/u.test(text))
    return refuse('officerCertificates.noDecision');
  return ok(text);
}

export type CertificateEndEvent =
  /** An officer wrote the authority's decision into the registry. */
  | {
      readonly type: 'certificate_revoked';
      readonly certificate: CertificateId;
      readonly seen: number;
      readonly on: Day;
      readonly decision: string;
      /** A ground, or the decision's own words. */
      readonly reason: string;
    }
  /** The commune confirms that the product is no longer made; the certificate stands until it is revoked. */
  | {
      readonly type: 'production_stopped';
      readonly certificate: CertificateId;
      readonly seen: number;
      readonly on: Day;
    }
  /** The entry was mistaken: as if it had not been made. */
  | {
      readonly type: 'certificate_restored';
      readonly certificate: CertificateId;
      readonly seen: number;
      readonly reason: string;
    };
