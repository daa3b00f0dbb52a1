/** What can be set about the stand-in. Points that nobody has verified on Zalo itself are switches. */

export interface StandInOptions {
  /** 0 picks a free one. */
  readonly port?: number;
  /** Loopback unless set: the control endpoint has no password. */
  readonly address?: string;
  readonly app?: { readonly id: string; readonly secret: string };
  /** `secret` is the OA Secret Key that signs webhooks. */
  readonly oa?: { readonly id: string; readonly secret: string; readonly name: string };
  readonly clock?: {
    /** Ms since 1970; default: real time. */
    readonly startAt?: number;
    /** False: time moves only when told to. Default true. */
    readonly ticking?: boolean;
  };
  readonly people?: readonly SeedPerson[];
  readonly templates?: readonly SimTemplate[];
  readonly prices?: Prices;
  readonly quota?: Partial<CsQuota>;
  readonly zns?: { readonly dailyQuota?: number; readonly adminPhones?: readonly string[] };
  readonly rate?: { readonly appPerMinute?: number; readonly oaPerMinute?: number };
  readonly switches?: Partial<Switches>;
  readonly webhook?: {
    readonly url: string;
    readonly events?: readonly string[];
    readonly timeoutMs?: number;
  };
}

/** Made-up people only. */
export interface SeedPerson {
  readonly id?: string;
  readonly name: string;
  /** `84…`; a ZNS to a number nobody has is refused. */
  readonly phone?: string;
  readonly follower?: boolean;
  /** Ms before the start; absent: never interacted. */
  readonly lastInteractionMsAgo?: number;
}

/** Đồng per message. Unset is unknown and stays unknown: nothing is guessed. */
export interface Prices {
  /** A consultation message between 48 hours and 7 days after the last interaction. */
  readonly csAfter48hVnd?: number;
}

/** Messages left in the three allowances for the time after 48 hours. */
export interface CsQuota {
  readonly sub: number;
  readonly purchase: number;
  readonly reward: number;
}

export interface SimTemplate {
  readonly id: string;
  readonly name: string;
  readonly enabled?: boolean;
  /** 1 transaction, 2 customer care, 3 promotion. */
  readonly tag?: 1 | 2 | 3;
  readonly params: readonly SimTemplateParam[];
  /** Only templates made since 2025-12-10 go to a user id. Default: they do. */
  readonly byUserId?: boolean;
  readonly pricePhoneVnd?: number;
  readonly priceUserVnd?: number;
}

export interface SimTemplateParam {
  readonly name: string;
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface Switches {
  /** Whether v3 consultation messages take buttons, and lists. Refused ones get `layoutRefused`. */
  readonly csButtons: boolean;
  readonly csList: boolean;
  readonly layoutRefused: number;
  readonly longText: number;
  readonly tooManyButtons: number;
  /** When no allowance is left after 48 hours: -211 or -321. */
  readonly outOfQuota: number;
  readonly deadEndpoint: number;
  readonly uploadsPerMonth: number;
  readonly uploadsUsedUp: number;
  readonly wrongUploadType: number;
  readonly tooLargeUpload: number;
  readonly unknownRefreshToken: number;
  readonly usedRefreshToken: number;
  readonly oldAccessTokenDies: boolean;
  /** Reported of unverified accounts: no refresh token in the reply. */
  readonly refreshTokenGiven: boolean;
  /** Saved callbacks; `null` accepts any. */
  readonly redirectUris: readonly string[] | null;
  readonly redirectMatch: 'exact' | 'prefix';
  /** A challenge saved in the console; the exchange then needs its verifier. */
  readonly fixedChallenge: string | null;
  readonly demandsSecretProof: boolean;
  /** -213 refuses the profile of a non-follower; `null` gives it. */
  readonly profileOfNonFollower: number | null;
  /** Refuse ZNS from 22:00 to 06:00 with -133. */
  readonly znsNight: boolean;
  /** Which side a `user_seen_message` names as sender. */
  readonly seenSentBy: 'oa' | 'user';
  readonly receipts: 'after_reply' | 'before_reply' | 'mixed' | 'none';
  /** Virtual time until a message counts as seen; `null`: only when the person looks. */
  readonly seenAfterMs: number | null;
  /** Sources disagree whether a reply that is slow or not 200 is repeated. */
  readonly retryWebhookOn: 'any_failure' | 'no_connection';
}

export const DEFAULT_SWITCHES: Switches = {
  csButtons: true,
  csList: false,
  layoutRefused: -233,
  longText: -210,
  tooManyButtons: -201,
  outOfQuota: -211,
  deadEndpoint: -233,
  uploadsPerMonth: 5000,
  uploadsUsedUp: -211,
  wrongUploadType: -201,
  tooLargeUpload: -210,
  unknownRefreshToken: -14014,
  usedRefreshToken: -14020,
  oldAccessTokenDies: true,
  refreshTokenGiven: true,
  redirectUris: null,
  redirectMatch: 'exact',
  fixedChallenge: null,
  demandsSecretProof: false,
  profileOfNonFollower: null,
  znsNight: false,
  seenSentBy: 'oa',
  receipts: 'mixed',
  seenAfterMs: 5000,
  retryWebhookOn: 'any_failure',
};

/** Made up; nothing real has them. */
export const DEFAULT_APP = { id: '360846524940903967', secret: 'StandInAppSecret' };
export const DEFAULT_OA = { id: '388613280878808645', secret: 'StandInOaSecret', name: 'OA thử nghiệm' };
