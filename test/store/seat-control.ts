/** The control of the test of interleavings: the same acts without the lock, which must go wrong. */
import pg from 'pg';

/**
 * Takes the lock of a class out of the acts on its seats. The unique number of a claim goes too: it is a second guard, which
 * would turn most of the harm into errors. @throws Error when there is no lock to take out
 */
export async function takeLockAway(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ body: string }>(
      `SELECT pg_get_functiondef('seat_act'::regproc) AS body`,
    );
    const body = rows[0]?.body ?? '';
    if (!body.includes('FOR NO KEY UPDATE')) throw new Error('seat_act takes no lock');
    await client.query(body.replace('FOR NO KEY UPDATE', ''));
    await client.query('DROP INDEX seat_claim_pool_id_no_key');
  } finally {
    await client.end();
  }
}
