import { describe, expect, test } from 'vitest';
import { toWire } from '../../../../src/channel/zalo/sdk/cs-message.ts';
import {
  type Button,
  type CsMessage,
  checkTemplateData,
  countCodePoints,
  createZaloClient,
  fixedToken,
  hashPhone,
  limits,
  toNumberedText,
  toZaloPhone,
  verificationFile,
  verificationMeta,
} from '../../../../src/channel/zalo/sdk/mod.ts';

const USER = '246845883529197923';
const button: Button = { title: 'a', type: 'oa.query.show', payload: '#a' };
const client = createZaloClient({
  tokens: fixedToken('t'),
  exchange: () => Promise.reject(new Error('nothing may be sent')),
});

describe('text', () => {
  test('leaves in NFC, whatever form it came in', () => {
    const decomposed = 'Đăng ký'.normalize('NFD');
    expect(toWire({ kind: 'text', text: decomposed })).toEqual({ text: 'Đăng ký'.normalize('NFC') });
  });

  test('is measured in code points after NFC', () => {
    expect(countCodePoints('🎉é'.normalize('NFC'))).toBe(2);
    expect(() => toWire({ kind: 'text', text: '🎉'.repeat(2000) })).not.toThrow();
    expect(() => toWire({ kind: 'text', text: 'ệ'.normalize('NFD').repeat(2000) })).not.toThrow();
    expect(() => toWire({ kind: 'text', text: '🎉'.repeat(2001) })).toThrow(/too long/);
  });

  test('with choices can be written as numbered lines', () => {
    expect(toNumberedText('Chọn:', ['Một', 'Hai'])).toBe('Chọn:\n1. Một\n2. Hai');
  });
});

describe('what breaks a limit is refused before anything is sent', () => {
  const cases: readonly [string, CsMessage, string][] = [
    ['blank text', { kind: 'text', text: ' \n ' }, 'empty'],
    ['six buttons', { kind: 'buttons', text: 'a', buttons: Array(6).fill(button) }, 'too_many'],
    ['no button', { kind: 'buttons', text: 'a', buttons: [] }, 'empty'],
    [
      'a long title',
      { kind: 'buttons', text: 'a', buttons: [{ ...button, title: 'x'.repeat(101) }] },
      'too_long',
    ],
    [
      'a long payload',
      { kind: 'buttons', text: 'a', buttons: [{ ...button, payload: 'x'.repeat(1001) } as Button] },
      'too_long',
    ],
    ['a file address', { kind: 'image', source: { url: 'file:///etc/passwd' } }, 'bad_url'],
    [
      'a gif of no width',
      { kind: 'gif', source: { attachmentId: 'a' }, width: 0, height: 1 },
      'out_of_range',
    ],
    ['a list', { kind: 'list', elements: [{ title: 'a', subtitle: 'b' }] }, 'capability_off'],
  ];
  test.each(cases)('%s', async (_, message, fault) => {
    const sending = client.messages.send(USER, message);
    await expect(sending).rejects.toMatchObject({ name: 'ZaloInputError', fault, outcome: 'not_executed' });
  });

  test('a list without a first subtitle or with six elements', () => {
    expect(() => toWire({ kind: 'list', elements: [{ title: 'a' }] })).toThrow(/subtitle/);
    const six = Array(6).fill({ title: 'a', subtitle: 'b' });
    expect(() => toWire({ kind: 'list', elements: six })).toThrow(/too many/);
  });

  test('an id that is a number', async () => {
    const id = 246845883529197920 as unknown as string;
    await expect(client.users.detail(id)).rejects.toMatchObject({ fault: 'not_a_string' });
  });

  test('a tracking id of 49 characters, a template value that is no string', async () => {
    const message = { phone: '0987654321', templateId: 't', data: { a: 'b' }, trackingId: 'x'.repeat(49) };
    await expect(client.zns.send(message)).rejects.toMatchObject({ fault: 'too_long' });
    const data = { amount: 5 } as unknown as Record<string, string>;
    await expect(client.templates.send({ userId: USER, templateId: 't', data })).rejects.toMatchObject({
      fault: 'not_a_string',
    });
  });

  test('an upload that is too large, empty or of another type', async () => {
    const file = { bytes: new Uint8Array(1), name: 'a.png', mime: 'image/png' };
    const large = { ...file, bytes: new Uint8Array(limits.IMAGE_MAX_BYTES + 1) };
    await expect(client.uploads.image(large)).rejects.toMatchObject({ fault: 'too_large' });
    await expect(client.uploads.image({ ...file, bytes: new Uint8Array() })).rejects.toMatchObject({
      fault: 'empty',
    });
    await expect(client.uploads.gif(file)).rejects.toMatchObject({ fault: 'bad_type' });
  });

  test('pages beyond the reach of the list', async () => {
    await expect(client.users.page({}, { offset: 9952, count: 50 })).rejects.toMatchObject({
      fault: 'out_of_range',
    });
    await expect(client.conversations.recent({ offset: 0, count: 11 })).rejects.toMatchObject({
      fault: 'out_of_range',
    });
  });

  test('a root that is no address', () => {
    expect(() => createZaloClient({ tokens: fixedToken('t'), roots: { openapi: 'zalo' } })).toThrow(
      TypeError,
    );
  });
});

describe('phones', () => {
  test.each(['0987654321', '+84987654321', '84 987 654 321', '0987.654.321'])('%s becomes 84…', (phone) => {
    expect(toZaloPhone(phone)).toBe('84987654321');
  });
  test.each(['', '987654321', '+1 202 555 0100', '84', '09876543210000', 'abc'])(
    '"%s" is refused',
    (phone) => {
      expect(() => toZaloPhone(phone)).toThrow(/bad phone/);
    },
  );
  test('are hashed in the 84… form', () => {
    const hash = '116ce31ae9170769b075a11dedca1198f41d30318334919fb90917e9c617b438';
    expect(hashPhone('84987654321')).toBe(hash);
    expect(hashPhone('0987654321')).toBe(hash);
  });
});

describe('template data', () => {
  const param = { required: true, type: 'STRING', minLength: 2, maxLength: 4, acceptsEmpty: false };
  test('are checked against what the template declares', () => {
    const params = [
      { ...param, name: 'a' },
      { ...param, name: 'b' },
      { ...param, name: 'c' },
      { ...param, name: 'd', required: false },
    ];
    expect(checkTemplateData(params, { a: 'x', b: 'xxxxx', e: 'x' })).toEqual([
      { name: 'a', fault: 'too_short' },
      { name: 'b', fault: 'too_long' },
      { name: 'c', fault: 'missing' },
      { name: 'e', fault: 'undeclared' },
    ]);
  });
});

describe('domain verification', () => {
  test('gives the file and the tag Zalo looks for', () => {
    expect(verificationMeta('AbC1')).toBe('<meta name="zalo-platform-site-verification" content="AbC1" />');
    const file = verificationFile('AbC1');
    expect(file.path).toBe('/zalo_verifierAbC1.html');
    expect(file.body).toContain('There Is No Limit To What You Can Accomplish Using Zalo!');
  });
});
