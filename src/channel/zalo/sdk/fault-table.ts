/** Looks an error code up. Keyed by host, because -100 means one thing on openapi and another on business. */
import type { Fault, FaultTable } from './fault.ts';
import { HELD } from './fault.ts';
import { BUSINESS_FAULTS } from './fault-business.ts';
import { OPENAPI_FAULTS } from './fault-openapi.ts';

/** A host that answers with the OA envelope. */
export type ApiHost = 'openapi' | 'business';

export interface FaultContext {
  readonly message: string;
  readonly path: string;
}

export const FAULT_TABLES: Readonly<Record<ApiHost, FaultTable>> = {
  openapi: OPENAPI_FAULTS,
  business: BUSINESS_FAULTS,
};

/** Finds the fault of a code on a host; an unknown code is held: permanent for this message, never looped. */
export function faultOf(host: ApiHost, code: number, context: FaultContext): Fault {
  const table = FAULT_TABLES[host];
  const row = Object.hasOwn(table, String(code)) ? table[String(code)] : undefined;
  if (!row) return HELD;
  const message = context.message.toLowerCase();
  const variant = row.variants?.find(
    (v) =>
      (v.messageHas && message.includes(v.messageHas)) || (v.pathHas && context.path.includes(v.pathHas)),
  );
  if (variant) return variant.fault;
  const { variants: _, ...fault } = row;
  return fault;
}
