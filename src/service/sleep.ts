/** Waits; a service may be told to wait by a channel or by its turn in a pace. */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
