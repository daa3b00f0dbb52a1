/**
 * Pure: what a person agrees to, purpose by purpose (domain reference §12; Law 91/2025/QH15 art. 9, Nghị định
 * 356/2025/NĐ-CP art. 6). Silence is no consent, and no purpose is implied by another.
 */
import type { ParcelClass, Purpose } from './model.ts';

/** Names the texts under `consent.*` that a person agreed to. Raise it with every change of what they say. */
export const consentTextVersion = '2026-11-21';

export type Consents = Readonly<Partial<Record<Purpose, boolean>>>;

/** What each purpose allows to be sent. `service` allows keeping data and answering; answers need no class of their own. */
export const allowedBy: Readonly<Record<Purpose, readonly ParcelClass[]>> = {
  service: ['transactional'],
  reminders: ['reminder'],
  announcements: ['official_notice'],
  promotions: ['promotional'],
};

/** The purpose that a class of messages needs. */
export const purposeOf: Readonly<Record<ParcelClass, Purpose>> = {
  transactional: 'service',
  reminder: 'reminders',
  official_notice: 'announcements',
  promotional: 'promotions',
};

/** Tells whether a purpose is agreed to. Without `service` nothing is: there is nothing of the person left to use. */
export function isGranted(consents: Consents, purpose: Purpose): boolean {
  return consents.service === true && consents[purpose] === true;
}

/** The purposes that end when one is withdrawn: taking back `service` takes back all that were given. */
export function endedBy(consents: Consents, withdrawn: Purpose): readonly Purpose[] {
  const given = (Object.keys(consents) as Purpose[]).filter((purpose) => consents[purpose] === true);
  return withdrawn === 'service' ? given : given.filter((purpose) => purpose === withdrawn);
}

export type RightsRequest = 'withdrawal' | 'access' | 'deletion';

/** Days from a request over one's data until it must be done; the shorter reading of Nghị định 356/2025/NĐ-CP art. 5. */
export const doneWithinDays: Readonly<Record<RightsRequest, number>> = {
  withdrawal: 15,
  access: 10,
  deletion: 20,
};
