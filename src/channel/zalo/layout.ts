/** Whether this account shows buttons: Zalo documents them nowhere, so a refusal is believed and remembered. */
export interface Layout {
  hasButtons(): boolean;
  /** Zalo refused buttons and took the same message without them. */
  refused(): void;
}

/** A refusal holds for a day: the account may get the capability meanwhile. */
const usuallyMs = 24 * 3_600_000;

/**
 * @param wanted false: never use buttons
 * @param rememberedMs how long a refusal holds
 */
export function createLayout(wanted: boolean, now: () => number, rememberedMs = usuallyMs): Layout {
  let offUntil = 0;
  return {
    hasButtons: () => wanted && now() >= offUntil,
    refused: () => {
      offUntil = now() + rememberedMs;
    },
  };
}
