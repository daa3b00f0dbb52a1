/** Ports for tests that must name one before anybody listens on it. All others ask for port 0. */
import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/** Below the ports that systems hand out by themselves, so that nothing but another call of this takes one meanwhile. */
const [from, to] = [20_000, 32_000];

/** Finds a port that is free, and so are the `count - 1` after it. */
export async function freePort(count = 1): Promise<number> {
  const first = randomInt(from, to - count);
  const doors: Server[] = [];
  try {
    for (let port = first; port < first + count; port += 1) doors.push(await occupy(port));
    return first;
  } catch {
    return freePort(count);
  } finally {
    await Promise.all(doors.map((door) => new Promise((resolve) => door.close(resolve))));
  }
}

/** Listens on a port, as somebody else's program does. Rejects when it is taken. */
export function occupy(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
