/** Events about certificates: owners claim and file, officers decide; the other side is told, an audit line stays. */
import { dayOf } from '../../core/calendar.ts';
import type { Certificate, CertificateId } from '../../core/certificate.ts';
import type { CertificateEvent } from '../../core/certificate-event.ts';
import { declineReasonText } from '../../core/certificate-meaning.ts';
import { Conflict } from '../../core/error.ts';
import type { SaidChoice, Vars } from '../../core/event.ts';
import type { Recipient } from '../../ports.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { notify } from '../notify.ts';
import { registryFileSent, registryFileTaken, registryLineTyped } from './registry-file.ts';

const certificateClaimed: Handler<'certificate_claimed'> = async ({ certificate }, turn) => {
  const claim = await turn.tx.claimCertificate({ certificate, contactId: turn.contact.id, at: turn.at });
  await record(turn, 'certificate_claimed', certificate);
  const phone = { key: claim.phoneMatches ? 'certificates.phoneMatches' : 'certificates.phoneDiffers' };
  const vars = { ...personVars(turn), phoneMatch: phone };
  await tellOfficers(turn, claim.certificate, 'toldClaim', vars, `officer-certificates:claim:${claim.id}`);
};

const claimDecided: Handler<'claim_decided'> = async ({ claim: id, agreed, reason }, turn) => {
  const decision = { id, agreed, reason: reason ?? null, officer: turn.contact.id, at: turn.at };
  const claim = await turn.tx.decideClaim(decision);
  await record(turn, agreed ? 'claim_confirmed' : 'claim_refused', claim.certificate.id);
  const claimant = await turn.tx.recipient(claim.contactId);
  const key = agreed ? 'toldClaimConfirmed' : 'toldClaimRefused';
  if (claimant !== null)
    tell(turn, [claimant], key, varsOf(turn, claim.certificate, { reason: reason ?? '' }));
};

const renewalSaid: Handler<'renewal_said'> = async ({ certificate }, turn) => {
  await turn.tx.sayFiled({ certificate, contactId: turn.contact.id, at: turn.at });
  await record(turn, 'renewal_said', certificate);
  await tellOfficers(turn, await certificateOf(turn, certificate), 'toldSaid', personVars(turn));
};

const filingMoved: Handler<'filing_moved'> = async ({ type: _, reason, ...change }, turn) => {
  const move = { ...change, reason: reason ?? null, officer: turn.contact.id, at: turn.at };
  await turn.tx.moveFiling(move);
  await record(turn, `filing_${change.to}`, change.certificate);
  const certificate = await certificateOf(turn, change.certificate);
  const vars = varsOf(turn, certificate, { on: { day: change.on }, reason: reason ?? '' });
  tell(turn, await ownersOf(turn, change.certificate), `toldFiled.${change.to}`, vars);
};

const renewalDeclined: Handler<'renewal_declined'> = async ({ certificate, seen, reason }, turn) => {
  const declined = { on: dayOf(turn.at), reason };
  const changed = await turn.tx.declineRenewal(certificate, seen, declined, turn.at);
  await record(turn, 'renewal_declined', certificate);
  await tellOfficers(turn, changed, 'toldDeclined', {
    ...personVars(turn),
    reason: declineReasonText(reason),
  });
};

const renewalResumed: Handler<'renewal_resumed'> = async ({ certificate, seen }, turn) => {
  const changed = await turn.tx.declineRenewal(certificate, seen, null, turn.at);
  await record(turn, 'renewal_resumed', certificate);
  await tellOfficers(turn, changed, 'toldResumed', personVars(turn));
};

const certificateCorrected: Handler<'certificate_corrected'> = async ({ type: _, ...correction }, turn) => {
  await turn.tx.correctCertificate({ ...correction, officer: turn.contact.id, at: turn.at });
  await record(turn, `certificate_corrected_${correction.field}`, correction.certificate);
};

const certificateSnoozed: Handler<'certificate_snoozed'> = ({ certificate, until }, turn) =>
  turn.tx.snoozeCertificate(certificate, turn.contact.id, until);

export const certificateHandlers = {
  certificate_claimed: certificateClaimed,
  claim_decided: claimDecided,
  renewal_said: renewalSaid,
  filing_moved: filingMoved,
  renewal_declined: renewalDeclined,
  renewal_resumed: renewalResumed,
  certificate_snoozed: certificateSnoozed,
  certificate_corrected: certificateCorrected,
  registry_file_sent: registryFileSent,
  registry_file_taken: registryFileTaken,
  registry_line_typed: registryLineTyped,
} satisfies { readonly [T in CertificateEvent['type']]: Handler<T> };

/** As it stands after the change. */
async function certificateOf({ tx }: Applying, id: CertificateId): Promise<Certificate> {
  const found = await tx.lookup({ kind: 'certificateById', id });
  const [certificate] = found.kind === 'certificates' ? found.certificates : [];
  if (certificate === undefined) throw new Conflict(`certificate ${id} is gone`);
  return certificate;
}

async function ownersOf({ tx, contact }: Applying, id: CertificateId): Promise<readonly Recipient[]> {
  const owners = (await tx.ownersOf(id)).filter((owner) => owner !== contact.id);
  return (await Promise.all(owners.map(tx.recipient))).filter((one) => one !== null);
}

const personVars = ({ contact }: Applying): Vars => ({
  person: contact.name ?? '',
  phone: contact.phone ?? '',
});

const varsOf = ({ deps }: Applying, certificate: Certificate, more: Vars): Vars => ({
  product: certificate.product,
  producer: certificate.producer,
  star: certificate.star,
  validUntil: { day: certificate.validUntil },
  unit: deps.library.units.byCode(certificate.unit)?.name ?? certificate.unit,
  ...more,
});

async function tellOfficers(
  turn: Applying,
  certificate: Certificate,
  key: string,
  more: Vars,
  open = `officer-certificates:open:${certificate.id}`,
): Promise<void> {
  const officers = await turn.tx.officersOf(certificate.unit);
  const others = officers.filter(({ contactId }) => contactId !== turn.contact.id);
  const choice = { label: { key: 'certificates.openButton' }, payload: open };
  tell(turn, others, key, varsOf(turn, certificate, more), [choice]);
}

function tell(
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

const record = (turn: Applying, action: string, certificate: CertificateId): Promise<void> =>
  turn.tx.audit({ actor: turn.contact.id, action, subject: `certificate:${certificate}` }, turn.at);
