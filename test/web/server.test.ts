import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { closeServer, Hono, listen } from '../../src/web/server.ts';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** A server that answers at once, but `/slow` when it is told to. */
async function open() {
  let answer = () => {};
  let asked = () => {};
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const app = new Hono();
  app.get('/', (c) => c.text('here'));
  app.get('/slow', async (c) => {
    asked();
    await told;
    return c.text('late, but here');
  });
  const { server, port } = await listen(app, { host: '127.0.0.1', port: 0, orNext: false });
  return { server, port, answer, reached };
}

const ask = (socket: Socket, path: string) => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);

/** Longer than a test may take: nothing here ends because the server gave a connection up. */
const never = 600_000;

describe('stopping the web server', () => {
  it('does not wait for connections that wait for their next request', async () => {
    const { server, port } = await open();
    const socket = await dial(port);
    ask(socket, '/');
    await once(socket, 'data');
    await closeServer(server, never);
  });

  it('does not wait for connections that never asked for anything, nor for half a request', async () => {
    const { server, port } = await open();
    const { port: used } = server.address() as { port: number };
    expect(used).toBe(port);
    await dial(port);
    (await dial(port)).write('GET / HTTP/1.1\r\nHos');
    // One request answered says that the others were taken in.
    const socket = await dial(port);
    ask(socket, '/');
    await once(socket, 'data');
    await closeServer(server, never);
  });

  it('lets a running request end, then its connection too', async () => {
    const { server, port, answer, reached } = await open();
    const socket = await dial(port);
    ask(socket, '/slow');
    await reached;
    const closed = closeServer(server, never);
    answer();
    const [got] = await once(socket, 'data');
    expect(String(got)).toContain('200 OK');
    await closed;
  });

  it('does not wait for ever for a request that does not end', async () => {
    const { server, port, reached } = await open();
    ask(await dial(port), '/slow');
    await reached;
    await closeServer(server, 100);
  });
});
