/** The web server: health, webhooks, and whatever pages are mounted beside them. */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

/** Listens on `port`, or on the next free one when it is taken and `orNext` says so. */
export async function listen(
  app: Hono,
  options: { host: string; port: number; orNext: boolean },
): Promise<{ server: Server; port: number }> {
  const server = createServer(getRequestListener(app.fetch));
  server.keepAliveTimeout = 65_000;
  const last = options.orNext && options.port !== 0 ? options.port + 50 : options.port;
  for (let port = options.port; ; port += 1) {
    try {
      await bind(server, options.host, port);
      const address = server.address();
      return { server, port: typeof address === 'object' && address !== null ? address.port : port };
    } catch (error) {
      if (!isTaken(error) || port >= last) throw error;
    }
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops taking connections, lets running requests end, cuts idle ones. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

export { Hono };
