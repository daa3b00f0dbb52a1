/**
 * Pure: whom an announcement is for, as a value: what people are (joined by "and", within one list by "or"), minus
 * exclusions, or an explicit list. The store turns it into SQL by a registry with one entry per filter.
 */
import { ok, type Result, refuse } from './error.ts';
import type { ChannelName, ContactId, Day, Language, OfficerView, ProducerType, UnitCode } from './model.ts';
import type { ProductSetIndex } from './product-set.ts';
import type { UnitIndex } from './unit.ts';

export const audienceRoles = ['everyone', 'producer', 'officer'] as const;
/** `producer`: whoever registered an idea or is in the certificate registry. */
export type AudienceRole = (typeof audienceRoles)[number];

export interface AudienceFilter {
  /** Provinces or communes; a province means all its communes. */
  readonly units?: readonly UnitCode[];
  readonly role?: AudienceRole;
  readonly producerTypes?: readonly ProducerType[];
  /** Groups `I` to `VI` of QĐ 26/2026/QĐ-TTg. */
  readonly productGroups?: readonly string[];
  /** Ids of product sets. */
  readonly productSets?: readonly string[];
  /** Stars of a certificate in force. */
  readonly stars?: readonly number[];
  /** The certificate ends between these days, both included. */
  readonly certificateEnds?: { readonly from: Day; readonly to: Day };
  /** Enrolled in one of these classes. */
  readonly classes?: readonly string[];
  /** Taking part in one of these events. */
  readonly events?: readonly string[];
  /** Answered this announcement with yes (or no). */
  readonly answered?: { readonly announcement: string; readonly answer: 'yes' | 'no' };
  /** Said that one of these topics interests them. */
  readonly interests?: readonly string[];
  readonly languages?: readonly Language[];
  /** Has an account there. */
  readonly channels?: readonly ChannelName[];
  /** An explicit list; everything else given still narrows it. */
  readonly contacts?: readonly ContactId[];
}

export interface Audience extends AudienceFilter {
  /** Whoever fits all of one of these is left out with the reason `excluded`. */
  readonly exclude?: readonly AudienceFilter[];
}

export type AudienceField = keyof AudienceFilter;

/** Nothing but the units narrows it: everybody there. */
export const isEverybody = ({ units: _units, exclude: _exclude, ...rest }: Audience): boolean =>
  Object.values(rest).every((value) => value === undefined || value === 'everyone');

/**
 * Keeps an audience within an officer's units. Without units of its own it gets the officer's; a commune officer reaches
 * their communes, a province officer all communes of the province. Refuses `announcement.foreignUnit` (var `unit`).
 */
export function withinUnits(
  audience: Audience,
  officer: Pick<OfficerView, 'units'>,
  units: Pick<UnitIndex, 'byCode'>,
): Result<Audience> {
  const asked = audience.units ?? [];
  if (asked.length === 0) return ok({ ...audience, units: officer.units });
  for (const code of asked) {
    const unit = units.byCode(code);
    const covered = officer.units.some((own) => own === code || own === unit?.provinceCode);
    if (unit === undefined || !covered)
      return refuse('announcement.foreignUnit', { unit: unit?.name ?? code });
  }
  return ok(audience);
}

/** Tells product groups as the sets they are made of; of both given, the sets that are in the groups count. */
export function withSets(audience: Audience, sets: Pick<ProductSetIndex, 'inGroup'>): Audience {
  const { exclude, ...own } = audience;
  const resolved = resolveGroups(own, sets);
  return exclude === undefined
    ? resolved
    : { ...resolved, exclude: exclude.map((one) => resolveGroups(one, sets)) };
}

function resolveGroups(
  { productGroups, ...rest }: AudienceFilter,
  sets: Pick<ProductSetIndex, 'inGroup'>,
): AudienceFilter {
  if (productGroups === undefined || productGroups.length === 0) return rest;
  const ids = productGroups.flatMap((group) => sets.inGroup(group));
  const productSets =
    rest.productSets === undefined ? ids : ids.filter((id) => rest.productSets?.includes(id));
  // No set at all must reach nobody, not everybody.
  return { ...rest, productSets: productSets.length === 0 ? ['none'] : productSets };
}
