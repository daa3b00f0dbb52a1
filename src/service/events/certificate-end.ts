/**
 * Events that end a certificate before its day, or take that back: owners are told what it means and what can be done,
 * the register of notices says that they were, and the officer hears whom no message reaches.
 */
import type { Certificate } from '../../core/certificate.ts';
import {
  type CertificateEndEvent,
  revokeDueOn,
  revokedBy,
  revokeReasonText,
} from '../../core/certificate-end.ts';
import type { Vars } from '../../core/event.ts';
import type { CertificateEnding } from '../../ports/certificate.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { certificateOf, ownersOf, record, tell, tellOfficers, varsOf } from './certificate-telling.ts';

type Change = Pick<CertificateEnding, 'certificate' | 'seen' | 'revoked' | 'stoppedOn'>;

const write = (turn: Applying, change: Change): Promise<Certificate> =>
  turn.tx.endCertificate({ ...change, officer: turn.contact.id, at: turn.at });

const certificateRevoked: Handler<'certificate_revoked'> = async (event, turn) => {
  const { certificate: id, seen, on, decision, reason } = event;
  const { stoppedOn } = await certificateOf(turn, id);
  const revoked = { on, reason, decision };
  const certificate = await write(turn, { certificate: id, seen, revoked, stoppedOn });
  await record(turn, 'certificate_revoked', id, { decision, on, reason });
  const by = { key: `certificates.revokedBy.${revokedBy(certificate.star)}` };
  await tellOwners(turn, certificate, 'toldRevoked', {
    ...{ on: { day: on }, decision, reason: revokeReasonText(reason), by },
  });
};

const productionStopped: Handler<'production_stopped'> = async ({ certificate: id, seen, on }, turn) => {
  const certificate = await write(turn, { certificate: id, seen, revoked: null, stoppedOn: on });
  await record(turn, 'production_stopped', id, { on });
  const vars = { on: { day: on }, due: { day: revokeDueOn(on) } };
  await tellOwners(turn, certificate, 'toldStopped', vars);
  await tellOfficers(turn, certificate, 'toldOfficersStopped', vars);
};

const certificateRestored: Handler<'certificate_restored'> = async (
  { certificate: id, seen, reason },
  turn,
) => {
  const before = await certificateOf(turn, id);
  const certificate = await write(turn, { certificate: id, seen, revoked: null, stoppedOn: null });
  const { revokedOn, revokeDecision, stoppedOn } = before;
  await record(turn, 'certificate_restored', id, { reason, revokedOn, revokeDecision, stoppedOn });
  await tellOwners(turn, certificate, 'toldRestored', { reason });
};

export const certificateEndHandlers = {
  certificate_revoked: certificateRevoked,
  production_stopped: productionStopped,
  certificate_restored: certificateRestored,
} satisfies { readonly [T in CertificateEndEvent['type']]: Handler<T> };

/** Tells all owners, puts that into the register of notices, and says to the officer whom it reaches. */
async function tellOwners(turn: Applying, certificate: Certificate, key: string, more: Vars): Promise<void> {
  const owners = await ownersOf(turn, certificate.id);
  const before = turn.plans.length;
  tell(turn, owners, key, varsOf(turn, certificate, more));
  const parcels = turn.plans.slice(before).map(({ id, contactId }) => ({ contactId, parcelId: id }));
  if (parcels.length > 0) await turn.tx.noteParcels(certificate.id, key, parcels, turn.at);
  const how = owners.length > 0 ? 'toldSome' : 'toldNone';
  turn.slots.ownersTold = turn.deps.texts.text(
    `officerCertificates.end.${how}`,
    { count: owners.length, producer: certificate.producer },
    turn.language,
  );
}
