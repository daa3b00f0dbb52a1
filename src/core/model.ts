/**
 * Pure: the entities of the service and their branded ids, one English word per Vietnamese term
 * (glossary: domain reference §2). No behaviour lives here.
 */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type ContactId = Brand<string, 'ContactId'>;
export type IdeaId = Brand<string, 'IdeaId'>;
export type ParcelId = Brand<string, 'ParcelId'>;
export type MediaId = Brand<string, 'MediaId'>;
/** Official code of an administrative unit: 2 digits (province) or 5 digits (commune), leading zeros kept. */
export type UnitCode = Brand<string, 'UnitCode'>;
/** A calendar day in Vietnam, `yyyy-mm-dd`. */
export type Day = Brand<string, 'Day'>;
/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

export const channelNames = ['telegram', 'zalo', 'terminal'] as const;
export type ChannelName = (typeof channelNames)[number];

/** Purposes a person consents to one by one (domain reference §12). */
export const purposes = ['service', 'reminders', 'announcements', 'promotions'] as const;
export type Purpose = (typeof purposes)[number];

/** Why a parcel is sent; decides hours, caps and opt-out (domain reference §12, bot policy). */
export const parcelClasses = ['transactional', 'reminder', 'official_notice', 'promotional'] as const;
export type ParcelClass = (typeof parcelClasses)[number];

export const producerTypes = [
  'cooperative',
  'cooperative_group',
  'sme',
  'farm',
  'production_household',
  'family_household',
  'association',
  'operations_centre',
  'not_established',
] as const;
export type ProducerType = (typeof producerTypes)[number];

export const ideaStatuses = ['submitted', 'returned', 'resubmitted', 'accepted', 'withdrawn'] as const;
export type IdeaStatus = (typeof ideaStatuses)[number];

export const officerRoles = ['commune', 'province'] as const;
export type OfficerRole = (typeof officerRoles)[number];

/** An administrative unit as the law lists it (QĐ 19/2025/QĐ-TTg): province or commune level. */
export interface AdminUnit {
  readonly code: UnitCode;
  readonly level: 'province' | 'commune';
  /** Full official name in NFC, type word included: `Xã Tân Cương`, `Phường Bến Thành`, `Tỉnh Thái Nguyên`. */
  readonly name: string;
  /** The unit itself for a province, its province for a commune. */
  readonly provinceCode: UnitCode;
  readonly provinceName: string;
}

/** One line of "the old commune became (part of) the new one" (merger of 1 July 2025). */
export interface UnitAlias {
  readonly oldName: string;
  readonly oldDistrict: string;
  readonly oldProvince: string;
  readonly newCode: UnitCode;
}

/** What flows may know of the person they talk to. */
export interface ContactView {
  readonly id: ContactId;
  readonly language: Language | null;
  readonly name: string | null;
  /** E.164, e.g. `+84912345678`. */
  readonly phone: string | null;
  readonly unit: UnitCode | null;
  readonly hamlet: string | null;
  /** Latest answer per purpose; a purpose never answered is absent. */
  readonly consents: Readonly<Partial<Record<Purpose, boolean>>>;
  /** Classes of messages switched off. */
  readonly optedOut: readonly ParcelClass[];
}

/** One of the accounts of the person, as they may see it. */
export interface OwnAccount {
  readonly channel: ChannelName;
  readonly address: string;
  /** What the platform calls them, or the name they gave us. */
  readonly name: string | null;
  /** News goes here first. */
  readonly preferred: boolean;
}

export interface OfficerView {
  readonly role: OfficerRole;
  readonly units: readonly UnitCode[];
}

/** The answers of the idea form (domain reference §7.5). Values as the person gave them, normalised. */
export interface IdeaFields {
  readonly registrantName: string;
  readonly phone: string;
  readonly unit: UnitCode;
  readonly hamlet?: string;
  readonly producerType: ProducerType;
  readonly producerName?: string;
  readonly businessRegistration?: 'yes' | 'no' | 'unsure';
  readonly businessRegistrationNumber?: string;
  readonly productName: string;
  readonly ideaKind: 'new' | 'existing';
  /** Product set id of domain reference §5, or `unsure`. */
  readonly productSet: string;
  readonly description: string;
  readonly photos: readonly MediaId[];
  readonly materials?: string;
  readonly materialShare?: ShareBand;
  readonly workers?: number;
  readonly workerShare?: ShareBand;
  readonly origin?: string;
  readonly output?: string;
  readonly markets?: string;
  readonly papers?: string;
  readonly support?: string;
  readonly target?: string;
}

export const shareBands = ['under50', 'from50to75', 'from75', 'unsure'] as const;
/** Share that comes from the commune or province, in the bands the score sheet uses (criterion 1.1). */
export type ShareBand = (typeof shareBands)[number];

export interface Idea {
  readonly id: IdeaId;
  /** Slip number in the form of domain reference §3.3, e.g. `YT-0007/PĐK-19-05512-2026`. */
  readonly code: string;
  readonly contactId: ContactId;
  readonly unit: UnitCode;
  readonly status: IdeaStatus;
  /** Counts changes; an action names the version it saw, so that nobody overwrites anybody. */
  readonly version: number;
  readonly fields: IdeaFields;
  readonly submittedAt: Instant;
  readonly changedAt: Instant;
  /** Why it was last returned, in the officer's words. */
  readonly returnReason: string | null;
  /** Name of the officer who acted last. */
  readonly decidedBy: string | null;
}
