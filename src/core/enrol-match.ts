/** Pure: whom the rows of a list are to us: somebody with an account, or a person written down; and who sits there already. */
import type { EnrolNote, EnrolRow } from './enrol-row.ts';
import type { ContactId, UnitCode } from './model.ts';
import type { PersonKey, ProducerKey } from './seats.ts';
import { fold } from './vietnamese.ts';

/** Somebody who talks to us and has the number of a row. */
export interface KnownContact {
  readonly id: ContactId;
  readonly name: string | null;
  readonly phone: string;
  readonly producer: ProducerKey | null;
}

/** Somebody who has a seat there, waits or is offered one. */
export interface Present {
  readonly person: PersonKey;
  readonly name: string | null;
  readonly phone: string | null;
}

export interface Surroundings {
  readonly contacts: readonly KnownContact[];
  readonly present: readonly Present[];
  /** Producers of the registry by `producerName` of a row. */
  readonly producers: ReadonlyMap<string, ProducerKey>;
}

/** Who asks for a seat, as the act on seats wants it. */
export interface EnrolGuest {
  readonly row: number;
  readonly person: PersonKey;
  readonly producer: ProducerKey | null;
  readonly seats: 1;
  /** Of people without an account only. */
  readonly attendee?: string;
  readonly attendeePhone?: string;
  readonly attendeeUnit?: UnitCode;
  readonly attendeeFrom?: string;
}

/** Names the producer of a row among those of the registry. */
export const producerName = ({ unit, from }: Pick<EnrolRow, 'unit' | 'from'>): string | null =>
  unit === null || from === null ? null : `${unit}|${fold(from)}`;

/** The same person in the same words is the same key, so that a list sent twice enrols nobody twice. */
export const writtenKey = ({
  phone,
  name,
  unit,
  copy,
}: Pick<EnrolRow, 'phone' | 'name' | 'unit' | 'copy'>): PersonKey =>
  `p:${phone ?? unit ?? ''}|${fold(name)}${copy > 1 ? `|${copy}` : ''}`;

/** Gives who asks for a seat, in the order of the rows, and what the officer should look at. */
export function matchRows(
  rows: readonly EnrolRow[],
  around: Surroundings,
): { readonly guests: readonly EnrolGuest[]; readonly notes: readonly EnrolNote[] } {
  const contacts = grouped(around.contacts, ({ phone }) => phone);
  const byPhone = grouped(around.present, ({ phone }) => phone ?? '');
  const byName = grouped(around.present, ({ name }) => fold(name ?? ''));
  const guests = rows.map((row) => guestOf(row, contacts, around.producers));
  const notes = rows.flatMap((row, at): readonly EnrolNote[] => {
    const person = guests[at]?.person;
    const others = (list: readonly Present[] = []) => list.filter((one) => one.person !== person);
    const [relative] = row.phone === null ? [] : others(byPhone.get(row.phone));
    if (relative !== undefined) return [{ row: row.row, code: 'phone.enrolled', text: relative.name ?? '–' }];
    const [namesake] = others(byName.get(fold(row.name)));
    return namesake === undefined ? [] : [{ row: row.row, code: 'name.enrolled' }];
  });
  return { guests, notes };
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

function guestOf(
  row: EnrolRow,
  contacts: ReadonlyMap<string, readonly KnownContact[]>,
  producers: Surroundings['producers'],
): EnrolGuest {
  const twins = row.phone === null ? [] : (contacts.get(row.phone) ?? []);
  const own = twins.filter(({ name }) => name !== null && fold(name) === fold(row.name));
  const [account] = own;
  const written = producers.get(producerName(row) ?? '') ?? null;
  // Two accounts of one name and number are not told apart; neither is taken.
  if (account !== undefined && own.length === 1)
    return { row: row.row, person: account.id, producer: account.producer ?? written, seats: 1 };
  return {
    row: row.row,
    person: writtenKey(row),
    producer: written,
    seats: 1,
    attendee: row.name,
    ...(row.phone === null ? {} : { attendeePhone: row.phone }),
    ...(row.unit === null ? {} : { attendeeUnit: row.unit }),
    ...(row.from === null ? {} : { attendeeFrom: row.from }),
  };
}
