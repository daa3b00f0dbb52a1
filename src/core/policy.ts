/**
 * Pure: may this go to this person? Asked when a parcel is planned and again at the moment of sending, so that a
 * consent taken back or an opt-out works before the next send (domain reference §12).
 */
import { isGranted, purposeOf } from './consent.ts';
import { ok, type Result, refuse } from './error.ts';
import type { ContactView, ParcelClass } from './model.ts';

/**
 * Decides by class. Answers to what the person wrote or did (`transactional`) are always allowed; all else needs its
 * own consent (`policy.noConsent`) and no opt-out (`policy.optedOut`).
 */
export function maySend(
  parcelClass: ParcelClass,
  contact: Pick<ContactView, 'consents' | 'optedOut'>,
): Result<ParcelClass> {
  if (parcelClass === 'transactional') return ok(parcelClass);
  if (contact.optedOut.includes(parcelClass)) return refuse('policy.optedOut');
  return isGranted(contact.consents, purposeOf[parcelClass]) ? ok(parcelClass) : refuse('policy.noConsent');
}
