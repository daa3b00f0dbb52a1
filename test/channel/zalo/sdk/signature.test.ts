import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  candidateOaIds,
  signWebhook,
  verifyWebhook,
  type WebhookAccount,
} from '../../../../src/channel/zalo/sdk/mod.ts';
import { APP_ID, OA_ID, OA_SECRET, VECTORS, WRONG_FOR_V1 } from './vectors.ts';

const ACCOUNT: WebhookAccount = { appId: APP_ID, oaSecrets: [OA_SECRET] };
const bytes = (text: string) => Buffer.from(text, 'utf8');
const reason = (signature: string | null, body: string | Uint8Array, account = ACCOUNT) => {
  const rawBody = typeof body === 'string' ? bytes(body) : body;
  const verdict = verifyWebhook({ rawBody, signature }, account);
  return verdict.ok ? 'ok' : verdict.reason;
};
/** Independent of the code under test. */
const macOf = (body: string, timestamp: string, secret = OA_SECRET, appId = APP_ID) =>
  `mac=${createHash('sha256')
    .update(appId + body + timestamp + secret, 'utf8')
    .digest('hex')}`;

describe('the vectors of the reference', () => {
  test.each(Object.entries(VECTORS))('%s is accepted', (_, { body, mac, bytes: length }) => {
    expect(bytes(body)).toHaveLength(length);
    expect(reason(`mac=${mac}`, body)).toBe('ok');
    expect(signWebhook(bytes(body), APP_ID, OA_SECRET)).toBe(`mac=${mac}`);
  });

  test.each(Object.entries(WRONG_FOR_V1))('%s is refused for V1', (_, mac) => {
    expect(reason(`mac=${mac}`, VECTORS.V1.body)).toBe('mismatch');
  });

  test("V1's mac is refused on V4's body and the reverse", () => {
    expect(reason(`mac=${VECTORS.V1.mac}`, VECTORS.V4.body)).toBe('mismatch');
    expect(reason(`mac=${VECTORS.V4.mac}`, VECTORS.V1.body)).toBe('mismatch');
  });

  test.each([
    ['without mac=', VECTORS.V1.mac],
    ['empty', ''],
    ['mac= alone', 'mac='],
    ['short', `mac=${VECTORS.V1.mac.slice(0, 63)}`],
    ['long', `mac=${VECTORS.V1.mac}0`],
    ['not hex', `mac=${VECTORS.V1.mac.slice(0, 63)}g`],
    ['twice', `mac=${VECTORS.V1.mac},mac=${VECTORS.V1.mac}`],
  ])('a signature %s is refused', (_, signature) => {
    expect(reason(signature, VECTORS.V1.body)).toBe('bad_signature_form');
  });

  test('blanks around mac and = are allowed, as the docs print them', () => {
    expect(reason(` mac = ${VECTORS.V1.mac} `, VECTORS.V1.body)).toBe('ok');
  });

  test('an absent header is told apart from a wrong one', () => {
    expect(reason(null, VECTORS.V1.body)).toBe('unsigned');
  });
});

describe('secrets', () => {
  test('any of two active ones is accepted, and which one is told', () => {
    const two = { appId: APP_ID, oaSecrets: ['NewSecret', OA_SECRET] };
    const delivery = { rawBody: bytes(VECTORS.V1.body), signature: `mac=${VECTORS.V1.mac}` };
    expect(verifyWebhook(delivery, two)).toMatchObject({ ok: true, secretIndex: 1 });
  });

  test.each([[[]], [['']]])('none at all refuses everything: %j', (oaSecrets) => {
    const signature = macOf(VECTORS.V1.body, '1717061839659', '');
    expect(reason(signature, VECTORS.V1.body, { appId: APP_ID, oaSecrets })).toBe('no_secret');
  });
});

describe('the body', () => {
  test('of another app is refused, also when the signature fits our app id', () => {
    const body = '{"app_id":"1","event_name":"follow","timestamp":"1543979782740"}';
    expect(reason(macOf(body, '1543979782740'), body)).toBe('wrong_app');
  });

  test('without app_id is accepted', () => {
    const body = '{"event_name":"follow","timestamp":"1543979782740"}';
    expect(reason(macOf(body, '1543979782740'), body)).toBe('ok');
  });

  test.each([
    ['{"a":1,"timestamp":1717061839659}', '1717061839659'],
    ['{"timestamp":1717061839659.0}', '1717061839659.0'],
    ['{"timestamp" : 1.717061839659e12 }', '1.717061839659e12'],
    ['{"x":{"timestamp":"5"},"t\\u0069mestamp":1717061839659,"y":["timestamp"]}', '1717061839659'],
    ['{"timestamp":1,"timestamp":2}', '2'],
    ['{"timestamp":17170618396590000}', '17170618396590000'],
  ])('with a numeric timestamp is signed over its literal digits: %s', (body, digits) => {
    expect(reason(macOf(body, digits), body)).toBe('ok');
    expect(reason(macOf(body, `${digits}1`), body)).toBe('mismatch');
  });

  test.each([
    ['not_json', ''],
    ['not_json', '{"timestamp":"1"'],
    ['not_json', '[]'],
    ['not_json', 'null'],
    ['not_json', '"text"'],
    ['no_timestamp', '{}'],
    ['no_timestamp', '{"timestamp":null}'],
    ['no_timestamp', '{"timestamp":""}'],
    ['no_timestamp', '{"data":{"timestamp":"1"}}'],
  ])('gives "%s" for %s', (expected, body) => {
    expect(reason(macOf(body, '1'), body)).toBe(expected);
  });

  test('that is not UTF-8 is refused', () => {
    const broken = Buffer.concat([bytes('{"timestamp":"1","x":"'), Buffer.from([0xff]), bytes('"}')]);
    expect(reason(`mac=${'0'.repeat(64)}`, broken)).toBe('not_json');
  });

  test('tells the ids among which the OA is, before it is verified', () => {
    expect(candidateOaIds(bytes(VECTORS.V1.body))).toEqual([OA_ID, '246845883529197922']);
    expect(candidateOaIds(bytes(VECTORS.V3.body))).toEqual([OA_ID]);
    expect(candidateOaIds(bytes('oops'))).toEqual([]);
    expect(candidateOaIds(bytes('{"oa_id":388613280878808645}'))).toEqual([OA_ID]);
  });
});
