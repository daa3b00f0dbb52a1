/** What the configuration says about announcements, as officers are told it. */
import type { Config } from '../config.ts';
import { type Announcing, announcingBy } from '../core/announcing.ts';
import { ConfigError } from '../core/error.ts';
import type { UnitIndex } from '../core/unit.ts';

export const announcingOf = ({ bulk, announcementApproval, announcementCaps, zalo }: Config): Announcing => ({
  ...announcingBy(bulk, announcementApproval, zalo?.chargedPriceVnd ?? null),
  caps: announcementCaps,
});

/** A code that is mistyped would ask nobody for an approval. @throws ConfigError naming each */
export function requireKnownUnits(
  { announcementApproval: rule }: Config,
  units: Pick<UnitIndex, 'byCode'>,
): void {
  if (rule === 'always' || rule === 'never') return;
  const faults = rule
    .filter((code) => units.byCode(code) === undefined)
    .map((code) => `ANNOUNCEMENT_APPROVAL names ${code}, which is no province or commune of today.`);
  if (faults.length > 0) throw new ConfigError(faults);
}
