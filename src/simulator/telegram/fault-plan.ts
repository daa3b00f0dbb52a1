/** Failures ordered in advance: the next N calls of a method go wrong in a chosen way. */
export type FaultEffect =
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly description: string;
      readonly retryAfter?: number | undefined;
    }
  /** Answers late by this much. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Does the work, then cuts the connection without an answer. */
  | { readonly kind: 'drop_after' }
  /** Cuts the connection and does nothing. */
  | { readonly kind: 'drop_before' }
  /** Answers a web page instead of JSON, as a proxy between would. */
  | { readonly kind: 'page' };

export interface FaultOrder {
  /** Bot API method, `file` for downloads, `*` for all. */
  readonly method: string;
  readonly times: number;
  /** Lets this many calls through first. */
  readonly after?: number;
  readonly effect: FaultEffect;
}

export interface FaultPlan {
  order(order: FaultOrder): void;
  /** The effect for this call, used up by it. */
  next(method: string): FaultEffect | undefined;
  clear(): void;
}

export function createFaultPlan(): FaultPlan {
  let orders: { method: string; left: number; skip: number; effect: FaultEffect }[] = [];
  return {
    order({ method, times, after = 0, effect }) {
      orders.push({ method: method.toLowerCase(), left: times, skip: after, effect });
    },
    next(method) {
      if (orders.length === 0) return undefined;
      const found = orders.find((order) => order.method === '*' || order.method === method.toLowerCase());
      if (found === undefined) return undefined;
      if (found.skip > 0) {
        found.skip -= 1;
        return undefined;
      }
      found.left -= 1;
      orders = orders.filter((order) => order.left > 0);
      return found.effect;
    },
    clear() {
      orders = [];
    },
  };
}
