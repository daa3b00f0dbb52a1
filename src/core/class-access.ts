/** Pure: who may take a seat (domain reference §9: audiences; a class serves communes or whole provinces). */
import type { Audience, Offering } from './class.ts';
import { ok, type Result, refuse } from './error.ts';
import type { UnitCode } from './model.ts';
import type { ProducerKey } from './seats.ts';

/** What we know of somebody who wants to come. Members of the council are put in by an officer: nobody says so of oneself. */
export interface Standing {
  readonly kinds: readonly Audience[];
  readonly producer: ProducerKey | null;
  readonly unit: UnitCode | null;
  readonly province: UnitCode | null;
}

/** Tells whether somebody may ask for a seat; refuses with `classes.otherUnit` or `classes.notForYou`. */
export function mayAttend(
  offering: Pick<Offering, 'unitsServed' | 'audience'>,
  { kinds, unit, province }: Pick<Standing, 'kinds' | 'unit' | 'province'>,
): Result<true> {
  const { unitsServed, audience } = offering;
  const served = unitsServed.length === 0 || unitsServed.some((code) => code === unit || code === province);
  if (!served) return refuse('classes.otherUnit');
  const meant = audience.length === 0 || audience.some((kind) => kinds.includes(kind));
  return meant ? ok(true) : refuse('classes.notForYou');
}
