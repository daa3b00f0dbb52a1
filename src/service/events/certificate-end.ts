/**
 * Events that end a certificate before its day, or take that back: owners are told what it means and what can be done,
 * the register of notices says that they were, and the officer hears whom no message reaches.
 */
import type { Certificate } from '../../core/certificate.ts';
import type { CertificateEndEvent } from '../../core/certificate-end.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { type Ending, endingOf } from '../registry/certificate-ending.ts';
import { certificateOf, ownersOf, record, tell, tellOfficers, varsOf } from './certificate-telling.ts';

async function write(
  turn: Applying,
  type: CertificateEndEvent['type'],
  ending: Ending,
): Promise<Certificate> {
  const { change, detail } = ending;
  const certificate = await turn.tx.endCertificate({ ...change, officer: turn.contact.id, at: turn.at });
  await record(turn, type, change.certificate, detail);
  await tellOwners(turn, certificate, ending);
  return certificate;
}

const ended = async (event: CertificateEndEvent, turn: Applying): Promise<void> => {
  await write(turn, event.type, endingOf(event, await certificateOf(turn, event.certificate)));
};

const productionStopped: Handler<'production_stopped'> = async (event, turn) => {
  const ending = endingOf(event, await certificateOf(turn, event.certificate));
  const certificate = await write(turn, event.type, ending);
  await tellOfficers(turn, certificate, 'toldOfficersStopped', ending.vars);
};

export const certificateEndHandlers = {
  certificate_revoked: ended,
  production_stopped: productionStopped,
  certificate_restored: ended,
} satisfies { readonly [T in CertificateEndEvent['type']]: Handler<T> };

/** Tells all owners, puts that into the register of notices, and says to the officer whom it reaches. */
async function tellOwners(turn: Applying, certificate: Certificate, { key, vars }: Ending): Promise<void> {
  const owners = await ownersOf(turn, certificate.id);
  const before = turn.plans.length;
  tell(turn, owners, key, varsOf(turn, certificate, vars));
  const parcels = turn.plans.slice(before).map(({ id, contactId }) => ({ contactId, parcelId: id }));
  if (parcels.length > 0) await turn.tx.noteParcels(certificate.id, key, parcels, turn.at);
  const how = owners.length > 0 ? 'toldSome' : 'toldNone';
  turn.slots.ownersTold = turn.deps.texts.text(
    `officerCertificates.end.${how}`,
    { count: owners.length, producer: certificate.producer },
    turn.language,
  );
}
