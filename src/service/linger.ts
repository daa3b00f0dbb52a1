/** Under load the next write or group of turns waits for company: a round trip costs more than what it carries. */
const lingerMs = 8;

export const linger = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, lingerMs));
