/** What Zalo has told about the account's packages and wallet: read from its answers to sends, nothing is asked for. */
import { type SentQuota, ZaloApiError } from './sdk/mod.ts';

export interface Allowance {
  /** Messages left in the packages; `null`: unknown. */
  left(): number | null;
  /** Until when neither package nor wallet gives anything; `null`: nobody said so. */
  usedUpUntil(): number | null;
  /** A message was taken, from that quota. */
  sent(quota: SentQuota | null): void;
  /** A message was refused. */
  refused(error: unknown): void;
}

/** The operator may fill the wallet at any time, so a refusal is believed for an hour. */
const believedMs = 3_600_000;
const noWallet: readonly (number | null)[] = [-320, -321];
/** Quotas that a message outside the free window is taken from. */
const packages: readonly string[] = ['sub_quota', 'purchase_quota', 'reward_quota'];

export function createAllowance(now: () => number): Allowance {
  let left: number | null = null;
  let until: number | null = null;
  return {
    left: () => left,
    usedUpUntil: () => until,
    sent(quota) {
      if (quota === null || !packages.includes(quota.type)) return;
      left = quota.remain;
      until = null;
    },
    refused(error) {
      if (!(error instanceof ZaloApiError)) return;
      const { fault, code } = error;
      if (noWallet.includes(code) || (fault.class === 'quota' && fault.scope === 'oa'))
        until = now() + believedMs;
    },
  };
}
