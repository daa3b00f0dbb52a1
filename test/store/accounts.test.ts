/** What one person with several accounts is asked and may decide; a number alone decides nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict } from '../../src/core/error.ts';
import type { ContactId } from '../../src/core/model.ts';
import { during, minute, newcomer, notice, now, said, take, write } from '../contract/store/made-up.ts';
import { account, asker, type LinkPlace, openLinkPlace, type Person } from './link-place.ts';

let place: LinkPlace;
beforeAll(async () => {
  place = await openLinkPlace();
});
afterAll(() => place.close());

const hour = 60 * minute;

describe('the same number', () => {
  const withPhone = async (phone: string, phoneVerified: boolean) => {
    const person = await newcomer(place.store);
    await during(place.store, person, (tx) => tx.saveProfile(person.contactId, { phone, phoneVerified }));
    return person;
  };
  const twinOf = (person: Person) =>
    place.doing(person, async (tx) => {
      const contact = (await tx.reload(person.contactId)).contact;
      return (await tx.snapshot(['twin'], { contact, officer: null })).twin;
    });

  it('is a reason to ask, when both channels vouch for it, and never more', async () => {
    const [first, second] = [await withPhone('+84900000002', true), await withPhone('+84900000002', true)];
    expect(await twinOf(second)).toEqual({ contactId: first.contactId, channel: 'telegram' });
    const { id } = await place.doing(second, (tx) =>
      tx.askLink({ twin: first.contactId }, asker(second), now),
    );
    expect(await place.store.mergeLink(id, now)).toBeNull();
    await place.answer(first, id);
    expect(await place.store.mergeLink(id, now)).toBe(first.contactId);
  });

  it('typed by hand is no reason at all', async () => {
    const [first, second] = [await withPhone('+84900000003', true), await withPhone('+84900000003', false)];
    expect([await twinOf(first), await twinOf(second)]).toEqual([null, null]);
    await expect(
      place.doing(second, (tx) => tx.askLink({ twin: first.contactId }, asker(second), now)),
    ).rejects.toThrow(Conflict);
  });
});

describe('a person with two accounts', () => {
  it('gets news where they prefer it, else where they wrote last', async () => {
    const [keep, gone] = await place.two();
    await place.joined(keep, gone);
    const recipient = () => place.doing(keep, (tx) => tx.recipient(keep.contactId));
    await write(place.store, said(gone.address, 'đây'), now + hour);
    expect((await recipient())?.address).toBe(gone.address);
    await place.doing(keep, (tx) =>
      tx.preferAccount(keep.contactId, { channel: 'telegram', address: keep.address }),
    );
    expect((await recipient())?.address).toBe(keep.address);
    await place.store.markAddress('telegram', keep.address, 'blocked');
    expect(
      (await place.rows('SELECT 1 FROM address WHERE contact_id = $1 AND preferred', keep.contactId)).length,
    ).toBe(1);
  });

  it('can part them again: data stay, the parted account is unknown, nothing of the one is said to the other', async () => {
    const [keep, gone] = await place.two();
    await place.joined(keep, gone);
    const plan = notice(keep.contactId, gone.address);
    await during(place.store, keep, (tx) => tx.planParcels([plan], now));
    await write(place.store, said(keep.address, 'tách'));
    await write(place.store, said(gone.address, 'vừa gửi'));
    let fresh = '';
    await take(place.store, keep.contactId, async (tx) => {
      fresh = await tx.unlinkAccount(keep.contactId, account(gone), now);
      return {};
    });
    expect(fresh).not.toBe(keep.contactId);
    expect(await place.contactOf(gone)).toBe(fresh);
    const state = await take(place.store, fresh as ContactId);
    expect(state?.inbound.input).toEqual({ kind: 'text', text: 'vừa gửi' });
    expect(await take(place.store, keep.contactId)).toBeNull();
    expect(await place.rows('SELECT address FROM parcel WHERE id = $1', plan.id)).toEqual([
      { address: keep.address },
    ]);
    const last = { channel: 'telegram', address: keep.address } as const;
    await expect(place.doing(keep, (tx) => tx.unlinkAccount(keep.contactId, last, now))).rejects.toThrow(
      Conflict,
    );
  });
});
