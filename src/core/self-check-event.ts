/** Pure: facts about self-assessments and dossiers that flows state; carried out in `service/events/self-check.ts`. */
import type { DossierKind } from './dossier.ts';
import type { SelfCheck, SelfCheckNote } from './self-check.ts';

export type SelfCheckEvent =
  | { readonly type: 'self_check_saved'; readonly check: Omit<SelfCheck, 'at'> }
  | { readonly type: 'self_check_noted'; readonly note: SelfCheckNote }
  /** Given up before the result. */
  | { readonly type: 'self_check_dropped'; readonly setId: string; readonly product: string }
  /** All that is ticked now, not only what was ticked last. */
  | {
      readonly type: 'dossier_ticked';
      readonly kind: DossierKind;
      readonly setId: string;
      readonly ticked: readonly string[];
    };
