/** Certificates as scenario files ask for them: `@certificate product=Chè-đinh producer=HTX-Mẫu unit=05503 star=4 until=2027-05-20`, `@owns HTX-Mẫu`. */
import { dayOf, parseDay } from '../core/calendar.ts';
import { type ClaimId, type Star, stars } from '../core/certificate.ts';
import type { RegistryRow } from '../core/certificate-row.ts';
import type { UnitCode } from '../core/model.ts';
import { fold } from '../core/vietnamese.ts';
import type { RegistryRecord } from '../ports/certificate.ts';
import { behindTheScenes, makeOfficer } from './cast.ts';
import type { Stage } from './stage.ts';

const blankRow: Omit<RegistryRow, 'unit' | 'validUntil' | 'product' | 'producer'> = {
  row: 2,
  star: 4,
  producerType: 'cooperative',
  address: null,
  representative: null,
  phone: null,
  productGroup: null,
  productSet: null,
  productCode: null,
  kind: 'first',
  decision: '1234/QĐ-UBND',
  decidedOn: null,
  year: 2024,
  authority: 'UBND tỉnh',
  number: null,
  issuedOn: null,
  validComputed: false,
  note: null,
};

const starOf = (text: string | undefined): Star => stars.find((star) => String(star) === text) ?? 4;

/** Puts a certificate into the registry. @throws Error naming what a file may not say of it here */
export async function makeCertificate(
  { deps: { store }, now }: Stage,
  args: readonly string[],
): Promise<UnitCode> {
  const said = new Map(args.map((arg) => arg.split('=') as [string, string]));
  const known = ['product', 'producer', 'unit', 'star', 'until', 'number', 'phone', 'computed'];
  const unknown = [...said.keys()].find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Error(`@certificate ${unknown}= is known to the tests only`);
  const words = (key: string, usual: string): string => (said.get(key) ?? usual).replaceAll('-', ' ');
  const unit = (said.get('unit') ?? '05503') as UnitCode;
  const row: RegistryRow = {
    ...blankRow,
    unit,
    product: words('product', 'Chè-đinh'),
    producer: words('producer', 'HTX-Mẫu'),
    star: starOf(said.get('star')),
    validUntil: parseDay(said.get('until') ?? '2027-05-20') ?? dayOf(now()),
    validComputed: said.get('computed') === 'yes',
    number: said.get('number') ?? null,
    phone: said.get('phone') ?? null,
  };
  const order = {
    id: `talk-${row.product}-${now()}`,
    unit,
    actor: 'operator',
    fileName: 'talk',
    notes: [],
  } as const;
  await store.importCertificates({ ...order, rows: [row], dryRun: false, at: now() });
  return unit;
}

/** Gives the person all certificates of a producer, as if claimed and confirmed before. */
export async function ownCertificates(
  stage: Stage,
  person: string,
  { producer, units }: { readonly producer: string; readonly units: Iterable<UnitCode> },
): Promise<void> {
  for (const unit of units) {
    for await (const record of stage.deps.store.exportCertificates(unit)) {
      if (fold(record.producer) === fold(producer)) await own(stage, person, record);
    }
  }
}

async function own(stage: Stage, person: string, { id: certificate, unit }: RegistryRecord): Promise<void> {
  const at = stage.now();
  const claims: ClaimId[] = [];
  await behindTheScenes(stage, person, async (tx, { inbound: { contactId } }) => {
    claims.push((await tx.claimCertificate({ certificate, contactId, at })).id);
  });
  await makeOfficer(stage, 'registrar', 'commune', [unit]);
  await behindTheScenes(stage, 'registrar', async (tx, { inbound: { contactId: officer } }) => {
    for (const id of claims) await tx.decideClaim({ id, agreed: true, reason: null, officer, at });
  });
}
