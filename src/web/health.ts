/** `/healthz`: the process lives. `/readyz`: it can do its work (database answers, start-up finished). */
import { Hono } from 'hono';

export function healthRoutes(isReady: () => Promise<boolean>): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) =>
    (await isReady()) ? c.json({ ready: true }) : c.json({ ready: false }, 503),
  );
  return app;
}
