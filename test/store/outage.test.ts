import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Conflict, StoreUnavailable } from '../../src/core/error.ts';
import { createStore, type PostgresStore } from '../../src/store/store.ts';
import { newcomer, now, said, stranger, take, takeAll, write } from '../contract/store/made-up.ts';
import { type Line, openLine } from '../queue/line.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { patience } from '../support/patience.ts';

describe('when the database is lost', () => {
  let database: TestDatabase;
  let line: Line;
  let store: PostgresStore;
  beforeEach(async () => {
    database = await testDatabase();
    const { hostname, port } = new URL(database.url);
    line = await openLine({ host: hostname, port: Number(port || 5432) });
    const url = new URL(database.url);
    url.host = `127.0.0.1:${line.port}`;
    store = createStore({ url: url.href, log: { warn() {} }, patienceMs: 2_500 });
  });
  afterEach(async () => {
    await line.mend();
    await store.close();
    await line.close();
    await database.drop();
  });

  it('every call says so, and all goes on by itself when it is back', async () => {
    const { contactId, address } = await newcomer(store);
    await line.cut();
    const calls = () => [
      store.ping(),
      store.accept([said(address, 'chào')], now),
      take(store, contactId),
      store.waitingContacts(0, now, 10),
      store.settle([{ id: 'x' as never, outcome: { state: 'suppressed', reason: 'x' } }], now),
      store.units(),
    ];
    for (const result of await Promise.allSettled(calls()))
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    await line.mend();
    await Promise.all(calls());
    expect(await takeAll(store, contactId)).toBe(1);
  });

  it('a turn under way is undone, told so, and worked again later', async () => {
    const { contactId } = await newcomer(store);
    const cut = take(store, contactId, async (tx) => {
      await tx.saveProfile(contactId, { name: 'Không giữ' });
      await line.cut();
      await tx.saveProfile(contactId, { hamlet: 'Không giữ' });
      return {};
    });
    await expect(cut).rejects.toBeInstanceOf(StoreUnavailable);
    await line.mend();
    expect(await take(store, contactId)).toMatchObject({ contact: { name: null, hamlet: null } });
  });

  it('a network that swallows everything counts as lost after a while', async () => {
    const { contactId } = await newcomer(store);
    line.deaden();
    const calls = await Promise.allSettled([store.ping(), take(store, contactId)]);
    for (const result of calls)
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    await line.cut();
    await line.mend();
    expect(await takeAll(store, contactId)).toBe(1);
  });

  it('a server that throws everybody out is no crash', async () => {
    const { contactId } = await newcomer(store);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const others = 'FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
    const thrownOut = take(store, contactId, async () => {
      await client.query(`SELECT pg_terminate_backend(pid) ${others}`);
      // The news arrives while nothing is being asked.
      await vi.waitFor(
        async () => expect((await client.query(`SELECT 1 ${others}`)).rowCount).toBe(0),
        patience,
      );
      return {};
    });
    await expect(thrownOut).rejects.toBeInstanceOf(StoreUnavailable);
    await client.end();
    expect(await takeAll(store, contactId)).toBe(1);
  });

  it('a lock that does not come free in time is a conflict, not an outage', async () => {
    const { contactId } = await newcomer(store);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE session');
    await expect(take(store, contactId)).rejects.toBeInstanceOf(Conflict);
    await client.end();
    expect(await takeAll(store, contactId)).toBe(1);
    expect(await write(store, said(stranger(), 'chào'))).toBeDefined();
  });
});
