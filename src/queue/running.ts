/** Counts the handlers that run right now, so that closing can wait for just them. */
export interface Running {
  during<T>(work: Promise<T>): Promise<T>;
  count(): number;
  /** Resolves when none runs. */
  idle(): Promise<void>;
}

/** Makes a counter that starts at none. */
export function createRunning(): Running {
  let count = 0;
  const waiting: (() => void)[] = [];
  return {
    async during(work) {
      count += 1;
      try {
        return await work;
      } finally {
        count -= 1;
        if (count === 0) for (const resolve of waiting.splice(0)) resolve();
      }
    },
    count: () => count,
    async idle() {
      if (count > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
