/** Pure: one line of a registry file: whose product it is, and what its evaluations give. */
import { isGarbled, textIn } from './certificate-cell.ts';
import { type Evaluation, readEvaluations } from './certificate-evaluation.ts';
import type {
  Notes,
  RawLine,
  ReadLine,
  RegistryColumn,
  RegistryContext,
  RegistryRow,
  RowNote,
} from './certificate-row.ts';
import { isFault } from './certificate-row.ts';
import type { UnitCode } from './model.ts';
import type { UnitMatch } from './unit.ts';
import { splitOfficialName } from './unit-address.ts';
import { fold, hasMarks } from './vietnamese.ts';

/** Reads a line. Rows are given only when nothing about it is a fault. */
export function readLine(line: RawLine, context: RegistryContext): ReadLine {
  const notes: RowNote[] = [];
  const note: Notes = (one) => notes.push({ row: line.line, ...one });
  const garbled = Object.entries(line.cells).find(([, cell]) => isGarbled(cell));
  if (garbled !== undefined)
    note({ code: 'encoding.unsure', column: garbled[0] as RegistryColumn, text: garbled[1].text });
  const whose = readWhose(line, context, note);
  const evaluations = readEvaluations(line, context, note);
  if (whose === null || notes.some(isFault)) return { rows: [], notes };
  return { rows: evaluations.map((evaluation) => rowOf(line.line, whose, evaluation)), notes };
}

type Whose = Omit<RegistryRow, 'row' | keyof Evaluation>;

/** Written out field by field: thousands of rows made by spreading would take three times the memory. */
const rowOf = (row: number, whose: Whose, evaluation: Evaluation): RegistryRow => ({
  row,
  unit: whose.unit,
  producer: whose.producer,
  producerType: whose.producerType,
  address: whose.address,
  representative: whose.representative,
  phone: whose.phone,
  product: whose.product,
  productGroup: whose.productGroup,
  productSet: whose.productSet,
  productCode: whose.productCode,
  kind: evaluation.kind,
  star: evaluation.star,
  decision: evaluation.decision,
  decidedOn: evaluation.decidedOn,
  year: evaluation.year,
  authority: evaluation.authority,
  number: evaluation.number,
  issuedOn: evaluation.issuedOn,
  validUntil: evaluation.validUntil,
  validComputed: evaluation.validComputed,
  note: whose.note,
});

function readWhose(line: RawLine, context: RegistryContext, note: Notes): Whose | null {
  const product = required(line, 'product', note);
  const producer = required(line, 'producer', note);
  const unit = readUnit(line, context, note);
  const [type, set] = [textIn(line, 'producerType'), textIn(line, 'productSet')];
  const producerType = type === null ? null : context.words.producerType(type);
  const productSet = set === null ? null : context.words.productSet(set);
  if (type !== null && producerType === null)
    note({ code: 'producerType.unknown', column: 'producerType', text: type });
  if (set !== null && productSet === null)
    note({ code: 'productSet.unknown', column: 'productSet', text: set });
  const phone = readPhone(line, note);
  if (product === null || producer === null || unit === null) return null;
  return {
    unit,
    producer,
    producerType,
    product,
    productSet,
    phone,
    productGroup: textIn(line, 'productGroup') ?? (productSet === null ? set : null),
    productCode: textIn(line, 'productCode'),
    address: textIn(line, 'address'),
    representative: textIn(line, 'representative'),
    note: textIn(line, 'note'),
  };
}

function required(line: RawLine, column: 'product' | 'producer', note: Notes): string | null {
  const text = textIn(line, column);
  if (text === null) note({ code: `${column}.missing`, column });
  return text;
}

/** A missing number is no fault: many files have none. */
function readPhone(line: RawLine, note: Notes): string | null {
  const text = textIn(line, 'phone');
  const phone = line.cells.phone?.phone ?? null;
  if (text !== null && phone === null) note({ code: 'phone.unreadable', column: 'phone', text });
  return phone;
}

/** The commune in the line, else in the heading above it, else the commune the file is for. */
function readUnit(line: RawLine, { unit, units }: RegistryContext, note: Notes): UnitCode | null {
  const home = units.byCode(unit);
  const own = textIn(line, 'commune');
  const text = own ?? line.section;
  if (text === null || text.trim() === '') {
    if (home?.level === 'commune') return unit;
    note({ code: 'commune.missing', column: 'commune' });
    return null;
  }
  const district = textIn(line, 'district');
  const named = district === null ? text : `${text}, ${district}`;
  const match = findIn(units, named, home?.provinceCode);
  const found = settle(match, named, note);
  if (found === null) return null;
  if (found === unit || home?.level === 'province') return found;
  note({ code: 'commune.foreign', column: 'commune', text: units.byCode(found)?.name ?? named });
  return null;
}

/** In the file's province first; a commune of another province is named as such, not as unknown. */
function findIn(
  units: RegistryContext['units'],
  text: string,
  province: UnitCode | undefined,
): UnitMatch & { readonly abroad?: true } {
  const home = units.findCommune(text, province);
  if (home.kind !== 'none' || province === undefined) return home;
  const anywhere = units.findCommune(text);
  return anywhere.kind === 'one' ? { ...anywhere, abroad: true } : home;
}

function settle(match: UnitMatch & { readonly abroad?: true }, text: string, note: Notes): UnitCode | null {
  const column = 'commune';
  if (match.kind === 'none') {
    note({ code: 'commune.unknown', column, text });
    return null;
  }
  if (match.kind === 'several') {
    note({ code: 'commune.several', column, text: match.units.map(({ name }) => name).join(', ') });
    return null;
  }
  if (match.abroad === true) {
    note({ code: 'commune.foreign', column, text: match.unit.name });
    return null;
  }
  const { unit, via } = match;
  if (via !== undefined) note({ code: 'commune.renamed', column, text: `${via} → ${unit.name}` });
  if (!namesIt(text, via ?? unit.name))
    note({ code: 'commune.spelling', column, text: `${text} → ${unit.name}` });
  return unit.code;
}

/** Whether the name stands in the text letter by letter; with its marks when the text has any. */
function namesIt(text: string, officialName: string): boolean {
  const name = splitOfficialName(officialName).rest;
  if (!` ${fold(text)} `.includes(` ${fold(name)} `)) return false;
  return !hasMarks(text) || !hasMarks(name) || marked(text).includes(marked(name));
}

/** Tone marks of `hoà` and `hòa` stand in different places: letters only are compared, tones apart. */
const marked = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC');
