/** Events about self-assessments and dossiers: kept as they are, so that weeks later one goes on from there. */
import type { SelfCheckEvent } from '../../core/self-check-event.ts';
import type { Handler } from '../apply-events.ts';

type SelfCheckHandlers = { readonly [T in SelfCheckEvent['type']]: Handler<T> };

export const selfCheckHandlers: SelfCheckHandlers = {
  self_check_saved: ({ check }, { tx, contact, at }) => tx.saveSelfCheck(contact.id, { ...check, at }),
  self_check_noted: ({ note }, { tx, contact, at }) => tx.noteAnswer(contact.id, note, at),
  self_check_dropped: (draft, { tx, contact }) => tx.dropDraft(contact.id, draft),
  dossier_ticked: ({ type: _, ...dossier }, { tx, contact, at }) => tx.saveTicks(contact.id, dossier, at),
};
