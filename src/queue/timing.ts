/** Times of the job queue in ms; the defaults suit production, tests shorten them. */
export interface JobTiming {
  /** How long `add` may wait before it gives the hint up. */
  readonly addMs: number;
  /** First wait after a failed run; doubles each time. */
  readonly backoffMs: number;
  /** A worker that has not renewed its lock for this long is taken for dead. */
  readonly lockMs: number;
  /** How often jobs of dead workers are looked for. */
  readonly stalledCheckMs: number;
  /** How long `close` waits for running jobs. */
  readonly graceMs: number;
  /** How long it then waits for the backend to take note and for sockets to end, each. */
  readonly closingMs: number;
}

export const defaultTiming: JobTiming = {
  addMs: 2_000,
  backoffMs: 1_000,
  lockMs: 30_000,
  stalledCheckMs: 15_000,
  graceMs: 10_000,
  closingMs: 1_000,
};
