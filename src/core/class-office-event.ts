/** Pure: facts about classes that officers state in chat. Each names the class by its code; the officer's units are looked at again. */
import type { Offering, SessionId } from './class.ts';
import type { ClassDraft } from './class-draft.ts';
import type { MessageGroup } from './class-message.ts';
import type { Day } from './model.ts';

export type ClassOfficeEvent =
  /** The slot `classOutcome` gets the short code, or what is wrong. */
  | { readonly type: 'class_opened'; readonly draft: ClassDraft }
  /** Days, hours or places: everybody with a seat or waiting is told. `seen`: the version the officer looked at. */
  | {
      readonly type: 'class_changed';
      readonly code: string;
      readonly seen: number;
      readonly sessions: Offering['sessions'];
    }
  /** `claims`: whose seats are taken back after a cut, in the order of the officer's choice. */
  | {
      readonly type: 'class_resized';
      readonly code: string;
      readonly capacity: number;
      readonly claims: readonly string[];
      readonly keepsPlace: boolean;
    }
  /** Until the end of that day; `null`: closed at once. */
  | {
      readonly type: 'enrolment_set';
      readonly code: string;
      readonly seen: number;
      readonly until: Day | null;
    }
  /** Nobody is told by this: what to read is found where the class is. */
  | {
      readonly type: 'class_materials_set';
      readonly code: string;
      readonly seen: number;
      readonly materials: Offering['materials'];
    }
  /** Off the list, seat or place in the waiting list; whom it frees a seat for is offered it. */
  | { readonly type: 'people_dropped'; readonly code: string; readonly claims: readonly string[] }
  | { readonly type: 'class_cancelled'; readonly code: string; readonly reason: string }
  | {
      readonly type: 'class_messaged';
      readonly code: string;
      readonly group: MessageGroup;
      readonly session?: SessionId;
      readonly text: string;
    }
  | { readonly type: 'class_message_stopped'; readonly code: string }
  /** A personal code read by a camera or said aloud; the slot `seatOutcome` tells whose it is. */
  | {
      readonly type: 'seat_code_shown';
      readonly code: string;
      readonly session: SessionId;
      readonly shown: string;
    }
  /** The slot `seatCode` gets the person's code to be read aloud. */
  | { readonly type: 'seat_code_wanted'; readonly code: string };
