/** Events about certificates: owners claim and file, officers decide; the other side is told, an audit line stays. */
import { dayOf } from '../../core/calendar.ts';
import type { CertificateEvent } from '../../core/certificate-event.ts';
import { declineReasonText } from '../../core/certificate-meaning.ts';
import { filingDue } from '../../core/filing-due.ts';
import type { Handler } from '../apply-events.ts';
import { certificateEndHandlers } from './certificate-end.ts';
import {
  certificateOf,
  ownersOf,
  personVars,
  record,
  tell,
  tellOfficers,
  varsOf,
} from './certificate-telling.ts';
import { registryFileSent, registryFileTaken, registryLineTyped } from './registry-file.ts';

const certificateClaimed: Handler<'certificate_claimed'> = async ({ certificate }, turn) => {
  const claim = await turn.tx.claimCertificate({ certificate, contactId: turn.contact.id, at: turn.at });
  await record(turn, 'certificate_claimed', certificate);
  const phone = { key: claim.phoneMatches ? 'certificates.phoneMatches' : 'certificates.phoneDiffers' };
  const vars = { ...personVars(turn), phoneMatch: phone };
  await tellOfficers(turn, claim.certificate, 'toldClaim', vars, `officer-certificates:seeClaim:${claim.id}`);
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
  const due = filingDue(certificate.filing, turn.deps.library.calendar.workingDaysAfter);
  const vars = varsOf(turn, certificate, {
    ...{ on: { day: change.on }, reason: reason ?? '' },
    ...(due === null ? {} : { forwardBy: { day: due.forwardBy }, resultBy: { day: due.resultBy } }),
  });
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
  ...certificateEndHandlers,
  registry_file_sent: registryFileSent,
  registry_file_taken: registryFileTaken,
  registry_line_typed: registryLineTyped,
} satisfies { readonly [T in CertificateEvent['type']]: Handler<T> };
