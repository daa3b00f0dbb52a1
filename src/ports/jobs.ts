/** Port of the queue: jobs are hints that there is work. */

/** Jobs are hints that there is work; the truth is in rows, so a lost or doubled job does no harm. */
export interface JobPayloads {
  /** One planned parcel waits to be handed to its channel. */
  readonly deliver: { readonly parcelId: string };
}
export type JobName = keyof JobPayloads;
export type JobHandlers = { readonly [N in JobName]: (payload: JobPayloads[N]) => Promise<void> };

export interface Jobs {
  add<N extends JobName>(name: N, payload: JobPayloads[N], delayMs?: number): Promise<void>;
  /** Starts working; a handler that throws is tried again with back-off. */
  work(handlers: JobHandlers): Promise<void>;
  /** Stops taking jobs and waits for the running ones. */
  close(): Promise<void>;
}
