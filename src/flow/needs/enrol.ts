/** Pure: what flows may ask about lists of people sent for a class. */
import type { OfferingId } from '../../core/class.ts';
import type { ContactId } from '../../core/model.ts';

/** A list somebody sent. */
export interface EnrolListSeen {
  /** `null`: an operator's. */
  readonly contactId: ContactId | null;
  readonly offering: OfferingId;
  readonly code: string;
  readonly fileName: string;
  readonly state: 'sent' | 'tried' | 'taken' | 'written' | 'refused' | 'undone';
}

export type EnrolQuery = { readonly kind: 'enrolList'; readonly id: string };
export type EnrolFound = { readonly kind: 'enrolList'; readonly list: EnrolListSeen | null };
