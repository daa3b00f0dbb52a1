/**
 * Keeps what people wrote, their numbers and our secrets out of the log, whoever calls it and however deep it lies.
 * Rather too much is hidden than too little: ids and codes are what an operator needs.
 */
import { plainCopy } from './plain.ts';

/** Fields that hold what a person wrote or who they are, or a key to something; never shown, whatever is in them. */
const hiddenFields = new Set(
  `text caption input label answer answers bubble bubbles fields body rawbody question comment note
  displayname registrantname producername phone phonenumber hamlet returnreason
  token secret password authorization cookie accesstoken refreshtoken apikey headers`.split(/\s+/),
);

const patterns: readonly (readonly [RegExp, string])[] = [
  // Bot tokens, also inside https://api.telegram.org/bot<token>/…; shorter ones only in such an address.
  [/\d{6,}:[\w-]{30,}/g, '[token]'],
  [/\/bot\d+:[^/\s"']+/g, '/bot[token]'],
  // user:password@host of any address
  [/\b([a-z][a-z\d+.-]*:\/\/)[^/\s@"']*@/gi, '$1[login]@'],
  // +84 912 345 678 and any other international number
  [/\+\d(?:[\s().-]{0,2}\d){7,14}/g, '[phone]'],
  // 0912345678, 84912345678, 024 3825 1234, 0912.345.678; not the groups of a registration code (…-05512-2026)
  [/(?<!\d)(?:84|0)\d{9,10}(?!\d)/g, '[phone]'],
  [/(?<![\d-])(?:84|\(?0)(?:[\s().-]{0,2}\d){9,10}(?!\d)/g, '[phone]'],
];

/** Too short to be told from an ordinary word. */
const shortestSecret = 4;

export interface Redaction {
  text(text: string): string;
  /** A copy that may be shown, in plain JSON values. */
  fields(fields: object): Readonly<Record<string, unknown>>;
}

/** Makes the filter; `secrets` are hidden wherever they appear. */
export function createRedaction(secrets: readonly string[]): Redaction {
  const exact = secrets.filter((secret) => secret.length >= shortestSecret);
  const text = (raw: string) => {
    const bare = exact.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), raw);
    return patterns.reduce((rest, [pattern, mask]) => rest.replace(pattern, mask), bare);
  };
  const hide = (key: string, value: unknown) => (isHidden(key) ? maskOf(value) : undefined);
  return { text, fields: (fields) => plainCopy(fields, { text, hide }) };
}

const isHidden = (key: string) => hiddenFields.has(key.toLowerCase().replaceAll(/[^a-z]/g, ''));

/** Still tells whether there was something, and how much of it. */
function maskOf(value: unknown): string | null | undefined {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? `[hidden, ${value.length} characters]` : '[hidden]';
}
