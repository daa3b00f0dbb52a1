/** Many small writes as one: what arrives while a write is under way goes together into the next. */
import { StoreUnavailable } from '../core/error.ts';
import { linger } from './linger.ts';

interface Waiting<T> {
  readonly items: readonly T[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Wraps a write of many items. A batch that is refused is written part by part, so that one bad item harms only its own. */
export function gather<T>(
  write: (items: readonly T[]) => Promise<void>,
): (items: readonly T[]) => Promise<void> {
  let waiting: Waiting<T>[] = [];
  let writing = false;

  const writeParts = async (parts: readonly Waiting<T>[]): Promise<void> => {
    for (const { items, resolve, reject } of parts) await write(items).then(resolve, reject);
  };
  const writeBatch = async (parts: readonly Waiting<T>[]): Promise<void> => {
    try {
      await write(parts.flatMap(({ items }) => items));
      for (const { resolve } of parts) resolve();
    } catch (error) {
      if (parts.length > 1 && !(error instanceof StoreUnavailable)) return writeParts(parts);
      for (const { reject } of parts) reject(error);
    }
  };
  const run = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const parts = waiting;
      waiting = [];
      await writeBatch(parts);
      if (parts.length > 1) await linger();
    }
    writing = false;
  };
  return (items) =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject });
      if (!writing) void run();
    });
}
