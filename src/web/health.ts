/** `/healthz`: the process lives. `/readyz`: it can do its work (database answers, start-up finished), and its channels. */
import { Hono } from 'hono';
import type { Channel } from '../ports.ts';

/** A channel that needs its operator does not make the process unready: the others go on. */
export function healthRoutes(isReady: () => Promise<boolean>, channels: readonly Channel[] = []): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    if (!(await isReady())) return c.json({ ready: false }, 503);
    const states = channels.map(async ({ name, health }) => [
      name,
      (await health?.().catch(() => null)) ?? 'ok',
    ]);
    return c.json({ ready: true, channels: Object.fromEntries(await Promise.all(states)) });
  });
  return app;
}
