/** Zalo's limits as numbers. Each cites the section of the API where it is stated; weak ones say so. */

/** Code points of one text message. */
export const TEXT_MAX = 2000;
export const BUTTONS_MAX = 5;
/** Weak: read in third-party code only. */
export const BUTTON_TITLE_MAX = 100;
export const BUTTON_PAYLOAD_MAX = 1000;
export const LIST_ELEMENTS_MAX = 5;

const MEGABYTE = 1024 * 1024;
export const IMAGE_MAX_BYTES = MEGABYTE;
/** Weak: one third-party source. */
export const GIF_MAX_BYTES = 5 * MEGABYTE;
export const FILE_MAX_BYTES = 5 * MEGABYTE;
/** An uploaded asset answers -100 after this long. */
export const ASSET_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

export const USERS_PAGE_MAX = 50;
/** Highest `offset` of `user/getlist`: 10,000 users are reachable per filter. */
export const USERS_OFFSET_MAX = 9951;
export const CHAT_PAGE_MAX = 10;

export const TRACKING_ID_MAX = 48;

/** Life of an access token when the reply does not tell: 25 hours. */
export const ACCESS_TOKEN_LIFE_SEC = 90_000;
/** Length of a PKCE verifier as Zalo documents it. */
export const VERIFIER_LENGTH = 43;
