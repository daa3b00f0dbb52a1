/** Asks the policy for one person; where our own clock says that the window is closed, Zalo's is asked first. */
import type { Instant } from '../../core/model.ts';
import type { Permit, PermitRequest } from '../../ports/permit.ts';
import type { Log } from '../../ports.ts';
import type { Allowance } from './allowance.ts';
import { type PolicyFacts, permit, windowOf } from './policy.ts';
import type { ZaloClient } from './sdk/mod.ts';
import type { Templates } from './template.ts';

export interface MayDeps {
  readonly client: Pick<ZaloClient, 'quota'>;
  readonly allowance: Allowance;
  /** Đồng for a message between 48 hours and 7 days after the last interaction; `null`: unknown. */
  readonly priceVnd: number | null;
  readonly templates: Pick<Templates, 'offers'>;
  readonly log: Log;
}

export function createMay({ client, allowance, priceVnd, templates, log }: MayDeps) {
  const decide = async (request: PermitRequest, lastInteractionAt: Instant | null): Promise<Permit> => {
    const charged: PolicyFacts['charged'] = {
      priceVnd,
      allowanceLeft: allowance.left(),
      usedUpUntil: allowance.usedUpUntil(),
    };
    const { class: parcelClass, now, address, phone } = request;
    const facts = { class: parcelClass, now, address, lastInteractionAt, charged };
    const byMessage = permit({ ...facts, template: null, phone: null });
    if (byMessage.ok) return byMessage;
    return permit({ ...facts, ...(await templates.offers(parcelClass, phone)) });
  };
  return async (request: PermitRequest): Promise<Permit> => {
    const closed = windowOf(request.lastUsedAt, request.now) === 'closed';
    if (!closed) return decide(request, request.lastUsedAt);
    // A tap on the account's profile opens the window and never reaches us (reference §2.9).
    const told = await client.quota.ofUser(request.address).catch((error: unknown) => {
      log.debug({ error }, 'Zalo: the window could not be asked for');
      return null;
    });
    return decide(request, told?.lastInteractionAt ?? request.lastUsedAt);
  };
}
