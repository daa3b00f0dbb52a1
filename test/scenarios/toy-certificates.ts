/** Certificates in the world of the scenarios: a registry in memory, facts applied like the store does. */
import { dayOf, daysBetween } from '../../src/core/calendar.ts';
import {
  type Certificate,
  type CertificateId,
  type CertificateStatus,
  type Claim,
  certificateStatuses,
  type ProducerId,
  type Star,
  statusOf,
} from '../../src/core/certificate.ts';
import type { Day, UnitCode } from '../../src/core/model.ts';
import { fold } from '../../src/core/vietnamese.ts';
import type {
  CertificateFound,
  CertificateQuery,
  CertificateSnapshots,
  NoticeCoverage,
  RegistryFileSeen,
} from '../../src/flow/needs/certificate.ts';
import type { Person, Town } from './toy-world.ts';

export interface ToyRegistry {
  readonly certificates: (Certificate & { readonly phone: string | null })[];
  readonly members: { readonly producerId: ProducerId; readonly contactId: string }[];
  readonly claims: Claim[];
  readonly snoozes: Map<string, Day | null>;
  file: RegistryFileSeen | null;
}

export const createRegistry = (): ToyRegistry => ({
  certificates: [],
  members: [],
  claims: [],
  snoozes: new Map(),
  file: null,
});

/** `@certificate product=Chè-đinh producer=HTX-Mẫu unit=05503 star=4 until=2027-05-20 number=12/GCN phone=… revoked=…` */
export function addCertificate(registry: ToyRegistry, args: readonly string[]): void {
  const said = Object.fromEntries(args.map((arg) => arg.split('='))) as Record<string, string | undefined>;
  const words = (key: string) => said[key]?.replaceAll('-', ' ') ?? null;
  const producer = words('producer') ?? 'HTX Mẫu';
  registry.certificates.push({
    id: String(registry.certificates.length + 1) as CertificateId,
    number: said.number ?? null,
    product: words('product') ?? 'Chè đinh',
    productSet: null,
    producerId: fold(producer) as ProducerId,
    producer,
    producerType: 'cooperative',
    unit: (said.unit ?? '05503') as UnitCode,
    star: Number(said.star ?? 4) as Star,
    kind: 'first',
    decision: '1234/QĐ-UBND',
    authority: null,
    issuedOn: null,
    validUntil: (said.until ?? '2027-05-20') as Day,
    validComputed: said.computed === 'yes',
    revokedOn: (said.revoked ?? null) as Day | null,
    revokeReason: said.revoked === undefined ? null : 'stopped',
    revokeDecision: said.revoked === undefined ? null : '2001/QĐ-UBND',
    stoppedOn: (said.stopped ?? null) as Day | null,
    renewed: false,
    filing: null,
    declinedOn: null,
    declineReason: null,
    version: 1,
    phone: said.phone ?? null,
  });
}

export function ownCertificate({ registry }: Town, name: string, args: readonly string[]): void {
  const producerId = fold((args[0] ?? 'HTX-Mẫu').replaceAll('-', ' ')) as ProducerId;
  registry.members.push({ producerId, contactId: name });
}

type ProvinceOf = (unit: string) => UnitCode;

/** Whether a unit lies in those of an officer. */
const scopeOf = (officer: Person['officer'], provinceOf: ProvinceOf) => (unit: UnitCode) =>
  (officer?.units ?? []).some((one) => one === unit || one === provinceOf(unit));

const byEnd = (a: Certificate, b: Certificate) => a.validUntil.localeCompare(b.validUntil);

export function certificateSnapshots(
  town: Town,
  { contact, officer }: Pick<Person, 'contact' | 'officer'>,
  provinceOf: ProvinceOf,
): CertificateSnapshots {
  const isIn = scopeOf(officer, provinceOf);
  const { certificates, members, claims, snoozes } = town.registry;
  const today = dayOf(town.now);
  const mine = members
    .filter(({ contactId }) => contactId === contact.id)
    .map(({ producerId }) => producerId);
  const inUnits = certificates.filter(({ unit }) => isIn(unit));
  const inState = (state: CertificateStatus) =>
    inUnits.filter((one) => statusOf(one, today) === state).length;
  const open = claims.filter(({ state }) => state === 'open');
  const own = certificates
    .filter(({ producerId }) => mine.includes(producerId))
    .map((one) => ({ ...one, snoozedUntil: snoozes.get(`${contact.id}:${one.id}`) ?? null }));
  return {
    myCertificates: {
      certificates: own.toSorted(byEnd),
      claims: open.filter(({ contactId }) => contactId === contact.id),
      proposed: certificates.filter(
        ({ phone, producerId }) =>
          phone !== null &&
          phone === contact.phone &&
          !mine.includes(producerId) &&
          !claims.some(
            (claim) => claim.certificate.producerId === producerId && claim.contactId === contact.id,
          ),
      ),
    },
    unitCertificates: {
      claims: open.filter(({ certificate }) => isIn(certificate.unit)),
      said: inUnits.filter(({ filing }) => filing?.state === 'said'),
      underWay: inUnits.filter(
        ({ filing }) => filing?.state === 'confirmed' || filing?.state === 'forwarded',
      ),
      counts: Object.fromEntries(certificateStatuses.map((state) => [state, inState(state)])) as Record<
        CertificateStatus,
        number
      >,
    },
  };
}

function coverageOf(town: Town, isTheirs: (unit: UnitCode) => boolean): readonly NoticeCoverage[] {
  const left = (one: Certificate) => daysBetween(dayOf(town.now), one.validUntil);
  const own = town.registry.certificates.filter((one) => isTheirs(one.unit) && left(one) >= 0);
  return ([180, 120, 30] as const).flatMap((days) => {
    const due = own.filter((one) => left(one) <= days);
    return due.length === 0 ? [] : [{ days, total: due.length, noticed: 0, missing: due.slice(0, 8) }];
  });
}

export function findCertificates(
  town: Town,
  query: CertificateQuery,
  asker: string,
  provinceOf: ProvinceOf,
): CertificateFound {
  const officer = [...town.people.values()].find(({ contact }) => contact.id === asker)?.officer ?? null;
  const isTheirs = scopeOf(officer, provinceOf);
  const { certificates, claims } = town.registry;
  const list = (found: readonly Certificate[]): CertificateFound => ({
    kind: 'certificates',
    certificates: found.toSorted(byEnd).slice(0, 8),
    total: found.length,
  });
  if (query.kind === 'registryFile') return { kind: 'registryFile', file: town.registry.file };
  if (query.kind === 'noticeCoverage')
    return { kind: 'noticeCoverage', coverage: coverageOf(town, isTheirs) };
  if (query.kind === 'claimById')
    return { kind: 'claim', claim: claims.find(({ id }) => id === query.id) ?? null };
  if (query.kind === 'certificateById') return list(certificates.filter(({ id }) => id === query.id));
  if (query.kind === 'certificatesInState')
    return list(
      certificates.filter((one) => isTheirs(one.unit) && statusOf(one, dayOf(town.now)) === query.state),
    );
  const text = ` ${fold(query.text)} `;
  const exact = certificates.filter(({ number }) => number !== null && ` ${fold(number)} ` === text);
  const named = certificates.filter(({ product }) => {
    const name = ` ${fold(product)} `;
    return text.includes(name) || name.includes(text);
  });
  return list(exact.length > 0 ? exact : named);
}
