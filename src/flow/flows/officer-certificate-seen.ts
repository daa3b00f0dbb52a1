/** Pure: the certificate before an officer's eyes, if it lies in their units. Nothing is said about any other. */
import type { Certificate } from '../../core/certificate.ts';
import type { Scene } from '../define.ts';
import type { Query } from '../needs.ts';
import { isInScope } from './officer-idea.ts';

/** The certificate being looked at, as it stands now, if it lies in the officer's units. */
export function officerCertificate(scene: Scene): Certificate | null {
  const { found, unitCertificates } = scene.world;
  const known = [
    ...(found?.kind === 'certificates' ? found.certificates : []),
    ...(unitCertificates?.said ?? []),
    ...(unitCertificates?.underWay ?? []),
  ];
  const certificate = known.find(({ id }) => id === scene.arg) ?? null;
  return certificate !== null && isInScope(certificate, scene) ? certificate : null;
}

/** Locks the certificate that is acted on, so that two officers cannot decide at once. */
export const certificateLookup = (_input: unknown, { arg }: Scene): Query | null =>
  arg === undefined ? null : { kind: 'certificateById', id: arg };

/** Not theirs or not there: the same words. */
export const foreignCertificate = {
  to: ['foreign'],
  pick: (scene: Scene) => (officerCertificate(scene) === null ? 'foreign' : null),
};

/** Still as it was shown when the conversation about it began. */
export const isAsSeen = (scene: Scene): boolean =>
  officerCertificate(scene)?.version === Number(scene.answers.version);

/** Back to it, as it stands now. */
export const backToCertificate = {
  to: ['officer-certificates:open'],
  pick: ({ arg }: Scene) => `officer-certificates:open:${arg ?? ''}`,
};
