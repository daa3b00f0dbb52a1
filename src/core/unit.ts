/** Pure: administrative units and how people name them. Placeholder signatures, see the helper's work. */
import type { AdminUnit, UnitCode } from './model.ts';

export type UnitMatch =
  /** One unit fits. Still confirmed by name before use. */
  | { readonly kind: 'one'; readonly unit: AdminUnit; readonly via?: string }
  | { readonly kind: 'several'; readonly units: readonly AdminUnit[]; readonly via?: string }
  | { readonly kind: 'none' };

export interface UnitIndex {
  byCode(code: string): AdminUnit | undefined;
  /** Resolves what a person typed to communes; `province` narrows the search when it is known. Never guesses: a tie is `several`. */
  findCommune(text: string, province?: UnitCode): UnitMatch;
  findProvince(text: string): UnitMatch;
}
