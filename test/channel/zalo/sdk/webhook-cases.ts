/** A seeded generator of webhook deliveries: good ones in every encoding Zalo might use, and forgeries. */
import { createHash, createHmac } from 'node:crypto';
import { EVENT_SAMPLES } from './event-samples.ts';
import { APP_ID, OA_SECRET } from './vectors.ts';

export const OLD_SECRET = 'OaSecretKeyForTests00';

export interface WebhookCase {
  readonly family: string;
  readonly genuine: boolean;
  readonly rawBody: Buffer;
  readonly signature: string;
  readonly name: string;
  readonly kind: string;
}

type Random = () => number;

/** mulberry32: small, seeded, good enough to vary test data. */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const WORDS = ['Đăng ký', 'mật ong', 'trà', 'Huế', '🎉', 'ổi', '"trích"', '\\', 'a\nb', '&<>', '‏', 'x'];

interface Draft {
  readonly text: string;
  readonly timestamp: string;
}

const macOf = (body: Buffer, timestamp: string, secret: string, appId = APP_ID): string =>
  `mac=${createHash('sha256').update(appId).update(body).update(timestamp).update(secret).digest('hex')}`;

const spaced = (value: object): string =>
  JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ').replaceAll('": ', '" : ');
const escaped = (text: string): string =>
  text.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const WRITERS: Readonly<Record<string, (body: object) => string>> = {
  compact: (body) => JSON.stringify(body),
  spaced,
  escaped: (body) => escaped(JSON.stringify(body)),
  'spaced and escaped': (body) => escaped(spaced(body)),
  'slashes escaped': (body) => JSON.stringify(body).replaceAll('/', '\\/'),
  'numeric timestamp': (body) => JSON.stringify(body).replace(/"timestamp":"(\d+)"/, '"timestamp":$1'),
  'keys reversed': (body) => JSON.stringify(Object.fromEntries(Object.entries(body).reverse())),
  'with a newline': (body) => `${JSON.stringify(body)}\n`,
};

function drawBody(
  random: Random,
  nth: number,
): { body: object; name: string; kind: string; timestamp: string } {
  const sample = pick(random, EVENT_SAMPLES);
  const timestamp = String(1_700_000_000_000 + Math.floor(random() * 90_000_000_000));
  const note = Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(random, WORDS)).join(' ');
  return {
    body: { ...sample.body, timestamp, note: `${note} / ${nth}` },
    name: sample.name,
    kind: sample.kind,
    timestamp,
  };
}

type Forgery = (draft: Draft, random: Random, other: Draft) => { body: Buffer; signature: string } | null;
const raw = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Each takes a genuine delivery and spoils it; `null` when it would not change anything. */
const FORGERIES: Readonly<Record<string, Forgery>> = {
  're-serialised': ({ text, timestamp }) => {
    const again = JSON.stringify(JSON.parse(text));
    return again === text ? null : { body: raw(again), signature: macOf(raw(text), timestamp, OA_SECRET) };
  },
  truncated: ({ text, timestamp }, random) => {
    const body = raw(text);
    const cut = body.subarray(0, Math.floor(random() * body.length));
    return { body: cut, signature: macOf(body, timestamp, OA_SECRET) };
  },
  'one byte changed': ({ text, timestamp }, random) => {
    const body = raw(text);
    const at = Math.floor(random() * body.length);
    const changed = Buffer.from(body);
    changed[at] = (body[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return { body: changed, signature: macOf(body, timestamp, OA_SECRET) };
  },
  'blank added': ({ text, timestamp }) => ({
    body: raw(`${text} `),
    signature: macOf(raw(text), timestamp, OA_SECRET),
  }),
  'wrong secret': ({ text, timestamp }, random) => ({
    body: raw(text),
    signature: macOf(raw(text), timestamp, pick(random, ['', 'AppSecretKeyForTests99', `${OA_SECRET} `])),
  }),
  'wrong app in the mac': ({ text, timestamp }) => ({
    body: raw(text),
    signature: macOf(raw(text), timestamp, OA_SECRET, '360846524940903968'),
  }),
  'wrong app in the body': ({ text, timestamp }) => {
    const body = raw(text.replace(APP_ID, '360846524940903968'));
    return { body, signature: macOf(body, timestamp, OA_SECRET) };
  },
  'mac of another event': ({ text }, _, other) => ({
    body: raw(text),
    signature: macOf(raw(other.text), other.timestamp, OA_SECRET),
  }),
  'another timestamp': ({ text, timestamp }) => ({
    body: raw(text),
    signature: macOf(raw(text), `${timestamp}0`, OA_SECRET),
  }),
  'no timestamp in the mac': ({ text }) => ({ body: raw(text), signature: macOf(raw(text), '', OA_SECRET) }),
  HMAC: ({ text, timestamp }) => ({
    body: raw(text),
    signature: `mac=${createHmac('sha256', OA_SECRET).update(APP_ID).update(text).update(timestamp).digest('hex')}`,
  }),
  'no mac=': ({ text, timestamp }) => ({
    body: raw(text),
    signature: macOf(raw(text), timestamp, OA_SECRET).slice(4),
  }),
  'mac cut short': ({ text, timestamp }, random) => ({
    body: raw(text),
    signature: macOf(raw(text), timestamp, OA_SECRET).slice(0, 4 + Math.floor(random() * 64)),
  }),
  'one digit of the mac changed': ({ text, timestamp }, random) => {
    const mac = macOf(raw(text), timestamp, OA_SECRET);
    const at = 4 + Math.floor(random() * 64);
    const digit = mac[at] === '0' ? '1' : '0';
    return { body: raw(text), signature: mac.slice(0, at) + digit + mac.slice(at + 1) };
  },
  'body replaced by its escaped form': ({ text, timestamp }) => {
    const other = escaped(text);
    return other === text ? null : { body: raw(other), signature: macOf(raw(text), timestamp, OA_SECRET) };
  },
  'in decomposed Unicode': ({ text, timestamp }) => {
    const other = text.normalize('NFD');
    return other === text ? null : { body: raw(other), signature: macOf(raw(text), timestamp, OA_SECRET) };
  },
};

/** Gives `count` cases, the same for the same seed; about half of them are genuine. */
export function* webhookCases(seed: number, count: number): Generator<WebhookCase> {
  const random = createRandom(seed);
  let previous: Draft = { text: '{"timestamp":"1"}', timestamp: '1' };
  for (let nth = 0; nth < count; ) {
    const { body, name, kind, timestamp } = drawBody(random, nth);
    const [family, write] = pick(random, Object.entries(WRITERS));
    const draft = { text: write(body), timestamp };
    if (random() < 0.5) {
      const rawBody = raw(draft.text);
      const signature = macOf(rawBody, timestamp, pick(random, [OA_SECRET, OLD_SECRET]));
      yield { family, genuine: true, rawBody, signature, name, kind };
      nth += 1;
    } else {
      const [forgery, forge] = pick(random, Object.entries(FORGERIES));
      const forged = forge(draft, random, previous);
      if (forged) {
        yield {
          family: forgery,
          genuine: false,
          rawBody: forged.body,
          signature: forged.signature,
          name,
          kind,
        };
        nth += 1;
      }
    }
    previous = draft;
  }
}

export const FAMILIES = { genuine: Object.keys(WRITERS), forged: Object.keys(FORGERIES) };
