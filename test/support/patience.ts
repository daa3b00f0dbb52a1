/** How long anything may take on a slow, busy machine before a test gives up; what is there sooner ends the wait. */
export const patience = { timeout: 90_000, interval: 20 };
