/** Asks the policy for one person; where our own clock says that the window is closed, Zalo's is asked first. */
import type { Instant } from '../../core/model.ts';
import type { Permit, PermitRequest } from '../../ports/permit.ts';
import type { Log } from '../../ports.ts';
import type { Allowance } from './allowance.ts';
import { type PolicyFacts, permit } from './policy.ts';
import type { ZaloClient } from './sdk/mod.ts';

export interface MayDeps {
  readonly client: Pick<ZaloClient, 'quota'>;
  readonly allowance: Allowance;
  /** Đồng for a message between 48 hours and 7 days after the last interaction; `null`: unknown. */
  readonly priceVnd: number | null;
  readonly log: Log;
}

export function createMay({ client, allowance, priceVnd, log }: MayDeps) {
  const decide = (request: PermitRequest, lastInteractionAt: Instant | null): Permit => {
    const charged: PolicyFacts['charged'] = {
      priceVnd,
      allowanceLeft: allowance.left(),
      usedUpUntil: allowance.usedUpUntil(),
    };
    const { class: parcelClass, now, address } = request;
    const none = { template: null, phone: null };
    return permit({ class: parcelClass, now, address, lastInteractionAt, charged, ...none });
  };
  return async (request: PermitRequest): Promise<Permit> => {
    const permitted = decide(request, request.lastUsedAt);
    if (permitted.ok || permitted.why !== 'out_of_window') return permitted;
    // A tap on the account's profile opens the window and never reaches us (reference §2.9).
    const told = await client.quota.ofUser(request.address).catch((error: unknown) => {
      log.debug({ error }, 'Zalo: the window could not be asked for');
      return null;
    });
    return told?.lastInteractionAt == null ? permitted : decide(request, told.lastInteractionAt);
  };
}
