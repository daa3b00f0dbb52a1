/** At most so many things at once; the others wait their turn. */
export function createSlots(atOnce: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return async (run) => {
    if (taken >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else taken += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) taken -= 1;
      else next();
    }
  };
}
