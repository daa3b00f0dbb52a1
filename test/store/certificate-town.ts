/** A commune with certificates of two producers, a person with the recorded number, and an officer. */
import pg from 'pg';
import type { Certificate, CertificateId, Claim, ClaimId } from '../../src/core/certificate.ts';
import type { ContactId, Day, UnitCode } from '../../src/core/model.ts';
import type { CertificateTx, ImportOutcome } from '../../src/ports/certificate.ts';
import { importCertificates } from '../../src/store/certificate-import.ts';
import { certificatesTx, findCertificate } from '../../src/store/certificates.ts';
import { type Sql, sqlOf } from '../../src/store/database.ts';
import type { PostgresStore } from '../../src/store/store.ts';
import { aliases, units } from '../core/unit-excerpt.ts';
import { testStore } from '../support/database.ts';

export const day = (text: string) => text as Day;
/** 21 November 2026. */
export const at = Date.UTC(2026, 10, 21, 2);

const base = {
  producerType: null,
  address: null,
  representative: null,
  productGroup: null,
  productSet: null,
  kind: 'first',
  star: 4,
  decision: '1/QĐ',
  decidedOn: day('2024-05-20'),
  year: 2024,
  authority: null,
  issuedOn: null,
  validUntil: day('2027-05-10'),
  validComputed: false,
  note: null,
  unit: '00001' as UnitCode,
  producer: 'HTX Hương Chè',
  phone: '+84912345678',
  product: 'Chè đinh',
  productCode: null,
  number: '12/GCN',
} as const;

const rows = [
  { ...base, row: 2 },
  {
    ...base,
    row: 3,
    product: 'Chè búp',
    number: '13/GCN',
    productCode: '19-00001-3-2024',
    validUntil: day('2028-01-01'),
  },
  { ...base, row: 4, producer: 'HTX Khác', unit: '00002' as UnitCode, phone: null, number: null },
];

export interface CertificateTown {
  readonly pool: pg.Pool;
  readonly sql: Sql;
  readonly store: PostgresStore;
  readonly owner: ContactId;
  readonly officer: ContactId;
  /** The certificate 12/GCN. */
  readonly tea: CertificateId;
  tx(): CertificateTx;
  person(phone: string | null): Promise<ContactId>;
  view(): Promise<Certificate>;
  claimed(): Promise<Claim>;
  decide(id: ClaimId, agreed?: boolean): Promise<Claim>;
  /** The same file once more. */
  importAgain(): Promise<ImportOutcome>;
  /** Everything as at the beginning. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

const order = {
  id: 'town',
  unit: '19' as UnitCode,
  actor: 'operator',
  fileName: 'a',
  rows,
  notes: [],
  dryRun: false,
  at,
} as const;

async function addPerson(pool: pg.Pool, phone: string | null): Promise<ContactId> {
  const { rows: added } = await pool.query(
    `INSERT INTO contact (name, phone, phone_verified, unit_code, created_at)
     VALUES ('Người Mẫu', $1::text, $1::text IS NOT NULL, '00001', now()) RETURNING id::text`,
    [phone],
  );
  return added[0].id;
}

async function fill(pool: pg.Pool): Promise<Pick<CertificateTown, 'owner' | 'officer' | 'tea'>> {
  await pool.query(
    'TRUNCATE producer, certificate_claim, certificate_snooze, certificate_notice, parcel, officer CASCADE',
  );
  await importCertificates(pool, order);
  const [owner, officer] = [await addPerson(pool, '+84912345678'), await addPerson(pool, null)];
  await pool.query(`INSERT INTO officer (contact_id, role, joined_at) VALUES ($1, 'commune', now())`, [
    officer,
  ]);
  await pool.query(`INSERT INTO officer_unit (contact_id, unit_code) VALUES ($1, '00001')`, [officer]);
  const found = await pool.query(`SELECT id::text FROM certificate WHERE number = '12/GCN'`);
  return { owner, officer, tea: found.rows[0].id };
}

export async function openTown(): Promise<CertificateTown> {
  const test = await testStore();
  await test.store.loadUnits({ units, aliases, report: {} }, 1);
  const pool = new pg.Pool({ connectionString: test.url, max: 4 });
  const sql = sqlOf(pool);
  const tx = () => certificatesTx(sql);
  const people = await fill(pool);
  const town = {
    ...people,
    pool,
    sql,
    store: test.store,
    tx,
    person: (phone: string | null) => addPerson(pool, phone),
    view: async () => {
      const found = await findCertificate(sql, town.tea);
      const [certificate] = found.kind === 'certificates' ? found.certificates : [];
      if (certificate === undefined) throw new Error('gone');
      return certificate;
    },
    claimed: () => tx().claimCertificate({ certificate: town.tea, contactId: town.owner, at }),
    decide: (id: ClaimId, agreed = true) =>
      tx().decideClaim({ id, agreed, reason: agreed ? null : 'chưa rõ', officer: town.officer, at }),
    importAgain: () => importCertificates(pool, order),
    reset: async () => {
      Object.assign(town, await fill(pool));
    },
    close: async () => {
      await pool.end();
      await test.close();
    },
  };
  return town;
}
