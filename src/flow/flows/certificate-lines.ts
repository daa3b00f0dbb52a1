/** Pure: how certificates are named and told of, for owners and officers alike. */
import { daysBetween } from '../../core/calendar.ts';
import { type Certificate, standingOf } from '../../core/certificate.ts';
import { declineReasonText, meaningOf, stateOf } from '../../core/certificate-meaning.ts';
import type { TextRef, Vars, VarValue } from '../../core/event.ts';
import type { Day } from '../../core/model.ts';
import type { Option, Scene } from '../define.ts';
import { lowerFirst, unitName } from './idea-lines.ts';

const dayOr = (day: Day | null): VarValue => (day === null ? '–' : { day });

/** `Chè đinh (4 sao)`: on buttons and in lists. */
export const certificateTitle = ({ product, star }: Pick<Certificate, 'product' | 'star'>): TextRef => ({
  key: 'certificates.title',
  vars: { product, star },
});

export const certificateOption = (certificate: Certificate): Option => ({
  value: certificate.id,
  label: certificateTitle(certificate),
});

/** Everything the texts about a certificate may use. */
export function certificateVars(certificate: Certificate, { world }: Pick<Scene, 'world'>): Vars {
  const { today } = world;
  const { daysLeft, opensOn, closesOn } = standingOf(certificate, today);
  const { filing } = certificate;
  const plain: Vars = {
    product: certificate.product,
    producer: certificate.producer,
    star: certificate.star,
    unit: unitName(certificate.unit, world),
    unitIn: lowerFirst(unitName(certificate.unit, world)),
    number: certificate.number ?? '–',
    decision: certificate.decision ?? '–',
    authority: certificate.authority ?? '–',
    validUntil: { day: certificate.validUntil },
    status: { key: `certificates.status.${stateOf(certificate, today)}` },
    daysLeft: Math.abs(daysLeft),
    opensOn: { day: opensOn },
    closesOn: { day: closesOn },
    daysToOpen: Math.max(0, daysBetween(today, opensOn)),
    daysToClose: Math.max(0, daysBetween(today, closesOn)),
    filedOn: dayOr(filing?.filedOn ?? null),
    forwardedOn: dayOr(filing?.forwardedOn ?? null),
    revokedOn: dayOr(certificate.revokedOn),
    reason: certificate.revokeReason ?? filing?.reason ?? '–',
    declineReason: declineReasonText(certificate.declineReason ?? '–'),
  };
  return {
    ...plain,
    validity: {
      key: certificate.validComputed ? 'certificates.untilComputed' : 'certificates.until',
      vars: plain,
    },
    left: { key: daysLeft < 0 ? 'certificates.daysOver' : 'certificates.daysLeft', vars: plain },
    meaning: { key: `certificates.meaning.${meaningOf(certificate, today)}`, vars: plain },
  };
}

/** One line of a list. */
export const certificateLine = (certificate: Certificate, scene: Pick<Scene, 'world'>): TextRef => ({
  key: 'certificates.line',
  vars: certificateVars(certificate, scene),
});
