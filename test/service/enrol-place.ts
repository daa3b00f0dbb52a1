/** A class on a database of its own, a clerk who reads the lists sent for it, and made-up people. */
import pg from 'pg';
import { loadEnrolLanguage } from '../../src/content/enrol-list.ts';
import { loadTexts } from '../../src/content/texts.ts';
import type { Offering } from '../../src/core/class.ts';
import type { ContactId, Language, MediaId } from '../../src/core/model.ts';
import type { SeatRules } from '../../src/core/seats.ts';
import { createDocuments } from '../../src/document/documents.ts';
import { createEnrolClerk } from '../../src/service/enrol/enrol-clerk.ts';
import { enrolPapers } from '../../src/service/enrol/enrol-papers.ts';
import { sqlOf } from '../../src/store/database.ts';
import { enrolListsTx } from '../../src/store/enrol-lists.ts';
import { now } from '../contract/store/made-up.ts';
import { aliases, index, units } from '../core/unit-excerpt.ts';
import { book, type Cell, type merge } from '../document/read/sheet.ts';
import { madeUpClass, rulesOf } from '../store/seat-place.ts';
import { testStore } from '../support/database.ts';

export const texts = loadTexts('locales');
export const documents = createDocuments({ texts });
export const enrol = loadEnrolLanguage('content/enrol-list.yaml');

export interface Told {
  readonly text: string;
  readonly document?: { readonly media: string };
  readonly buttons?: readonly { readonly payload: string }[];
}

export async function openEnrolPlace() {
  const test = await testStore();
  const { store } = test;
  await store.loadUnits({ units, aliases, report: {} }, 1);
  const pool = new pg.Pool({ connectionString: test.url, max: 2 });
  const rows = async <Row extends object>(sql: string, ...values: unknown[]) =>
    (await pool.query<Row>(sql, values)).rows;
  const files = new Map<string, Uint8Array>();
  const media = {
    read: async (id: MediaId) => {
      const bytes = files.get(id);
      return bytes === undefined ? null : { bytes, mime: '' };
    },
    keep: () => Promise.reject(new Error('nothing is kept here')),
    remove: () => Promise.resolve(),
  };
  const clerk = createEnrolClerk({
    ...{ store, media, texts, enrol, channels: {}, library: { units: index } as never },
    ...{ clock: { now: () => now }, log: { debug() {}, info() {}, warn() {}, error() {} } },
    jobs: { add: async () => undefined } as never,
    documents: async () => documents,
  });
  /** Somebody who talks to us. */
  const contact = async (name: string, phone: string | null = null): Promise<ContactId> => {
    const [made] = await rows<{ id: ContactId }>(
      `WITH c AS (INSERT INTO contact (language, name, phone, unit_code, created_at) VALUES ('vi', $1, $2, '00001', now()) RETURNING id)
       INSERT INTO address (channel, external_id, contact_id, last_used_at) SELECT 'telegram', 'x' || id, id, now() FROM c
       RETURNING contact_id::text AS id`,
      name,
      phone,
    );
    return made?.id as ContactId;
  };
  const officer = await contact('Cán Bộ Mẫu');
  let made = 500;
  const openClass = async (more: Partial<Offering> = {}, rules: Partial<SeatRules> = {}) => {
    made += 1;
    const offering = madeUpClass(`LH${made}`, more);
    await store.saveOffering(offering, rulesOf(offering, rules), now);
    return offering;
  };
  const tx = enrolListsTx(sqlOf(pool));
  const answers = async (id: string, state: string) =>
    (
      await rows<{ bubbles: Told[] }>(
        'SELECT bubbles FROM parcel WHERE cause_id = $1',
        `enrol-list:${id}:${state}`,
      )
    )[0]?.bubbles ?? [];
  /** Sends a list, has it tried, and gives its id with what the officer reads. */
  const send = async ({ id: offering }: Offering, bytes: Uint8Array) => {
    const name = `f${files.size}` as MediaId;
    files.set(name, bytes);
    await tx.sendEnrolList({ contactId: officer, offering, media: name, fileName: 'ds.xlsx', at: now });
    await clerk.run();
    const [{ id } = { id: '' }] = await rows<{ id: string }>('SELECT max(id)::text AS id FROM enrol_list');
    return { id, told: await answers(id, 'sent') };
  };
  /** The officer says yes. */
  const take = async (id: string) => {
    await tx.takeEnrolList(id, officer);
    await clerk.run();
    return answers(id, 'taken');
  };
  const undo = async ({ id: offering }: Offering, list: string, at = now + 60_000) => {
    const act = JSON.stringify({ pool: offering, kind: 'unenrol', list });
    return (await rows<{ got: { result: string } }>('SELECT seat_act($1, $2) AS got', act, at))[0]?.got
      .result;
  };
  const seats = async ({ id }: Offering) =>
    (await store.roster(id)).map(({ no, name, state, phone, unit }) => [no, name, state, phone, unit]);
  const state = async (id: string) => (await store.enrolList(id))?.state;
  const papers = enrolPapers({ store, files: media, texts, enrol, documents: async () => documents });
  const copyOf = async (id: string, language: Language = 'vi') =>
    (await papers['enrol-copy']?.(id, language))?.bytes ?? null;
  const sampleOf = async (code: string) => (await papers['enrol-sample']?.(code, 'vi'))?.bytes ?? null;
  const close = async () => {
    await pool.end();
    await test.close();
  };
  return {
    ...{
      store,
      rows,
      contact,
      officer,
      openClass,
      send,
      take,
      undo,
      seats,
      state,
      copyOf,
      sampleOf,
      close,
      tx,
      clerk,
    },
    url: test.url,
  };
}

export type EnrolPlace = Awaited<ReturnType<typeof openEnrolPlace>>;

export const heads = ['STT', 'Họ và tên', 'Số điện thoại', 'Xã, phường', 'Chủ thể'];
/** A book with the usual headings. */
export const list = (rows: Cell[][], merges: ReturnType<typeof merge>[] = []) =>
  book([heads, ...rows], merges);
