/** Pure: what flows may ask about certificates, beside their own room's snapshots and lookups. */
import type { Certificate, CertificateStatus, Claim } from '../../core/certificate.ts';
import type { ContactId, Day } from '../../core/model.ts';

/** A certificate of the person who writes, as its owner. */
export interface OwnCertificate extends Certificate {
  /** The person does not want to hear of it before this day. */
  readonly snoozedUntil: Day | null;
}

export interface MyCertificates {
  /** Of all producers the person belongs to, the one that ends first at the top; superseded ones left out. */
  readonly certificates: readonly OwnCertificate[];
  /** Open claims of the person. */
  readonly claims: readonly Claim[];
  /** Certificates whose producer has the person's verified number and that nobody gave them yet. */
  readonly proposed: readonly Certificate[];
}

/** What an officer sees of the certificates of their units; lists are cut, counts are whole. */
export interface UnitCertificates {
  readonly claims: readonly Claim[];
  /** Owners said that they filed; the officer is to confirm. */
  readonly said: readonly Certificate[];
  /** Confirmed or forwarded, the oldest first. */
  readonly underWay: readonly Certificate[];
  readonly counts: Readonly<Record<CertificateStatus, number>>;
}

export interface CertificateSnapshots {
  readonly myCertificates: MyCertificates;
  readonly unitCertificates: UnitCertificates;
}

export type CertificateQuery =
  /** A number, a product code, or words of product and commune as typed. */
  | { readonly kind: 'certificateByText'; readonly text: string }
  /** Locked until the turn ends. */
  | { readonly kind: 'certificateById'; readonly id: string }
  | { readonly kind: 'claimById'; readonly id: string }
  | { readonly kind: 'registryFile'; readonly id: string }
  /** For the asking officer's units. */
  | { readonly kind: 'noticeCoverage' }
  /** Those of the asking officer's units in one state, the one that ends first at the top. */
  | { readonly kind: 'certificatesInState'; readonly state: CertificateStatus; readonly from: number };

/** Of the certificates whose day so many days before the end has come, how many owners had been told before it. */
export interface NoticeCoverage {
  readonly days: 180 | 120 | 30;
  readonly total: number;
  readonly noticed: number;
  /** The first of those who were not. */
  readonly missing: readonly Certificate[];
}

/** A registry file somebody sent. */
export interface RegistryFileSeen {
  readonly contactId: ContactId;
  readonly fileName: string;
  readonly state: 'sent' | 'tried' | 'taken' | 'written' | 'refused';
}

export type CertificateFound =
  | { readonly kind: 'registryFile'; readonly file: RegistryFileSeen | null }
  | { readonly kind: 'noticeCoverage'; readonly coverage: readonly NoticeCoverage[] }
  | {
      readonly kind: 'certificates';
      readonly certificates: readonly Certificate[];
      /** How many fit in all. */
      readonly total: number;
    }
  | { readonly kind: 'claim'; readonly claim: Claim | null };
