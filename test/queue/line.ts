/** A network line between us and a server that a test can cut, leave dead and mend. */
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Line {
  readonly port: number;
  /** Drops every connection and refuses new ones, as a server that went away. */
  cut(): Promise<void>;
  /** Keeps connections open but passes nothing on, as a network that swallows packets. */
  deaden(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a line to `target` on this machine. */
export async function openLine(target: { host: string; port: number }): Promise<Line> {
  const sockets = new Set<Socket>();
  let dead = false;
  let server: Server | null = null;
  let port = 0;

  const join = (near: Socket) => {
    const far = connect(target.port, target.host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => dead || to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  };
  const listen = async () => {
    const fresh = createServer(join);
    await new Promise<void>((resolve, reject) => {
      fresh.once('error', reject);
      fresh.listen(port, '127.0.0.1', () => resolve());
    });
    const address = fresh.address();
    if (address !== null && typeof address === 'object') port = address.port;
    server = fresh;
  };
  const cut = async () => {
    const closing = server;
    server = null;
    const closed = new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await listen();
  return {
    get port() {
      return port;
    },
    cut,
    deaden() {
      dead = true;
    },
    async mend() {
      dead = false;
      if (server === null) await listen();
    },
    close: cut,
  };
}
