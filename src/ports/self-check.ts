/** Port of self-assessments and of dossiers ticked off over weeks. */
import type { DossierKind } from '../core/dossier.ts';
import type { ContactId, Instant } from '../core/model.ts';
import type { KeptSelfCheck, SelfCheck, SelfCheckNote } from '../core/self-check.ts';

/** Inside a turn's transaction. */
export interface SelfCheckTx {
  /** Keeps a check, once per id; what was under way of that product is thereby done. */
  saveSelfCheck(contactId: ContactId, check: SelfCheck): Promise<void>;
  /** Adds an answer to what is under way of a product. */
  noteAnswer(contactId: ContactId, note: SelfCheckNote, at: Instant): Promise<void>;
  /** Forgets what is under way of a product. */
  dropDraft(contactId: ContactId, draft: Pick<SelfCheckNote, 'setId' | 'product'>): Promise<void>;
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
