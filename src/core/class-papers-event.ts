/** Pure: facts about the papers of a class that conversations state. */
import type { AttendanceRule } from './attendance-certificate.ts';
import type { OfferingId } from './class.ts';
import type { EnrolEvent } from './enrol-event.ts';

export type ClassPapersEvent =
  | EnrolEvent
  /** The slot `certified` gets how many are certified now and how many had their number before. */
  | {
      readonly type: 'attendance_certified';
      readonly offering: OfferingId;
      readonly code: string;
      readonly rule: AttendanceRule;
    }
  /** The slot `checkInPage` gets the link to the page, or why there is none. */
  | { readonly type: 'check_in_page_wanted'; readonly offering: OfferingId; readonly code: string }
  | {
      readonly type: 'class_rated';
      readonly offering: OfferingId;
      /** 1 to 3, 3 is best. */
      readonly useful: number;
      readonly clear: number;
      readonly wish?: string;
    };
