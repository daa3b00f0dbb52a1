/** Pours many calls through a bounded number of hands and tells how many got through per second. */
import { Agent, request } from 'node:http';

export interface Call {
  readonly path: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Does every item, `atOnce` at a time. @returns items per second. @throws what the first failed item throws */
export async function pour<T>(
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
  atOnce: number,
): Promise<number> {
  const rest = items[Symbol.iterator]();
  const startedAt = performance.now();
  const hand = async () => {
    for (let next = rest.next(); next.done !== true; next = rest.next()) await act(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return items.length / ((performance.now() - startedAt) / 1000);
}

/** A bare keep-alive client of a port on this machine. Its calls fail when the answer is not 200. */
export function createCaller(port: number): (call: Call) => Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return ({ path, body, headers }) =>
    new Promise((resolve, reject) => {
      const all = { 'content-type': 'application/json', 'content-length': body.byteLength, ...headers };
      const call = request(
        { agent, host: '127.0.0.1', port, path, method: 'POST', headers: all },
        (response) => {
          response.resume();
          response.once('end', () =>
            response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
          );
        },
      );
      call.once('error', reject);
      call.end(body);
    });
}
