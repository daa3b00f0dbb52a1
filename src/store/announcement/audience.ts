/**
 * An audience as SQL. Each clause says which fields it reads; a field nobody reads would widen an audience silently, so
 * a test compares the two lists.
 */
import type { AudienceField, AudienceFilter } from '../../core/audience.ts';
import { dayOf } from '../../core/calendar.ts';
import type { Instant } from '../../core/model.ts';

/** Values of one statement; `add` gives the placeholder. */
export interface Params {
  readonly values: readonly unknown[];
  add(value: unknown): string;
}

export function createParams(...first: readonly unknown[]): Params {
  const values = [...first];
  return {
    values,
    add: (value) => `$${values.push(value)}`,
  };
}

/** The contact's alias in the statement, and its values. */
interface Place {
  readonly contact: string;
  readonly params: Params;
  readonly now: Instant;
}

interface Clause {
  readonly reads: readonly AudienceField[];
  /** A condition on the contact; `null` when the audience does not ask for this. */
  sql(filter: AudienceFilter, place: Place): string | null;
}

const list = <T>(value: readonly T[] | undefined): readonly T[] | null =>
  value === undefined || value.length === 0 ? null : value;

const units: Clause = {
  reads: ['units'],
  sql: ({ units: codes }, { contact, params }) => {
    if (!list(codes)) return null;
    const given = params.add(codes);
    return `${contact}.unit_code IN (SELECT code FROM admin_unit WHERE code = ANY (${given}) OR province_code = ANY (${given}))`;
  },
};

const isProducer = (contact: string): string =>
  `(${contact}.id IN (SELECT contact_id FROM idea WHERE status <> 'withdrawn')
    OR ${contact}.id IN (SELECT contact_id FROM producer_member))`;

const role: Clause = {
  reads: ['role'],
  sql: ({ role: wanted }, { contact }) => {
    if (wanted === 'producer') return isProducer(contact);
    return wanted === 'officer' ? `${contact}.id IN (SELECT contact_id FROM officer)` : null;
  },
};

/** Stars, end and product of one and the same certificate; type of the producer that holds it. */
const certificates: Clause = {
  reads: ['stars', 'certificateEnds', 'productSets', 'producerTypes'],
  sql: (filter, { contact, params, now }) => {
    const { stars, certificateEnds: ends, productSets, producerTypes } = filter;
    if (!list(stars) && ends === undefined) return null;
    const parts = [
      list(stars)
        ? `k.star = ANY (${params.add(stars)}) AND k.valid_until >= ${params.add(dayOf(now))}::date`
        : '',
      ends === undefined
        ? ''
        : `k.valid_until BETWEEN ${params.add(ends.from)}::date AND ${params.add(ends.to)}::date`,
      list(productSets) ? `d.product_set = ANY (${params.add(productSets)})` : '',
      list(producerTypes) ? `b.type = ANY (${params.add(producerTypes)})` : '',
    ].filter((part) => part !== '');
    return `${contact}.id IN (SELECT m.contact_id FROM producer_member m JOIN producer b ON b.id = m.producer_id
      JOIN certificate k ON k.producer_id = b.id JOIN product d ON d.id = k.product_id
      WHERE k.revoked_on IS NULL AND k.successor_id IS NULL AND ${parts.join(' AND ')})`;
  },
};

const asksForCertificates = ({ stars, certificateEnds }: AudienceFilter): boolean =>
  list(stars) !== null || certificateEnds !== undefined;

/** Without a certificate in question: what ideas and the registry say of products and producers. */
const products: Clause = {
  reads: ['productSets'],
  sql: (filter, { contact, params }) => {
    if (asksForCertificates(filter) || !list(filter.productSets)) return null;
    const sets = params.add(filter.productSets);
    return `(${contact}.id IN (SELECT contact_id FROM idea WHERE status <> 'withdrawn' AND fields ->> 'productSet' = ANY (${sets}))
      OR ${contact}.id IN (SELECT m.contact_id FROM producer_member m JOIN product d ON d.producer_id = m.producer_id
        WHERE d.product_set = ANY (${sets})))`;
  },
};

const producerTypes: Clause = {
  reads: ['producerTypes'],
  sql: (filter, { contact, params }) => {
    if (asksForCertificates(filter) || !list(filter.producerTypes)) return null;
    const types = params.add(filter.producerTypes);
    return `(${contact}.id IN (SELECT contact_id FROM idea WHERE status <> 'withdrawn' AND fields ->> 'producerType' = ANY (${types}))
      OR ${contact}.id IN (SELECT m.contact_id FROM producer_member m JOIN producer b ON b.id = m.producer_id
        WHERE b.type = ANY (${types})))`;
  },
};

const groups: Clause = {
  reads: ['productGroups'],
  sql: ({ productGroups }) => {
    if (list(productGroups)) throw new Error('product groups must be told as sets before');
    return null;
  },
};

/** Seats taken; a class and an event are both offerings, named by id or code. */
const seats: Clause = {
  reads: ['classes', 'events'],
  sql: ({ classes, events }, { contact, params }) => {
    const named = [...(classes ?? []), ...(events ?? [])];
    if (named.length === 0) return null;
    const given = params.add(named);
    return `${contact}.id IN (SELECT s.contact_id FROM seat_claim s JOIN offering o ON o.id = s.pool_id
      WHERE s.state = 'taken' AND s.contact_id IS NOT NULL AND (o.id = ANY (${given}) OR o.code = ANY (${given})))`;
  },
};

const answered: Clause = {
  reads: ['answered'],
  sql: ({ answered: asked }, { contact, params }) =>
    asked === undefined
      ? null
      : `${contact}.id IN (SELECT contact_id FROM announcement_rsvp
          WHERE announcement_id = ${params.add(asked.announcement)} AND answer = ${params.add(asked.answer)})`,
};

const interests: Clause = {
  reads: ['interests'],
  sql: ({ interests: topics }, { contact, params }) =>
    list(topics)
      ? `${contact}.id IN (SELECT contact_id FROM interest WHERE topic = ANY (${params.add(topics)}))`
      : null,
};

const languages: Clause = {
  reads: ['languages'],
  sql: ({ languages: wanted }, { contact, params }) =>
    list(wanted) ? `coalesce(${contact}.language, 'vi') = ANY (${params.add(wanted)})` : null,
};

const channels: Clause = {
  reads: ['channels'],
  sql: ({ channels: wanted }, { contact, params }) =>
    list(wanted)
      ? `${contact}.id IN (SELECT contact_id FROM address WHERE channel = ANY (${params.add(wanted)}))`
      : null,
};

const contacts: Clause = {
  reads: ['contacts'],
  sql: ({ contacts: wanted }, { contact, params }) =>
    wanted === undefined ? null : `${contact}.id = ANY (${params.add(wanted)}::bigint[])`,
};

export const clauses: readonly Clause[] = [
  units,
  role,
  certificates,
  products,
  producerTypes,
  groups,
  seats,
  answered,
  interests,
  languages,
  channels,
  contacts,
];

/** All conditions of a filter joined by "and"; `true` when it asks for nothing. */
export function filterSql(filter: AudienceFilter, place: Place): string {
  const parts = clauses.flatMap((clause) => clause.sql(filter, place) ?? []);
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}

/** Whether somebody is excluded; `false` when nobody is. An exclusion that says nothing excludes nobody. */
export function exclusionSql(exclude: readonly AudienceFilter[] | undefined, place: Place): string {
  const parts = (exclude ?? []).map((one) => filterSql(one, place)).filter((part) => part !== 'true');
  return parts.length === 0 ? 'false' : parts.map((part) => `(${part})`).join(' OR ');
}
