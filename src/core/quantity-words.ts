/** Pure: the words people count and measure with, folded. Regional measures whose size varies (sào, mẫu) stay out. */
export type Unit =
  | 'kg'
  | 'litre'
  | 'vnd'
  | 'person'
  | 'household'
  | 'percent'
  | 'hectare'
  | 'square_metre'
  | 'box'
  | 'carton'
  | 'bottle'
  | 'jar'
  | 'can'
  | 'packet'
  | 'bag'
  | 'sack'
  | 'fruit'
  | 'animal'
  | 'plant'
  /** Counted one by one, or counted in something this table does not know. */
  | 'item';

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'season' | 'batch';

export interface Measure {
  readonly unit: Unit;
  /** How many of `unit` one of the words is. */
  readonly factor: number;
  readonly words: readonly string[];
}

/** Words that are told apart by their diacritics only; looked up before the folded ones. */
export const markedUnits: readonly Measure[] = [
  { unit: 'item', factor: 12, words: ['tá'] },
  { unit: 'kg', factor: 1, words: ['cân'] },
  { unit: 'item', factor: 1, words: ['lô', 'bò', 'bộ'] },
];

/** One or two words each. */
export const units: readonly Measure[] = [
  { unit: 'kg', factor: 1000, words: ['tan'] },
  { unit: 'kg', factor: 100, words: ['ta'] },
  { unit: 'kg', factor: 10, words: ['yen'] },
  { unit: 'kg', factor: 1, words: ['kg', 'kgs', 'ky', 'ki', 'kilo', 'ki lo', 'ky lo', 'kilogam', 'ki gam'] },
  { unit: 'kg', factor: 0.1, words: ['lang'] },
  { unit: 'kg', factor: 0.001, words: ['g', 'gr', 'gam', 'gram'] },
  { unit: 'litre', factor: 1, words: ['l', 'lit'] },
  { unit: 'litre', factor: 0.001, words: ['ml'] },
  { unit: 'vnd', factor: 1, words: ['d', 'dong', 'vnd', 'vn dong'] },
  {
    unit: 'person',
    factor: 1,
    words: ['nguoi', 'lao dong', 'cong nhan', 'nhan cong', 'xa vien', 'thanh vien', 'ld'],
  },
  { unit: 'household', factor: 1, words: ['ho', 'ho dan', 'gia dinh'] },
  { unit: 'percent', factor: 1, words: ['%', 'phan tram'] },
  { unit: 'hectare', factor: 1, words: ['ha', 'hecta', 'hec ta', 'heta'] },
  { unit: 'square_metre', factor: 1, words: ['m2', 'met vuong', 'm vuong'] },
  { unit: 'box', factor: 1, words: ['hop'] },
  { unit: 'carton', factor: 1, words: ['thung'] },
  { unit: 'bottle', factor: 1, words: ['chai'] },
  { unit: 'jar', factor: 1, words: ['lo', 'hu', 'keo'] },
  { unit: 'can', factor: 1, words: ['lon'] },
  { unit: 'packet', factor: 1, words: ['goi', 'bich'] },
  { unit: 'bag', factor: 1, words: ['tui'] },
  { unit: 'sack', factor: 1, words: ['bao'] },
  { unit: 'fruit', factor: 1, words: ['qua', 'trai'] },
  { unit: 'animal', factor: 1, words: ['con'] },
  { unit: 'plant', factor: 1, words: ['cay', 'goc', 'chau'] },
  { unit: 'item', factor: 1, words: ['cai', 'chiec', 'san pham', 'sp', 'bo', 'vien', 'banh'] },
];

/** Units that cannot be split, so that a comma before three digits can only group thousands. */
export const wholeUnits: ReadonlySet<Unit> = new Set<Unit>(
  units
    .map(({ unit }) => unit)
    .filter((unit) => !['kg', 'litre', 'percent', 'hectare', 'square_metre'].includes(unit)),
);

/** `money`: said alone it means đồng ("30 triệu"). */
export const magnitudes: ReadonlyMap<string, { readonly value: number; readonly money: boolean }> = new Map([
  ['chuc', { value: 10, money: false }],
  ['tram', { value: 100, money: false }],
  ['nghin', { value: 1_000, money: false }],
  ['ngan', { value: 1_000, money: false }],
  ['k', { value: 1_000, money: true }],
  ['van', { value: 10_000, money: false }],
  ['trieu', { value: 1_000_000, money: true }],
  ['tr', { value: 1_000_000, money: true }],
  ['ty', { value: 1_000_000_000, money: true }],
  ['ti', { value: 1_000_000_000, money: true }],
]);

export const numberWords: ReadonlyMap<string, number> = new Map([
  ['mot', 1],
  ['hai', 2],
  ['ba', 3],
  ['bon', 4],
  ['tu', 4],
  ['nam', 5],
  ['lam', 5],
  ['sau', 6],
  ['bay', 7],
  ['tam', 8],
  ['chin', 9],
]);

export const periods: ReadonlyMap<string, Period> = new Map([
  ['ngay', 'day'],
  ['tuan', 'week'],
  ['thang', 'month'],
  ['quy', 'quarter'],
  ['nam', 'year'],
  ['vu', 'season'],
  ['mua', 'season'],
  ['lua', 'batch'],
  ['dot', 'batch'],
  ['me', 'batch'],
]);

/** Words between an amount and its period: "500 kg một tháng", "mỗi năm 2 tấn". */
export const perWords: ReadonlySet<string> = new Set([
  '/',
  'mot',
  'moi',
  'hang',
  'tung',
  '1',
  'theo',
  'trong',
  'tren',
]);
