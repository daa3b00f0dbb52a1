/** Pure: the certificate before its owner's eyes, if it is theirs. */
import type { mayDecline } from '../../core/certificate-meaning.ts';
import type { Vars } from '../../core/event.ts';
import type { Option, Scene } from '../define.ts';
import type { OwnCertificate } from '../needs/certificate.ts';
import type { Query } from '../needs.ts';
import { certificateVars } from './certificate-lines.ts';

/** The certificate being looked at, if it is this person's. */
export function ownOf({ world, arg }: Scene): OwnCertificate | null {
  return world.myCertificates?.certificates.find(({ id }) => id === arg) ?? null;
}

/** Everything the texts about it may use. */
export const ownVars = (scene: Scene): Vars => {
  const certificate = ownOf(scene);
  return certificate === null ? {} : certificateVars(certificate, scene);
};

/** Locks the certificate while something may be done to it. */
export const ownLookup = (_input: unknown, { arg }: Scene): Query | null =>
  arg === undefined ? null : { kind: 'certificateById', id: arg };

export const notYours = {
  to: ['notYours'],
  pick: (scene: Scene) => (ownOf(scene) === null ? 'notYours' : null),
};

/** Whether a rule of core allows it today. */
export const may = (scene: Scene, what: typeof mayDecline): boolean => {
  const certificate = ownOf(scene);
  return certificate !== null && what(certificate, scene.world.today);
};

export const backToIt: Option = { value: 'open', label: { key: 'certificates.backToIt' } };
