/** Pure: how certificates are named and told of, for owners and officers alike. */
import { daysBetween } from '../../core/calendar.ts';
import { type Certificate, standingOf, statusOf } from '../../core/certificate.ts';
import { revokeDueOn, revokeReasonText } from '../../core/certificate-end.ts';
import { declineReasonText, meaningOf, stateOf } from '../../core/certificate-meaning.ts';
import type { TextRef, Vars, VarValue } from '../../core/event.ts';
import { filingDue } from '../../core/filing-due.ts';
import type { Day } from '../../core/model.ts';
import type { Option, Scene } from '../define.ts';
import { blank, lowerFirst, unitName } from './idea-lines.ts';

const dayOr = (day: Day | null): VarValue => (day === null ? blank : { day });

/** `Chè đinh (4 sao)`: on buttons and in lists. */
export const certificateTitle = ({ product, star }: Pick<Certificate, 'product' | 'star'>): TextRef => ({
  key: 'certificates.title',
  vars: { product, star },
});

export const certificateOption = (certificate: Certificate): Option => ({
  value: certificate.id,
  label: certificateTitle(certificate),
});

/** What is said of its last day: a revoked one is valid no more, whatever is printed. */
function validityOf(certificate: Certificate, today: Day): string {
  if (statusOf(certificate, today) === 'revoked') return 'untilRevoked';
  return certificate.validComputed ? 'untilComputed' : 'until';
}

function leftOf(certificate: Certificate, today: Day): string {
  const status = statusOf(certificate, today);
  // What ended or was renewed has no days to count.
  if (status === 'revoked' || status === 'renewed') return `status.${status}`;
  return certificate.validUntil < today ? 'daysOver' : 'daysLeft';
}

/** Everything the texts about a certificate may use. */
export function certificateVars(certificate: Certificate, { world }: Pick<Scene, 'world'>): Vars {
  const { today } = world;
  const { daysLeft, opensOn, closesOn } = standingOf(certificate, today);
  const { filing } = certificate;
  const due = filingDue(filing, world.calendar.workingDaysAfter);
  const plain: Vars = {
    product: certificate.product,
    producer: certificate.producer,
    star: certificate.star,
    unit: unitName(certificate.unit, world),
    unitIn: lowerFirst(unitName(certificate.unit, world)),
    number: certificate.number ?? blank,
    decision: certificate.decision ?? blank,
    authority: certificate.authority ?? blank,
    validUntil: { day: certificate.validUntil },
    status: { key: `certificates.status.${stateOf(certificate, today)}` },
    daysLeft: Math.abs(daysLeft),
    opensOn: { day: opensOn },
    closesOn: { day: closesOn },
    daysToOpen: Math.max(0, daysBetween(today, opensOn)),
    daysToClose: Math.max(0, daysBetween(today, closesOn)),
    filedOn: dayOr(filing?.filedOn ?? null),
    forwardedOn: dayOr(filing?.forwardedOn ?? null),
    decidedOn: dayOr(filing?.decidedOn ?? null),
    forwardBy: dayOr(due?.forwardBy ?? null),
    resultBy: dayOr(due?.resultBy ?? null),
    revokedOn: dayOr(certificate.revokedOn),
    reason: revokeReasonText(certificate.revokeReason ?? filing?.reason ?? '–'),
    revokeDecision: certificate.revokeDecision ?? blank,
    stoppedOn: dayOr(certificate.stoppedOn),
    revokeDue: dayOr(certificate.stoppedOn === null ? null : revokeDueOn(certificate.stoppedOn)),
    declineReason: declineReasonText(certificate.declineReason ?? '–'),
  };
  return {
    ...plain,
    validity: { key: `certificates.${validityOf(certificate, today)}`, vars: plain },
    left: { key: `certificates.${leftOf(certificate, today)}`, vars: plain },
    meaning: { key: `certificates.meaning.${meaningOf(certificate, today)}`, vars: plain },
  };
}

/** One line of a list. */
export const certificateLine = (certificate: Certificate, scene: Pick<Scene, 'world'>): TextRef => ({
  key: 'certificates.line',
  vars: certificateVars(certificate, scene),
});
