/** Pure: one certificate typed field by field, as a line of a registry file, so that the same rules judge it. */
import { parseDay } from './calendar.ts';
import type { RawCell, RawLine, RegistryColumn } from './certificate-row.ts';
import { parsePhone } from './phone.ts';

/** What is asked for one certificate, in this order. */
export const typedColumns = [
  'product',
  'producer',
  'commune',
  'star',
  'validUntil',
  'issuedOn',
  'number',
  'phone',
] as const satisfies readonly RegistryColumn[];
export type TypedColumn = (typeof typedColumns)[number];
export type TypedLine = Readonly<Partial<Record<TypedColumn, string>>>;

function cellOf(column: TypedColumn, text: string): RawCell {
  const day = column === 'validUntil' || column === 'issuedOn' ? parseDay(text) : null;
  const phone = column === 'phone' ? parsePhone(text) : null;
  return {
    text,
    ...(day === null ? {} : { day }),
    ...(phone?.ok === true ? { phone: phone.value.number } : {}),
  };
}

/** The typed fields as line 1 of a file without a header. */
export function typedLine(typed: TypedLine): RawLine {
  const cells = typedColumns.flatMap((column) => {
    const text = typed[column];
    return text === undefined ? [] : [[column, cellOf(column, text)] as const];
  });
  return { line: 1, cells: Object.fromEntries(cells), section: null };
}
