import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdminUnit, MediaId, ParcelId, UnitCode } from '../../src/core/model.ts';
import {
  commune,
  during,
  fields,
  ideaId,
  newcomer,
  notice,
  now,
  province,
  replyTo,
  said,
  take,
  write,
} from '../contract/store/made-up.ts';
import { type TestStore, testStore } from '../support/database.ts';

const units: readonly AdminUnit[] = [province, commune].map((code, at) => ({
  code: code as UnitCode,
  level: at === 0 ? 'province' : 'commune',
  name: code,
  provinceCode: province,
  provinceName: province,
}));

describe('what is left of an erased person', () => {
  let place: TestStore;
  let client: pg.Client;
  const tablesWith = async (...words: readonly string[]): Promise<readonly string[]> => {
    const { rows } = await client.query<{ table: string }>(
      `SELECT tablename AS table FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );
    const found: string[] = [];
    for (const { table } of rows) {
      const { rows: all } = await client.query(`SELECT t::text AS line FROM ${table} t`);
      const text = all.map(({ line }) => line).join('\n');
      if (words.some((word) => text.includes(word))) found.push(table);
    }
    return found.sort((a, b) => a.localeCompare(b));
  };
  const media = async (id: string): Promise<MediaId> => {
    await place.store.media.add({ id: id as MediaId, mime: 'image/jpeg', size: 1 });
    return id as MediaId;
  };
  const sendPhoto = async (person: { address: string }, id: MediaId) => {
    const contactId = await write(place.store, said(person.address, { kind: 'photo', file: { ref: 'f' } }));
    const inboundId = await place.store.turn(contactId, async (_tx, { inbound }) => inbound.id);
    await place.store.attachMedia(inboundId ?? '', { media: id });
    await take(place.store, contactId);
  };
  beforeAll(async () => {
    place = await testStore();
    await place.store.loadUnits({ units, aliases: [], report: {} }, now);
    client = new pg.Client({ connectionString: place.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await place.close();
  });

  it('is the proof of consent and opt-out, the audit trail, and nothing that names the person', async () => {
    const { store } = place;
    const [person, officer] = [await newcomer(store), await newcomer(store)];
    const name = 'Tên Bịa Đặt Dài';
    const phone = '+84999000111';
    await store.invite({ role: 'commune', units: [commune], expiresAt: now + 1, code: 'made-up' }, now);
    await during(store, officer, (tx) => tx.joinAsOfficer(officer.contactId, 'made-up', now));
    let code = '';
    await during(store, person, async (tx, { inbound }) => {
      const { contactId } = person;
      await tx.saveProfile(contactId, { name, phone, unit: commune, hamlet: name });
      const answer = { purpose: 'service', granted: true, textVersion: '1', answer: 'ĐỒNG Ý' } as const;
      await tx.recordConsent({ ...answer, contactId, inboundId: inbound.id, channel: 'telegram', at: now });
      await tx.setOptOut(contactId, ['promotional'], true, now);
      const idea = { ...fields, registrantName: name, phone, description: name, producerName: name };
      ({ code } = await tx.insertIdea({ id: ideaId(), contactId, fields: idea, at: now }));
      const told = notice(officer.contactId, officer.address, {
        cause: { kind: 'event', id: `${inbound.id}:idea` },
        bubbles: [{ text: `${name} ${phone} ${code}` }],
      });
      await tx.planParcels([told, notice(contactId, person.address, { bubbles: [{ text: name }] })], now);
    });
    await write(store, said(officer.address, 'xem'));
    const shown = await take(store, officer.contactId, async (_tx, state) => ({
      reply: replyTo(state, `${code}: ${name}, ${phone}`),
    }));
    const handed = { state: 'handed', externalIds: ['1'] } as const;
    await store.settle([{ id: `r:${shown?.inbound.id}` as ParcelId, outcome: handed }], now);
    await write(store, said(person.address, `tôi là ${name}`));
    await take(store, person.contactId, async (_tx, state) => ({
      reply: replyTo(state, `Chào ${name}`),
      session: { current: null, parked: [] },
    }));
    expect(await tablesWith(name, phone)).toEqual(['contact', 'idea', 'inbox', 'parcel']);

    const asked = await write(store, said(person.address, 'xoá dữ liệu'));
    const last = await take(store, asked, async (tx, state) => {
      await tx.eraseContact(asked, now);
      return { reply: replyTo(state, 'Đã xoá') };
    });
    await store.settle([{ id: `r:${last?.inbound.id}` as ParcelId, outcome: handed }], now);
    expect(await tablesWith(name, phone)).toEqual([]);
    expect(await tablesWith(person.address)).toEqual([]);
    expect(await tablesWith('Đã xoá', 'xoá dữ liệu')).toEqual([]);

    const hash = createHash('sha256').update(`telegram:${person.address}`).digest('hex');
    expect(await tablesWith(hash)).toEqual(['consent', 'opt_out']);
    expect(await tablesWith(code)).toEqual(['idea']);
  });

  it('gives the files to remove, except those somebody else sent too', async () => {
    const { store } = place;
    const [one, two] = [await newcomer(store), await newcomer(store)];
    const [mine, shared] = [await media('mine'), await media('shared')];
    await take(store, one.contactId);
    await take(store, two.contactId);
    await sendPhoto(one, mine);
    await sendPhoto(one, shared);
    await sendPhoto(two, shared);
    const erased = async (person: typeof one) => {
      let gone: readonly MediaId[] = [];
      await during(store, person, async (tx) => {
        gone = await tx.eraseContact(person.contactId, now);
      });
      return gone;
    };
    expect(await erased(one)).toEqual([mine]);
    expect(await store.media.drop(shared)).toBe(false);
    expect(await erased(two)).toEqual([shared]);
    expect(await store.media.drop(shared)).toBe(true);
  });
});
