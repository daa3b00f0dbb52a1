/** Facts about certificates applied to the registry in memory, like the store does. */
import { dayOf } from '../../src/core/calendar.ts';
import {
  type Certificate,
  type CertificateId,
  type ClaimId,
  type Filing,
  type FilingId,
  openFiling,
} from '../../src/core/certificate.ts';
import type { CertificateEvent } from '../../src/core/certificate-event.ts';
import type { EventOf } from '../../src/core/event.ts';
import { texts } from './toy-library.ts';
import type { Person, Town } from './toy-world.ts';

function change(town: Town, id: CertificateId, to: Partial<Certificate>): undefined {
  const at = town.registry.certificates.findIndex((one) => one.id === id);
  const one = town.registry.certificates[at];
  if (one === undefined) throw new Error(`no certificate ${id}`);
  town.registry.certificates[at] = { ...one, ...to };
}

const certificateOf = ({ registry }: Town, id: CertificateId): Certificate => {
  const found = registry.certificates.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no certificate ${id}`);
  return found;
};

type Appliers = {
  readonly [T in CertificateEvent['type']]: (
    event: EventOf<T>,
    town: Town,
    person: Person,
  ) => Readonly<Record<string, string>> | undefined;
};

/** Who was told, in the words of the handler. */
function ended(town: Town, id: CertificateId): Readonly<Record<string, string>> {
  const { producerId, producer, version } = certificateOf(town, id);
  change(town, id, { version: version + 1 });
  const count = town.registry.members.filter((member) => member.producerId === producerId).length;
  const key = `officerCertificates.end.${count > 0 ? 'toldSome' : 'toldNone'}`;
  return { ownersTold: texts.text(key, { count, producer }, 'vi') };
}

const blankFiling: Omit<Filing, 'state'> = {
  id: '1' as FilingId,
  filedOn: null,
  forwardedOn: null,
  decidedOn: null,
  reason: null,
  version: 1,
};

export const certificateAppliers: Appliers = {
  registry_file_sent: ({ fileName }, { registry }, { contact }) => {
    registry.file = { contactId: contact.id, fileName, state: 'tried' };
    return undefined;
  },
  registry_line_typed: ({ line }, { registry }, { contact }) => {
    registry.file = { contactId: contact.id, fileName: line.product ?? '', state: 'tried' };
    return undefined;
  },
  registry_file_taken: (_event, { registry }) => {
    registry.file = null;
    return undefined;
  },
  certificate_claimed: ({ certificate }, town, { contact }) => {
    const claimed = town.registry.certificates.find(({ id }) => id === certificate);
    if (claimed === undefined) throw new Error(`no certificate ${certificate}`);
    town.registry.claims.push({
      id: String(town.registry.claims.length + 1) as ClaimId,
      certificate: claimed,
      contactId: contact.id,
      person: contact.name,
      phone: contact.phone,
      phoneMatches: claimed.phone === contact.phone,
      state: 'open',
      reason: null,
    });
    return undefined;
  },
  claim_decided: ({ claim: id, agreed, reason }, { registry }) => {
    const at = registry.claims.findIndex((one) => one.id === id);
    const claim = registry.claims[at];
    if (claim?.state !== 'open') throw new Error(`claim ${id} is not open`);
    registry.claims[at] = { ...claim, state: agreed ? 'confirmed' : 'refused', reason: reason ?? null };
    const { producerId } = claim.certificate;
    if (agreed) registry.members.push({ producerId, contactId: claim.contactId });
    return undefined;
  },
  renewal_said: ({ certificate }, town) =>
    change(town, certificate, { filing: { ...blankFiling, state: 'said' } }),
  filing_moved: ({ certificate, seen, to, on, reason }, town) => {
    const filing = openFiling(certificateOf(town, certificate)) ?? { ...blankFiling, version: 0 };
    if (filing.version !== seen) throw new Error(`the filing of ${certificate} is not at version ${seen}`);
    const days = {
      confirmed: 'filedOn',
      forwarded: 'forwardedOn',
      granted: 'decidedOn',
      denied: 'decidedOn',
    } as const;
    const dated = to === 'refused' ? {} : { [days[to]]: on };
    return change(town, certificate, {
      filing: { ...filing, ...dated, state: to, reason: reason ?? null, version: seen + 1 },
    });
  },
  renewal_declined: ({ certificate, reason }, town) =>
    change(town, certificate, { declinedOn: dayOf(town.now), declineReason: reason, version: 2 }),
  renewal_resumed: ({ certificate }, town) =>
    change(town, certificate, { declinedOn: null, declineReason: null, version: 3 }),
  certificate_corrected: ({ certificate, field, value }, town) =>
    field === 'phone' || field === 'representative'
      ? undefined
      : change(town, certificate, { [field]: value }),
  certificate_revoked: ({ certificate, on, reason, decision }, town) => {
    change(town, certificate, { revokedOn: on, revokeReason: reason, revokeDecision: decision });
    return ended(town, certificate);
  },
  production_stopped: ({ certificate, on }, town) => {
    change(town, certificate, { stoppedOn: on });
    return ended(town, certificate);
  },
  certificate_restored: ({ certificate }, town) => {
    const entry = { revokedOn: null, revokeReason: null, revokeDecision: null, stoppedOn: null };
    change(town, certificate, entry);
    return ended(town, certificate);
  },
  certificate_snoozed: ({ certificate, until }, town, { contact }) => {
    town.registry.snoozes.set(`${contact.id}:${certificate}`, until);
    return undefined;
  },
};
