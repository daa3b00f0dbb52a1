/** Port of self-assessments and of dossiers ticked off over weeks. */
import type { DossierKind } from '../core/dossier.ts';
import type { ContactId, Instant } from '../core/model.ts';
import type { KeptSelfCheck, SelfCheck } from '../core/self-check.ts';

/** Inside a turn's transaction. */
export interface SelfCheckTx {
  /** Keeps a check, once per id. */
  saveSelfCheck(contactId: ContactId, check: SelfCheck): Promise<void>;
  /** Replaces what is ticked of one dossier. */
  saveTicks(
    contactId: ContactId,
    dossier: { readonly kind: DossierKind; readonly setId: string; readonly ticked: readonly string[] },
    at: Instant,
  ): Promise<void>;
}

export interface SelfCheckStore {
  /** A check with whose it is; `null` when it is gone. */
  selfCheck(id: string): Promise<KeptSelfCheck | null>;
}
