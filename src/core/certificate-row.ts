/**
 * Pure: the words of reading a registry file in the provincial layout (domain reference §3.4): what a line brings, what
 * it says once read, and what is wrong with it. Nothing is guessed: what cannot be read is a fault with a name.
 */
import type { EvaluationType, Star } from './certificate.ts';
import type { Day, ProducerType, UnitCode } from './model.ts';
import type { UnitIndex } from './unit.ts';

/** Columns of the provincial layout; `second*` is the second evaluation, an upgrade or a renewal. */
export const registryColumns = [
  'ordinal',
  'product',
  'productSet',
  'productGroup',
  'productCode',
  'producerType',
  'producer',
  'commune',
  'district',
  'address',
  'representative',
  'phone',
  'star',
  'number',
  'issuedOn',
  'validUntil',
  'firstStar',
  'firstDate',
  'firstYear',
  'firstDecision',
  'firstAuthority',
  'secondStar',
  'secondDate',
  'secondYear',
  'secondDecision',
  'secondAuthority',
  'note',
] as const;
export type RegistryColumn = (typeof registryColumns)[number];

/** A cell as the reader of files gives it. */
export interface RawCell {
  readonly text: string;
  readonly day?: Day;
  /** E.164. */
  readonly phone?: string;
  /** Code of a text: why the cell could not be read as what its column holds. */
  readonly doubt?: string;
}

export interface RawLine {
  /** Row of the sheet as the spreadsheet program shows it. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<RegistryColumn, RawCell>>>;
  /** Heading across all columns above this line: often the commune. */
  readonly section: string | null;
}

/** What one line says of one recognition; a line with two evaluations gives two. */
export interface RegistryRow {
  readonly row: number;
  readonly unit: UnitCode;
  readonly producer: string;
  readonly producerType: ProducerType | null;
  readonly address: string | null;
  readonly representative: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly product: string;
  readonly productGroup: string | null;
  readonly productSet: string | null;
  /** As printed; codes of before 2025 carry a district part and are kept as they are. */
  readonly productCode: string | null;
  readonly kind: EvaluationType;
  readonly star: Star;
  readonly decision: string | null;
  readonly decidedOn: Day | null;
  readonly year: number;
  readonly authority: string | null;
  readonly number: string | null;
  readonly issuedOn: Day | null;
  /** `null`: the history of a product only, without a certificate. */
  readonly validUntil: Day | null;
  readonly validComputed: boolean;
  readonly note: string | null;
}

/** Every name is a text `registry.note.<code>`; a fault keeps the line out, a warning does not. */
export const rowFaults = [
  'product.missing',
  'producer.missing',
  'commune.missing',
  'commune.unknown',
  'commune.several',
  'commune.foreign',
  'star.missing',
  'star.unknown',
  'star.low',
  'star.differs',
  'star.twice',
  'date.impossible',
  'date.unreadable',
  'date.early',
  'date.future',
  'year.unreadable',
  'year.missing',
  'validity.missing',
  'validity.beforeIssue',
  'line.differs',
  'number.twice',
  'number.taken',
  'encoding.unsure',
] as const;
export type RowFault = (typeof rowFaults)[number];

export const rowWarnings = [
  'commune.renamed',
  'commune.spelling',
  'phone.unreadable',
  'phone.differs',
  'producerType.unknown',
  'productSet.unknown',
  'year.differs',
  'validity.computed',
  'validity.odd',
  'line.again',
] as const;
export type RowWarning = (typeof rowWarnings)[number];

export interface RowNote {
  readonly row: number;
  readonly code: RowFault | RowWarning;
  readonly column?: RegistryColumn;
  /** What the cell says, or what it clashes with. */
  readonly text?: string;
  /** The other row, where two rows clash. */
  readonly other?: number;
}

/** Collects what is wrong with a line while it is read. */
export type Notes = (note: Omit<RowNote, 'row'>) => void;

export const isFault = ({ code }: RowNote): boolean => (rowFaults as readonly string[]).includes(code);

/** What a word in a file stands for; from `content/registry.yaml`. */
export interface RegistryWords {
  producerType(text: string): ProducerType | null;
  /** The word we write for it. */
  typeName(type: ProducerType): string;
  /** Exactly the name of a set of the decision; a group is no set. */
  productSet(text: string): string | null;
}

/** How a province heads a column. */
export interface RegistryHeading {
  /** The first is the one we write. */
  readonly headers: readonly string[];
  /** Heading above it that spans several columns. */
  readonly within?: readonly string[];
  readonly required?: boolean;
}

/** Headings and words of registry files. */
export interface RegistryLanguage {
  readonly columns: Readonly<Record<RegistryColumn, RegistryHeading>>;
  readonly words: RegistryWords;
}

/** What a file is read against. */
export interface RegistryContext {
  /** Commune or province the file is for; lines of other units are refused. */
  readonly unit: UnitCode;
  readonly units: UnitIndex;
  readonly words: RegistryWords;
  readonly today: Day;
}

export interface ReadLine {
  readonly rows: readonly RegistryRow[];
  readonly notes: readonly RowNote[];
}
