/** The web server: health, webhooks, and whatever pages are mounted beside them. */
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

/** Listens on `port`, or on the next free one when it is taken and `orNext` says so. */
export async function listen(
  app: Hono,
  options: { host: string; port: number; orNext: boolean },
): Promise<{ server: Server; port: number }> {
  const server = createServer(getRequestListener(app.fetch));
  server.keepAliveTimeout = 65_000;
  watchConnections(server);
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

/** How many requests run on each open connection. */
const running = new WeakMap<Server, Map<Socket, number>>();

/** Node tells idle connections only from those that asked at least once; browsers open some in advance. */
function watchConnections(server: Server): void {
  const connections = new Map<Socket, number>();
  running.set(server, connections);
  server.on('connection', (socket) => {
    connections.set(socket, 0);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    connections.set(socket, (connections.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (connections.get(socket) ?? 1) - 1;
      if (connections.has(socket)) connections.set(socket, left);
      if (left === 0 && !server.listening) socket.end();
    });
  });
}

/** Longer than any answer takes; what runs then is cut. */
const patienceMs = 5_000;

/** Stops taking connections, lets running requests end, cuts all other connections at once. */
export function closeServer(server: Server, patience = patienceMs): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    for (const [socket, requests] of running.get(server) ?? []) if (requests === 0) socket.destroy();
  });
}

export { Hono };
