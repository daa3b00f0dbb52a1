/** Two accounts become one contact only when both sides agreed; then everything is under one number, and nothing is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict } from '../../src/core/error.ts';
import type { UnitCode } from '../../src/core/model.ts';
import type { Found } from '../../src/flow/needs.ts';
import {
  during,
  fields,
  ideaId,
  minute,
  newcomer,
  notice,
  now,
  said,
  take,
  write,
} from '../contract/store/made-up.ts';
import { type LinkPlace, openLinkPlace, type Person } from './link-place.ts';

let place: LinkPlace;
beforeAll(async () => {
  place = await openLinkPlace();
});
afterAll(() => place.close());

const hour = 60 * minute;
const look = (person: Person, code: string): Promise<Found> =>
  place.doing(person, (tx) => tx.lookup({ kind: 'linkCode', code }));

describe('a code', () => {
  it('shows the other side whose it is, and works once, typed large or small', async () => {
    const [owner, other] = await place.two();
    const code = await place.codeOf(owner);
    expect(code).toMatch(/^[a-z2-9]{8}$/);
    expect(await look(other, code.toUpperCase())).toEqual({
      ...{ kind: 'link', state: 'open', channel: 'telegram', name: 'Made-up Person' },
    });
    await place.ask(other, code);
    expect(await look(other, code)).toEqual({ kind: 'link', state: 'used' });
    await expect(place.ask(await newcomer(place.store), code)).rejects.toThrow(Conflict);
  });

  it('is nothing to its own maker, ends after a quarter of an hour, and by the next one', async () => {
    const [owner, other] = await place.two();
    const first = await place.codeOf(owner);
    expect(await look(owner, first)).toEqual({ kind: 'link', state: 'own' });
    await expect(place.ask(owner, first)).rejects.toThrow(Conflict);
    await expect(place.ask(other, first, now + 15 * minute)).rejects.toThrow(Conflict);
    await place.codeOf(owner);
    expect(await look(other, first)).toEqual({ kind: 'link', state: 'used' });
    expect(await look(other, 'nothing1')).toEqual({ kind: 'link', state: 'unknown' });
  });

  it('stands nowhere in the database', async () => {
    const [owner] = await place.two();
    const code = await place.codeOf(owner);
    const links = await place.rows('SELECT * FROM contact_link');
    expect(JSON.stringify(links)).not.toContain(code);
  });
});

describe('two accounts', () => {
  it('stay two until the other side agreed', async () => {
    const [owner, other] = await place.two();
    const { id, owner: who } = await place.ask(other, await place.codeOf(owner));
    expect(who).toBe(owner.contactId);
    expect(await place.store.mergeLink(id, now)).toBeNull();
    await expect(place.answer(other, id)).rejects.toThrow(Conflict);
    await expect(place.answer(owner, id, true, now + 25 * hour)).rejects.toThrow(Conflict);
    expect(await place.answer(owner, id, false)).toMatchObject({ contactId: other.contactId });
    await expect(place.answer(owner, id, true)).rejects.toThrow(Conflict);
    expect(await place.store.mergeLink(id, now)).toBeNull();
    expect(await place.contactOf(other)).toBe(other.contactId);
  });

  it('are one contact then, the one known longer, whichever side asked', async () => {
    const [older, younger] = await place.two();
    const link = await place.agreed(younger, older);
    expect(await place.store.unmergedLinks(10)).toContain(link);
    expect(await place.store.mergeLink(link, now)).toBe(older.contactId);
    expect(await place.store.mergeLink(link, now)).toBeNull();
    expect(await place.store.unmergedLinks(10)).not.toContain(link);
    expect([await place.contactOf(older), await place.contactOf(younger)]).toEqual(
      Array(2).fill(older.contactId),
    );
    expect(
      await place.rows('SELECT actor, detail FROM audit WHERE subject = $1', `contact:${older.contactId}`),
    ).toEqual([{ actor: younger.contactId, detail: { gone: younger.contactId, link } }]);
  });

  it('bring ideas, photos, profile, forms, officer’s units and what waits with them', async () => {
    const [keep, gone] = await place.two();
    await during(place.store, gone, async (tx) => {
      await tx.insertIdea({ id: ideaId(), contactId: gone.contactId, fields, at: now });
      await tx.saveProfile(gone.contactId, { name: 'Hoa', phone: '+84900000001', phoneVerified: true });
    });
    await during(place.store, keep, (tx) => tx.saveProfile(keep.contactId, { name: 'Bà Hoa' }));
    await place.client.query(`INSERT INTO officer VALUES ($1, 'commune', now())`, [gone.contactId]);
    await place.client.query(`INSERT INTO officer_unit VALUES ($1, '05512')`, [gone.contactId]);
    const link = await place.agreed(keep, gone);
    const form = {
      flow: 'register-idea',
      version: 1,
      step: 'a',
      answers: {},
      trail: ['b'],
      misses: 0,
      turns: 1,
    };
    const talk = { ...form, startedAt: now, touchedAt: now, overlay: 'resume' as const };
    await write(place.store, said(gone.address, 'mẫu'));
    await take(place.store, gone.contactId, async () => ({ session: { current: talk, parked: [] } }));
    const waiting = await write(place.store, said(gone.address, 'còn chờ'));
    expect(waiting).toBe(gone.contactId);
    await place.store.mergeLink(link, now);

    const state = await take(place.store, keep.contactId, async (tx, begun) => {
      expect((await tx.snapshot(['myIdeas'], begun)).myIdeas).toHaveLength(1);
      return { session: begun.session };
    });
    expect(state?.inbound.input).toEqual({ kind: 'text', text: 'còn chờ' });
    expect(state?.contact).toMatchObject({ name: 'Bà Hoa', phone: '+84900000001' });
    expect(state?.officer?.units).toEqual(['05512' as UnitCode]);
    const { overlay: _, ...parked } = talk;
    expect(state?.session.parked).toEqual([parked]);
    expect(
      await place.rows('SELECT name, merged_into::text AS into FROM contact WHERE id = $1', gone.contactId),
    ).toEqual([{ name: null, into: keep.contactId }]);
  });

  it('agree in the later of two answers about consent, and an opt-out on one is an opt-out', async () => {
    const [keep, gone] = await place.two();
    const consent = (person: Person, granted: boolean, at: number) =>
      during(place.store, person, (tx, { inbound }) =>
        tx.recordConsent({
          ...{ contactId: person.contactId, purpose: 'reminders', granted, textVersion: '1', answer: 'có' },
          ...{ inboundId: inbound.id, channel: 'telegram', at },
        }),
      );
    await consent(keep, true, now);
    await consent(gone, false, now + 1);
    await during(place.store, gone, (tx) => tx.setOptOut(gone.contactId, ['promotional'], true, now));
    await place.joined(keep, gone);
    const [contact] = await place.rows(
      'SELECT consents, opted_out AS out FROM contact WHERE id = $1',
      keep.contactId,
    );
    expect(contact).toEqual({ consents: { reminders: false }, out: ['promotional'] });
    expect(
      await place.rows('SELECT 1 FROM consent WHERE contact_id = ANY ($1)', [keep.contactId, gone.contactId]),
    ).toHaveLength(2);
  });

  it('are told once of what both were to be told, and erased as one', async () => {
    const [keep, gone] = await place.two();
    const cause = { kind: 'event', id: `cause-${keep.contactId}` } as const;
    const plans = [keep, gone].map((one) => notice(one.contactId, one.address, { cause }));
    await during(place.store, keep, (tx) => tx.planParcels(plans, now));
    await place.joined(keep, gone);
    const states = await place.rows(
      'SELECT state, reason FROM parcel WHERE id = ANY ($1) ORDER BY state',
      plans.map(({ id }) => id),
    );
    expect(states).toEqual([
      { state: 'planned', reason: null },
      { state: 'suppressed', reason: 'merged' },
    ]);
    await during(place.store, keep, (tx) => tx.eraseContact(keep.contactId, now));
    const left = await place.rows(
      `SELECT 1 FROM parcel WHERE id = ANY ($1) AND bubbles <> '[]'`,
      plans.map(({ id }) => id),
    );
    expect(left).toEqual([]);
    expect(await place.contactOf(gone)).toBeUndefined();
  });

  it('of two officers of different levels stay two', async () => {
    const [keep, gone] = await place.two();
    const code = await place.codeOf(keep);
    await place.client.query(`INSERT INTO officer VALUES ($1, 'commune', now()), ($2, 'province', now())`, [
      ...[keep.contactId, gone.contactId],
    ]);
    expect(await look(gone, code)).toEqual({ kind: 'link', state: 'two_officers' });
    await expect(place.ask(gone, code)).rejects.toThrow(Conflict);
  });

  it('that agree twice at the same moment, crosswise, with turns under way, end as one without waiting for ever', async () => {
    const [one, other] = await place.two();
    const links = [await place.agreed(one, other), await place.agreed(other, one)];
    await write(place.store, said(one.address, 'một'));
    await write(place.store, said(other.address, 'hai'));
    const ids = [one.contactId, other.contactId];
    const turns = () =>
      place.store.turns(ids, async (tx, begun) => {
        await tx.finish({ inbound: begun.inbound, session: begun.session, reply: null, at: now });
        return begun.inbound.input;
      });
    const results = await Promise.all([
      ...links.map((link) => place.store.mergeLink(link, now)),
      turns(),
      turns(),
    ]);
    expect(results.slice(0, 2).filter((kept) => kept !== null)).toEqual([one.contactId]);
    await turns();
    expect(
      await place.rows('SELECT 1 FROM inbox WHERE contact_id = ANY ($1) AND handled_at IS NULL', ids),
    ).toEqual([]);
    expect(
      await place.rows('SELECT contact_id::text AS id FROM address WHERE external_id = ANY ($1)', [
        one.address,
        other.address,
      ]),
    ).toEqual(Array(2).fill({ id: one.contactId }));
  });
});
