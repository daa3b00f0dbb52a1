/** Pure: fields of a certificate that an officer may set by hand, and what may stand in each. No file overwrites them. */
import { formatDay, parseDay } from './calendar.ts';
import type { Certificate } from './certificate.ts';
import { ok, type Result, refuse } from './error.ts';
import { formatPhone, parsePhone } from './phone.ts';
import { fold, normalise } from './vietnamese.ts';

export const correctedFields = ['number', 'validUntil', 'product', 'phone', 'representative'] as const;
export type CorrectedField = (typeof correctedFields)[number];

export interface Correction {
  readonly field: CorrectedField;
  /** As it is stored: a day as `yyyy-mm-dd`, a number as E.164. */
  readonly value: string;
  /** As it is read. */
  readonly shown: string;
}

const longest = 120;

/**
 * Reads what an officer typed for a field. Refuses with `officerCertificates.noDay`, `officerCertificates.endsFirst` (the
 * last day is not after the issue), `answer.tooLong`, `answer.noWords`, or the faults of a phone number.
 */
export function readCorrection(
  field: CorrectedField,
  typed: string,
  certificate: Pick<Certificate, 'issuedOn'>,
): Result<Correction> {
  const text = normalise(typed);
  if (field === 'validUntil') {
    const day = parseDay(text);
    if (day === null) return refuse('officerCertificates.noDay');
    if (certificate.issuedOn !== null && day <= certificate.issuedOn)
      return refuse('officerCertificates.endsFirst', { issued: formatDay(certificate.issuedOn) });
    return ok({ field, value: day, shown: formatDay(day) });
  }
  if (field === 'phone') {
    const phone = parsePhone(text);
    return phone.ok
      ? ok({ field, value: phone.value.number, shown: formatPhone(phone.value.number) })
      : phone;
  }
  const length = [...text].length;
  if (length > longest) return refuse('answer.tooLong', { length, max: longest });
  return fold(text) === '' ? refuse('answer.noWords') : ok({ field, value: text, shown: text });
}
