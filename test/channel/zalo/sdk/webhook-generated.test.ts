import { describe, expect, test } from 'vitest';
import { readWebhook, verifyWebhook, type WebhookReading } from '../../../../src/channel/zalo/sdk/mod.ts';
import { APP_ID, OA_ID, OA_SECRET } from './vectors.ts';
import { FAMILIES, OLD_SECRET, type WebhookCase, webhookCases } from './webhook-cases.ts';

const COUNT = 12_000;
const ACCOUNT = { appId: APP_ID, oaId: OA_ID, oaSecrets: [OA_SECRET, OLD_SECRET] };

function isRight(reading: WebhookReading, { genuine, name, kind }: WebhookCase): boolean {
  if (!reading.ok) return !genuine;
  return genuine && reading.event.name === name && reading.event.kind === kind;
}

const count = (families: Map<string, number>, family: string) =>
  families.set(family, (families.get(family) ?? 0) + 1);

describe(`${COUNT} generated webhook deliveries`, () => {
  test('every genuine one is read as what it is, every forged one is refused', () => {
    const wrong: string[] = [];
    const seen = { genuine: new Map<string, number>(), forged: new Map<string, number>() };
    for (const one of webhookCases(20_261_121, COUNT)) {
      const reading = readWebhook({ rawBody: one.rawBody, signature: one.signature }, ACCOUNT);
      if (!isRight(reading, one)) wrong.push(`${one.family}: ${reading.ok ? 'accepted' : reading.reason}`);
      count(one.genuine ? seen.genuine : seen.forged, one.family);
    }
    expect(wrong).toEqual([]);
    // A generator that never draws a family would prove nothing about it.
    expect(new Set(seen.genuine.keys())).toEqual(new Set(FAMILIES.genuine));
    expect(new Set(seen.forged.keys())).toEqual(new Set(FAMILIES.forged));
    expect(Math.min(...seen.genuine.values(), ...seen.forged.values())).toBeGreaterThan(100);
  });

  test('unsigned, none is accepted', () => {
    for (const { rawBody } of webhookCases(7, 500)) {
      expect(verifyWebhook({ rawBody, signature: null }, ACCOUNT).ok).toBe(false);
    }
  });
});
