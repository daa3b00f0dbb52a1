/** Events about calls to owners: into the register of notices, with who called; an audit line stays. */
import type { CallResult, OwnerCallEvent } from '../../core/owner-call.ts';
import type { Handler } from '../apply-events.ts';

/** What the register of notices says of a call. */
const noticed: Readonly<Record<CallResult, { outcome: 'called' | 'unreachable'; reason: string | null }>> = {
  called: { outcome: 'called', reason: null },
  not_met: { outcome: 'unreachable', reason: 'not_met' },
};

const ownerCalled: Handler<'owner_called'> = async ({ certificate, rule, result }, turn) => {
  await turn.tx.noteCall({ certificate, rule, ...noticed[result], officer: turn.contact.id, at: turn.at });
  const action = result === 'called' ? 'owner_called' : 'owner_not_met';
  await turn.tx.audit({ actor: turn.contact.id, action, subject: `certificate:${certificate}` }, turn.at);
};

export const ownerCallHandlers = {
  owner_called: ownerCalled,
} satisfies { readonly [T in OwnerCallEvent['type']]: Handler<T> };
