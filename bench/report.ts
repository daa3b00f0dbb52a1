/** What a bench is, and the arithmetic all of them share. */
export interface BenchOptions {
  readonly people: number;
  readonly rounds: number;
  /** The whole measure where the usual one is a short one. */
  readonly full?: boolean;
  /** Progress, to standard error. */
  readonly note: (line: string) => void;
}
export type Bench = (options: BenchOptions) => Promise<object>;

/** The value below which `share` (0–1) of the numbers lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
