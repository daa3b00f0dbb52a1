import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactId, ParcelId } from '../../src/core/model.ts';
import type { Receipt } from '../../src/ports/receipt.ts';
import type { ParcelOutcome } from '../../src/ports.ts';
import {
  during,
  fresh,
  minute,
  newcomer,
  notice,
  now,
  said,
  take,
  write,
} from '../contract/store/made-up.ts';
import { type TestStore, testStore } from '../support/database.ts';

let test: TestStore;
let client: pg.Client;

beforeAll(async () => {
  test = await testStore();
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await test.close();
});

interface Person {
  readonly contactId: ContactId;
  readonly address: string;
}

const message = () => `z${fresh()}`;

/** A parcel of so many messages to somebody on Zalo, in the hands of a sender. */
async function claimed({ bubbles = 1, at = now, to }: { bubbles?: number; at?: number; to?: Person } = {}) {
  const { store } = test;
  const person = to ?? (await newcomer(store));
  const plan = notice(person.contactId, person.address, {
    channel: 'zalo',
    bubbles: Array.from({ length: bubbles }, (_, n) => ({ text: `Tin ${n}` })),
  });
  await during(store, person, (tx) => tx.planParcels([plan], at));
  await store.claim(plan.id, minute, at);
  return { id: plan.id, address: person.address, person };
}

const settle = (id: ParcelId, outcome: ParcelOutcome, at = now) => test.store.settle([{ id, outcome }], at);
const record = (receipts: readonly Receipt[], at = now) => test.store.recordReceipts(receipts, at);
const handed = (...externalIds: string[]): ParcelOutcome => ({ state: 'handed', externalIds });
const doubtful = (trace: string, ...externalIds: string[]): ParcelOutcome => ({
  state: 'unknown',
  reason: 'no_answer',
  externalIds,
  trace,
});
const told = (kind: 'delivered' | 'seen', address: string, ...externalIds: string[]): Receipt => ({
  ...{ kind, channel: 'zalo', address, externalIds, at: now },
});
const echo = (address: string, externalId: string, trace: string): Receipt => ({
  ...{ kind: 'echo', channel: 'zalo', address, externalId, trace, at: now },
});

async function stateOf(id: ParcelId): Promise<string | undefined> {
  const { rows } = await client.query<{ state: string }>('SELECT state FROM parcel WHERE id = $1', [id]);
  return rows[0]?.state;
}

describe('receipts', () => {
  it('move a parcel forward: handed, delivered, seen', async () => {
    const { id, address } = await claimed();
    const sent = message();
    await settle(id, handed(sent));
    expect(await stateOf(id)).toBe('handed');
    await record([told('delivered', address, sent)]);
    expect(await stateOf(id)).toBe('delivered');
    await record([told('seen', address, sent)]);
    expect(await stateOf(id)).toBe('seen');
  });

  it('never move it back, whatever their order, and may come twice', async () => {
    const { id, address } = await claimed();
    const sent = message();
    await settle(id, handed(sent));
    await record([told('seen', address, sent)]);
    await record([told('delivered', address, sent), told('delivered', address, sent)]);
    expect(await stateOf(id)).toBe('seen');
    await settle(id, handed(sent));
    await settle(id, { state: 'failed', reason: 'rejected', externalIds: [] });
    expect(await stateOf(id)).toBe('seen');
  });

  it('count when they come before the call that sent the message has returned', async () => {
    const { id, address } = await claimed();
    const sent = message();
    await record([echo(address, sent, 'trace'), told('delivered', address, sent)]);
    await record([told('seen', address, sent)]);
    expect(await stateOf(id)).toBe('claimed');
    await settle(id, handed(sent));
    expect(await stateOf(id)).toBe('seen');
  });

  it('are missed by nobody when settling and recording happen at the same moment', async () => {
    const many = await Promise.all(Array.from({ length: 40 }, () => claimed()));
    await Promise.all(
      many.flatMap(({ id, address }, n) => {
        const both = [
          () => settle(id, handed(`once-${id}`)),
          () => record([told('delivered', address, `once-${id}`)]),
        ];
        return (n % 2 === 0 ? both : both.reverse()).map((start) => start());
      }),
    );
    const ids = many.map(({ id }) => id);
    const { rows } = await client.query('SELECT DISTINCT state FROM parcel WHERE id = ANY ($1)', [ids]);
    expect(rows).toEqual([{ state: 'delivered' }]);
  });

  it('of a parcel with several messages count for the last of them', async () => {
    const { id, address } = await claimed({ bubbles: 3 });
    const sent = [message(), message(), message()];
    await settle(id, handed(...sent));
    await record([told('seen', address, sent[0] ?? '')]);
    expect(await stateOf(id)).toBe('handed');
    await record([told('delivered', address, ...sent)]);
    expect(await stateOf(id)).toBe('delivered');
  });

  it('of messages that are not ours do no harm, and are forgotten after a week', async () => {
    await record([told('seen', 'somebody', message()), echo('somebody', message(), 'trace')]);
    await record([]);
    await record([told('seen', 'somebody', 'last')], now + 8 * 24 * 60 * minute);
    const { rows } = await client.query('SELECT external_id AS id FROM early_receipt');
    expect(rows).toEqual([{ id: 'last' }]);
  });
});

