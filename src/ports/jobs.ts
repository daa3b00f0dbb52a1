/** Port of the queue: jobs are hints that there is work. */

/** Jobs are hints that there is work; the truth is in rows, so a lost or doubled job does no harm. */
export interface JobPayloads {
  /** One planned parcel waits to be handed to its channel. */
  readonly deliver: { readonly parcelId: string };
  /** Rows of announcements wait on the channel: take up to so many, each right before it is sent. */
  readonly 'bulk-telegram': { readonly rows: number };
  readonly 'bulk-zalo': { readonly rows: number };
}
export type JobName = keyof JobPayloads;
/** A queue none of whose jobs has a handler is left to other processes. */
export type JobHandlers = { readonly [N in JobName]?: (payload: JobPayloads[N]) => Promise<void> };

export interface Jobs {
  add<N extends JobName>(name: N, payload: JobPayloads[N], delayMs?: number): Promise<void>;
  /** Many at once, a round trip for hundreds. */
  addAll<N extends JobName>(name: N, payloads: readonly JobPayloads[N][]): Promise<void>;
  /** Jobs of the queue of this name that nobody works on yet; `null` while the backend does not answer. */
  ahead(name: JobName): Promise<number | null>;
  /** Starts working; a handler that throws is tried again with back-off. */
  work(handlers: JobHandlers): Promise<void>;
  /** Stops taking jobs and waits for the running ones. */
  close(): Promise<void>;
}
