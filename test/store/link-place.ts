/** Made-up people who join their accounts, on a database of their own. */
import pg from 'pg';
import type { ContactId } from '../../src/core/model.ts';
import type { Account } from '../../src/ports/link.ts';
import type { TurnTx } from '../../src/ports.ts';
import { during, newcomer, now } from '../contract/store/made-up.ts';
import { type TestStore, testStore } from '../support/database.ts';

export interface Person {
  readonly contactId: ContactId;
  readonly address: string;
}

export const account = ({ address }: Person): Account => ({ channel: 'telegram', address });
export const asker = (person: Person) => ({ contactId: person.contactId, ...account(person) });

/** Opens the database with the province 19 and its commune 05512. */
export async function openLinkPlace() {
  const test = await testStore();
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await client.query(
    `INSERT INTO admin_unit (code, level, name, province_code) VALUES ('19', 'province', 'Tỉnh Thái Nguyên', '19'),
     ('05512', 'commune', 'Xã Một', '19')`,
  );
  const close = async () => {
    await client.end();
    await test.close();
  };
  return { store: test.store, client, close, ...deedsOn(test, client) };
}

export type LinkPlace = Awaited<ReturnType<typeof openLinkPlace>>;

function deedsOn({ store }: TestStore, client: pg.Client) {
  const rows = async <Row extends object>(sql: string, ...values: unknown[]) =>
    (await client.query<Row>(sql, values)).rows;
  /** Something done in a turn of that person, with what it gave. */
  async function doing<T>(person: Person, work: (tx: TurnTx) => Promise<T>): Promise<T> {
    const results: T[] = [];
    await during(store, person, async (tx) => results.push(await work(tx)));
    return results[0] as T;
  }
  const codeOf = (person: Person, at = now) => doing(person, (tx) => tx.makeLinkCode(person.contactId, at));
  const ask = (person: Person, code: string, at = now) =>
    doing(person, (tx) => tx.askLink({ code }, asker(person), at));
  const answer = (owner: Person, id: string, agreed = true, at = now) =>
    doing(owner, (tx) => tx.answerLink(id, owner.contactId, agreed, at));
  /** Both sides agree; gives the link. */
  const agreed = async (owner: Person, other: Person): Promise<string> => {
    const { id } = await ask(other, await codeOf(owner));
    await answer(owner, id);
    return id;
  };
  const address = 'SELECT contact_id::text AS id FROM address WHERE external_id = $1';
  return {
    ...{ rows, doing, codeOf, ask, answer, agreed },
    two: async (): Promise<[Person, Person]> => [await newcomer(store), await newcomer(store)],
    contactOf: async (person: Person) => (await rows<{ id: string }>(address, person.address))[0]?.id,
    joined: async (owner: Person, other: Person) => store.mergeLink(await agreed(owner, other), now),
  };
}