describe('the echo of a message', () => {
  it('settles a send whose outcome was unknown', async () => {
    const { id, address } = await claimed();
    const sent = message();
    await settle(id, doubtful('hash of the text'));
    expect(await stateOf(id)).toBe('unknown');
    await record([echo(address, message(), 'hash of another text')]);
    await record([echo('another person', message(), 'hash of the text')]);
    expect(await stateOf(id)).toBe('unknown');
    await record([echo(address, sent, 'hash of the text')]);
    expect(await stateOf(id)).toBe('handed');
    await record([told('seen', address, sent)]);
    expect(await stateOf(id)).toBe('seen');
  });

  it('settles it when it came first, so that a reply is not sent twice', async () => {
    const { id, address } = await claimed();
    await record([echo(address, message(), 'trace')]);
    const again = { state: 'planned', reason: 'unknown', notBefore: now + 1, counts: true } as const;
    await settle(id, { ...again, externalIds: [], trace: 'trace' });
    expect(await stateOf(id)).toBe('handed');
    expect(await test.store.claim(id, minute, now + minute)).toBeNull();
  });

  it('lets the rest of the parcel go out', async () => {
    const { id, address } = await claimed({ bubbles: 3 });
    await settle(id, doubtful('second', 'first message'));
    const second = message();
    await record([echo(address, second, 'second')]);
    expect(await test.store.claim(id, minute, now + minute)).toMatchObject({
      handed: ['first message', second],
    });
  });

  it('settles one of two parcels with the same words, and each once', async () => {
    const first = await claimed();
    const second = await claimed({ to: first.person });
    await settle(first.id, doubtful('menu'));
    await settle(second.id, doubtful('menu'));
    const sent = message();
    await record([echo(first.address, sent, 'menu'), echo(first.address, sent, 'menu')]);
    expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['handed', 'unknown']);
    await record([echo(first.address, sent, 'menu')]);
    expect(await stateOf(second.id)).toBe('unknown');
    await record([echo(first.address, message(), 'menu')]);
    expect(await stateOf(second.id)).toBe('handed');
  });

  it('of an earlier message with the same words settles nothing', async () => {
    const first = await claimed();
    const sent = message();
    await record([echo(first.address, sent, 'menu')]);
    await settle(first.id, handed(sent));
    // Written by an officer in Zalo's own tool, so nobody's.
    await record([echo(first.address, message(), 'menu')]);
    const later = await claimed({ to: first.person, at: now + minute });
    await settle(later.id, doubtful('menu'), now + minute);
    expect(await stateOf(later.id)).toBe('unknown');
    await record([echo(first.address, sent, 'menu')], now + minute);
    expect(await stateOf(later.id)).toBe('unknown');
  });
});

describe('an erased person', () => {
  it('leaves no trace of what was sent', async () => {
    const { id, person } = await claimed();
    await settle(id, doubtful('hash of the text'));
    await during(test.store, person, (tx) => tx.eraseContact(person.contactId, now));
    const { rows } = await client.query('SELECT trace, address FROM parcel WHERE id = $1', [id]);
    expect(rows).toEqual([{ trace: null, address: '' }]);
  });

  it('is forgotten where only the account was kept', async () => {
    const { address } = await newcomer(test.store);
    const contactId = await write(test.store, { ...said(address, 'chào'), channel: 'zalo' });
    await record([told('seen', address, message())]);
    const person = { contactId, address };
    await take(test.store, contactId, async (tx) => {
      await tx.eraseContact(person.contactId, now);
      return {};
    });
    const { rows } = await client.query('SELECT 1 FROM early_receipt WHERE address = $1', [address]);
    expect(rows).toEqual([]);
  });
});
