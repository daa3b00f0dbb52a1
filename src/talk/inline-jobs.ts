/** Jobs done on the spot: in the terminal everything runs in one place and nothing may lag behind the transcript. */
import type { JobHandlers, Jobs } from '../ports.ts';

export interface InlineJobs extends Jobs {
  /** Resolves when every job added so far is done. */
  settled(): Promise<void>;
}

/** A delayed job is dropped, as a hint may be: the next sweep finds its row. */
export function createInlineJobs(): InlineJobs {
  let handlers: JobHandlers | null = null;
  let running: Promise<unknown> = Promise.resolve();
  return {
    add(name, payload, delayMs = 0) {
      if (delayMs === 0 && handlers !== null) {
        const handle = handlers[name];
        running = running.then(() => handle?.(payload));
      }
      return Promise.resolve();
    },
    addAll(name, payloads) {
      for (const payload of payloads) running = running.then(() => handlers?.[name]?.(payload));
      return Promise.resolve();
    },
    ahead: () => Promise.resolve(0),
    work(given) {
      handlers = given;
      return Promise.resolve();
    },
    settled: async () => void (await running),
    close: async () => void (await running),
  };
}
