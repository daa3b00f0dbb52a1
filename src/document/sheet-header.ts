/** Finds the header of a sheet: below title lines, in one row or two, under whatever name people give the columns. */
import { fold } from '../core/vietnamese.ts';
import type { SheetColumn, SheetSpec } from '../ports/sheet.ts';

/** A row of finished texts; `at` from 0 as in the file. */
export interface TextRow {
  readonly at: number;
  readonly texts: readonly string[];
}

export interface Header<K extends string> {
  readonly at: number;
  /** Column numbers, from 0, by key. */
  readonly columns: ReadonlyMap<K, number>;
  readonly titles: readonly string[];
}

interface Title {
  readonly own: string;
  /** The heading over it that spans several columns; empty without. */
  readonly group: string;
}

/** A value in a header is a heading, not a sentence. */
const longestTitle = 90;

/** How well a heading fits one name: whole, in front, inside. */
function likeness(title: string, name: string): number {
  if (title === name) return 100;
  if (title.startsWith(`${name} `)) return 60;
  return title.includes(` ${name} `) || title.endsWith(` ${name}`) ? 40 : 0;
}

const bestFit = (title: string, names: readonly string[]) =>
  Math.max(0, ...names.map((name) => likeness(title, name)));

interface FoldedColumn<K extends string> {
  readonly key: K;
  readonly names: readonly string[];
  readonly within: readonly string[] | null;
}

const foldColumn = <K extends string>({ key, headers, within }: SheetColumn<K>): FoldedColumn<K> => ({
  key,
  names: headers.map(fold),
  within: within?.map(fold) ?? null,
});

function scoreOf<K extends string>({ own, group }: Title, column: FoldedColumn<K>): number {
  const title = fold(own);
  if (title === '' || title.length > longestTitle) return 0;
  const both = group === '' ? 0 : bestFit(`${fold(group)} ${title}`, column.names);
  const score = Math.max(bestFit(title, column.names), both);
  if (score === 0) return 0;
  if (column.within === null) return group === '' ? score : score - 10;
  // Under another group the same heading means something else. Without a group the heading may name it itself:
  // `Hạng sao lần đầu`.
  return bestFit(group === '' ? title : fold(group), column.within) > 0 ? score + 50 : 0;
}

/** Headings of a row; where a cell is empty the row above speaks (cells merged over two rows), else it is the group. */
function titlesOf(row: TextRow, above: TextRow | undefined): Title[] {
  const width = Math.max(row.texts.length, above?.texts.length ?? 0);
  const titles: Title[] = [];
  let group = '';
  for (let at = 0; at < width; at++) {
    const [own = '', over = ''] = [row.texts[at], above?.texts[at]];
    if (over !== '') group = over;
    titles.push(own === '' ? { own: over, group: '' } : { own, group: group === own ? '' : group });
  }
  return titles;
}

interface Candidate<K extends string> extends Header<K> {
  readonly sum: number;
}

function match<K extends string>(
  row: TextRow,
  above: TextRow | undefined,
  columns: readonly FoldedColumn<K>[],
): Candidate<K> {
  const titles = titlesOf(row, above);
  const pairs = columns.flatMap((column) =>
    titles.map((title, at) => ({ key: column.key, at, score: scoreOf(title, column) })),
  );
  const found = new Map<K, number>();
  const used = new Set<number>();
  let sum = 0;
  for (const { key, at, score } of pairs.filter((pair) => pair.score > 0).sort((a, b) => b.score - a.score)) {
    if (found.has(key) || used.has(at)) continue;
    found.set(key, at);
    used.add(at);
    sum += score;
  }
  const names = titles.map(({ own, group }) => (group === '' || own === '' ? own : `${group} – ${own}`));
  return { at: row.at, columns: found, titles: names, sum };
}

/** The row above is part of the header when it touches and holds several headings; one text alone is a title. */
function headingAbove(row: TextRow, above: TextRow | undefined): TextRow | undefined {
  const texts = above?.texts.filter((text) => text !== '') ?? [];
  return above?.at === row.at - 1 && texts.length >= 2 ? above : undefined;
}

/**
 * Finds the row that names most columns of the spec, and at least one required one; `null` when no row names two (or all,
 * when the spec has only one).
 */
export function findHeader<K extends string>(rows: readonly TextRow[], spec: SheetSpec<K>): Header<K> | null {
  const columns = spec.columns.map(foldColumn);
  const required = spec.columns.filter((column) => column.required).map(({ key }) => key);
  const enough = Math.min(2, spec.columns.length);
  const candidates = rows
    .map((row, at) => match(row, headingAbove(row, rows[at - 1]), columns))
    .filter(
      ({ columns: found }) =>
        found.size >= enough && (required.length === 0 || required.some((key) => found.has(key))),
    );
  const better = (a: Candidate<K>, b: Candidate<K>) =>
    b.columns.size > a.columns.size || (b.columns.size === a.columns.size && b.sum > a.sum) ? b : a;
  return candidates.length === 0 ? null : candidates.reduce(better);
}

/** The row below the header that only numbers the columns: `(1) (2) (3)`. */
export function numbersColumns({ texts }: TextRow): boolean {
  const numbers = texts.filter((text) => text !== '').map((text) => /^\(?(\d{1,2})\)?$/.exec(text)?.[1]);
  return (
    numbers.length >= 3 &&
    numbers.every((number, at) => at === 0 || Number(number) === Number(numbers[at - 1]) + 1)
  );
}
