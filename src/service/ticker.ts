/** Does something again and again, sooner when it is nudged, never twice at once. */
export interface Ticker {
  start(): void;
  nudge(): void;
  /** Resolves when the last time is over. */
  stop(): Promise<void>;
}

export interface Rhythm {
  readonly everyMs: number;
  /** After a nudge; as often as always unless told. */
  readonly nudgedMs?: number;
  /** From the start to the first time; at once unless told. */
  readonly firstMs?: number;
}

/** @param deed never rejects */
export function createTicker(
  deed: () => Promise<void>,
  { everyMs, nudgedMs = everyMs, firstMs = 0 }: Rhythm,
): Ticker {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let isOn = false;
  let isWanted = false;
  const again = (afterMs: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = isOn ? setTimeout(tick, afterMs) : null;
  };
  const tick = (): void => {
    timer = null;
    isWanted = false;
    running = deed().finally(() => {
      if (timer === null) again(isWanted ? nudgedMs : everyMs);
    });
  };
  return {
    start() {
      isOn = true;
      again(firstMs);
    },
    nudge() {
      if (isWanted) return;
      isWanted = true;
      if (timer !== null) again(nudgedMs);
    },
    async stop() {
      isOn = false;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running;
    },
  };
}
