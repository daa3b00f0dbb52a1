/** Faults on order: the next calls to a path go wrong in a chosen way. */
import type { SimReply } from './reply.ts';

export type FaultEffect =
  /** Zalo's error envelope; the call is not executed. */
  | { readonly kind: 'code'; readonly code: number; readonly message?: string }
  /** The connection is cut: before anything is done, or after everything is done. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** HTTP 502 with an HTML body. */
  | { readonly kind: 'bad_gateway'; readonly when: 'before' | 'after' }
  /** Executed, but the JSON of the reply is cut in the middle. */
  | { readonly kind: 'bad_json' }
  /** Executed, but `error` comes as a string. */
  | { readonly kind: 'error_as_text' }
  /** Executed, but no answer ever comes. */
  | { readonly kind: 'silence' }
  /** Waits real milliseconds, then goes on as usual. */
  | { readonly kind: 'delay'; readonly ms: number };

export interface FaultOrder {
  /** Beginning of the path; default: every call in Zalo's namespace. */
  readonly path?: string;
  /** How many calls; default 1. */
  readonly times?: number;
  /** Calls to let pass before; default 0. */
  readonly skip?: number;
  readonly effect: FaultEffect;
}

export interface FaultPlan {
  order(order: FaultOrder): void;
  clear(): void;
  /** The effect for a call to this path, used up. */
  next(path: string): FaultEffect | null;
  pending(): readonly FaultOrder[];
}

export function createFaultPlan(): FaultPlan {
  let orders: { order: FaultOrder; skip: number; left: number }[] = [];
  return {
    order: (order) => {
      orders.push({ order, skip: order.skip ?? 0, left: order.times ?? 1 });
    },
    clear: () => {
      orders = [];
    },
    next(path) {
      if (orders.length === 0) return null;
      const found = orders.find(({ order }) => path.startsWith(order.path ?? '/'));
      if (!found) return null;
      if (found.skip > 0) {
        found.skip -= 1;
        return null;
      }
      found.left -= 1;
      if (found.left <= 0) orders = orders.filter((one) => one !== found);
      return found.order.effect;
    },
    pending: () => orders.map(({ order, left }) => ({ ...order, times: left })),
  };
}

const PAGE: SimReply = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>',
};

/** What leaves instead of the reply that was made; `null` cuts the line, `'never'` leaves it open. */
export function spoil(effect: FaultEffect, reply: SimReply): SimReply | null | 'never' {
  const text = String(reply.body);
  switch (effect.kind) {
    case 'drop':
      return null;
    case 'bad_gateway':
      return { ...PAGE, headers: { ...reply.headers, ...PAGE.headers } };
    case 'bad_json':
      return { ...reply, body: text.slice(0, Math.ceil(text.length / 2)) };
    case 'error_as_text':
      return { ...reply, body: text.replace(/"error":(-?\d+)/, '"error":"$1"') };
    case 'silence':
      return 'never';
    default:
      return reply;
  }
}
