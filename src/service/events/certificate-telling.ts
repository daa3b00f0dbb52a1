/** What events about certificates have in common: reading the certificate, telling owners and officers, the audit line. */
import type { Certificate, CertificateId } from '../../core/certificate.ts';
import { Conflict } from '../../core/error.ts';
import type { SaidChoice, Vars } from '../../core/event.ts';
import type { AuditEntry, Recipient } from '../../ports.ts';
import type { Applying } from '../apply-events.ts';
import { notify } from '../notify.ts';

/** As it stands after the change. */
export async function certificateOf({ tx }: Applying, id: CertificateId): Promise<Certificate> {
  const found = await tx.lookup({ kind: 'certificateById', id });
  const [certificate] = found.kind === 'certificates' ? found.certificates : [];
  if (certificate === undefined) throw new Conflict(`certificate ${id} is gone`);
  return certificate;
}

/** Owners beside the person who writes, with where to reach them. */
export async function ownersOf({ tx, contact }: Applying, id: CertificateId): Promise<readonly Recipient[]> {
  const owners = (await tx.ownersOf(id)).filter((owner) => owner !== contact.id);
  return (await Promise.all(owners.map(tx.recipient))).filter((one) => one !== null);
}

/** The person who writes, for texts to officers. */
export const personVars = ({ contact }: Applying): Vars => ({
  person: contact.name ?? '',
  phone: contact.phone ?? '',
});

/** What texts about a certificate may use. */
export const varsOf = ({ deps }: Applying, certificate: Certificate, more: Vars): Vars => ({
  product: certificate.product,
  producer: certificate.producer,
  star: certificate.star,
  validUntil: { day: certificate.validUntil },
  unit: deps.library.units.byCode(certificate.unit)?.name ?? certificate.unit,
  ...more,
});

/** Tells the officers of its commune, but not the one who acted. */
export async function tellOfficers(
  turn: Applying,
  certificate: Certificate,
  key: string,
  more: Vars,
  open = `officer-certificates:see:${certificate.id}`,
): Promise<void> {
  const officers = await turn.tx.officersOf(certificate.unit);
  const others = officers.filter(({ contactId }) => contactId !== turn.contact.id);
  const choice = { label: { key: 'certificates.openButton' }, payload: open };
  tell(turn, others, key, varsOf(turn, certificate, more), [choice]);
}

/** Tells people `certificates.<key>`, each with the way to what it is about. */
export function tell(
  turn: Applying,
  recipients: readonly Recipient[],
  key: string,
  vars: Vars,
  choices: readonly SaidChoice[] = [
    { label: { key: 'certificates.myButton' }, payload: 'certificates:list' },
  ],
): void {
  notify(turn, recipients, `certificates.${key}`, [{ text: { key: `certificates.${key}`, vars }, choices }]);
}

/** Leaves an audit line, with what is not kept elsewhere. */
export const record = (
  turn: Applying,
  action: string,
  certificate: CertificateId,
  detail?: AuditEntry['detail'],
): Promise<void> =>
  turn.tx.audit(
    {
      ...{ actor: turn.contact.id, action, subject: `certificate:${certificate}` },
      ...(detail === undefined ? {} : { detail }),
    },
    turn.at,
  );
