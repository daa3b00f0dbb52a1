import { describe, expect, test } from 'vitest';
import {
  FAULT_CLASSES,
  FAULT_TABLES,
  type FaultTable,
  faultOf,
  OAUTH_FAULTS,
} from '../../../../src/channel/zalo/sdk/mod.ts';

/** Typed by hand from the two error lists of the API reference; never generated from the tables. */
const OPENAPI: Record<string, readonly number[]> = {
  rate: [-32],
  asset: [-100],
  transient: [-200, -214],
  request: [-201, -210, -233, -240, -248, -1340, -1341],
  config: [-204, -205, -209, -212, -221, -224, -235, -237, -403, -238, -241, -242, -249, -320, -321],
  quota: [-211, -218],
  window: [-213, -230, -232],
  refresh: [-216, -220, -124, 452],
  unreachable: [-217, -227, -244],
  reconnect: [-219, -223],
  defer: [-234],
};
const BUSINESS: Record<string, readonly number[]> = {
  rate: [-32],
  transient: [-100],
  config: [
    ...[-101, -102, -103, -104, -105, -109, -1091, -115, -117, -120, -1201, -1202, -123, -1241, -125, -126],
    ...[-127, -128, -129, -131, -135, -1351, -136, -137, -138, -1381, -142, -143, -145, -146, -151, -152],
    ...[-153, -161, -162],
  ],
  request: [
    ...[-106, -107, -111, -112, -1121, -1122, -1123, -1124, -113, -1131, -116, -121, -122, -130, -132],
    ...[-148, -149, -1491, -150, -158, -159],
  ],
  recipient: [-108, -110, -114, -118, -119, -134, -139, -140, -141],
  refresh: [-124],
  defer: [-133],
  quota: [-144, -1441, -147, -1471, -1472, -160],
};
const OAUTH: Record<string, readonly number[]> = {
  rate: [-32],
  config: [-14002, -14003, -14004],
  restart_consent: [-14005],
  reconsent: [-14014, -14020],
  bug: [-14018],
};

const byClass = (table: Readonly<Record<string, { class: string }>>): Record<string, Set<number>> => {
  const found: Record<string, Set<number>> = {};
  for (const [code, row] of Object.entries(table)) {
    const codes = found[row.class] ?? new Set<number>();
    found[row.class] = codes.add(Number(code));
  }
  return found;
};
const asSets = (lists: Record<string, readonly number[]>) =>
  Object.fromEntries(Object.entries(lists).map(([name, codes]) => [name, new Set(codes)]));

const plain = { message: '', path: '/v3.0/oa/message/cs' };

describe('the error tables', () => {
  test('hold every code of the reference in its class, and no other', () => {
    expect(byClass(FAULT_TABLES.openapi)).toEqual(asSets(OPENAPI));
    expect(byClass(FAULT_TABLES.business)).toEqual(asSets(BUSINESS));
    expect(byClass(OAUTH_FAULTS)).toEqual(asSets(OAUTH));
  });

  test('have 41 codes for openapi and 75 for business', () => {
    expect(Object.keys(FAULT_TABLES.openapi)).toHaveLength(41);
    expect(Object.keys(FAULT_TABLES.business)).toHaveLength(75);
  });

  test('use only classes that are explained', () => {
    const rows = (table: FaultTable) => Object.values(table).map((row) => row.class);
    const used = new Set([...rows(FAULT_TABLES.openapi), ...rows(FAULT_TABLES.business), 'held']);
    expect(used).toEqual(new Set(Object.keys(FAULT_CLASSES)));
  });

  test.each([1, -1, -9999, 3, Number.NaN])('hold the unknown code %d', (code) => {
    expect(faultOf('openapi', code, plain).class).toBe('held');
    expect(faultOf('business', code, plain).class).toBe('held');
  });
});

describe('overloaded codes', () => {
  test('-223 is a missing permission, or a quota when the message or the path says so', () => {
    expect(faultOf('openapi', -223, plain).class).toBe('reconnect');
    expect(faultOf('openapi', -223, { ...plain, message: 'Article quota reached' }).class).toBe('quota');
    expect(faultOf('openapi', -223, { ...plain, path: '/v2.0/article/create' }).class).toBe('quota');
  });

  test('-32 tells whether the app or the OA is over its limit', () => {
    const app = { ...plain, message: 'Your application reached limit call api' };
    const oa = { ...plain, message: 'Your OA reached limit call api' };
    expect(faultOf('openapi', -32, app).scope).toBe('app');
    expect(faultOf('openapi', -32, oa).scope).toBe('oa');
  });

  test('-100 is an expired asset on openapi and a passing trouble on business', () => {
    expect(faultOf('openapi', -100, plain).class).toBe('asset');
    expect(faultOf('business', -100, plain).class).toBe('transient');
  });

  test('a found fault carries no variants', () => {
    expect(faultOf('openapi', -223, plain)).not.toHaveProperty('variants');
  });
});
