/** Pure: facts about lists of people that officers send for a class. */
import type { OfferingId } from './class.ts';

export type EnrolEvent =
  /** It is read as a trial, and the report comes by itself. */
  | {
      readonly type: 'enrol_list_sent';
      readonly offering: OfferingId;
      readonly code: string;
      readonly media: string;
      readonly fileName: string;
    }
  /** The officer saw the report and wants the people enrolled. */
  | { readonly type: 'enrol_list_taken'; readonly list: string }
  /** The slot `enrolUndone` gets whether it was taken back, or why not. */
  | { readonly type: 'enrol_list_undone'; readonly list: string; readonly offering: OfferingId };
