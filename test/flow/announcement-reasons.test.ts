/** Whatever may become of a row has a reason in words: an officer never reads a code. */
import { expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import { rowStates } from '../../src/core/announcement.ts';
import { suppressions } from '../../src/core/announcement-policy.ts';
import { leftOutReasons } from '../../src/core/announcement-preview.ts';
import type { SendFault } from '../../src/core/error.ts';
import { languages } from '../../src/core/model.ts';
import type { Permit } from '../../src/ports/permit.ts';

/** All of them, or this does not compile. */
const faults: Readonly<Record<Exclude<SendFault['kind'], 'unknown'>, true>> = {
  throttled: true,
  unreachable: true,
  blocked: true,
  rejected: true,
  out_of_window: true,
  not_now: true,
  config: true,
};
const refusals: Readonly<Record<Extract<Permit, { ok: false }>['why'], true>> = {
  quiet_hours: true,
  quota: true,
  out_of_window: true,
};
/** Written by SQL. */
const ledger = ['no_answer', 'interrupted', 'officer', 'cancelled', 'merged', 'erased', 'opted_out'];

it('is said in both languages', () => {
  const texts = loadTexts('locales');
  const reasons = [
    ...leftOutReasons,
    ...suppressions,
    ...Object.keys(faults),
    ...Object.keys(refusals),
    ...ledger,
  ];
  const keys = [
    ...new Set(reasons.map((reason) => `announcement.reason.${reason}`)),
    ...rowStates.map((state) => `announcement.row.${state}`),
  ];
  const missing = keys.flatMap((key) =>
    languages.filter((language) => !texts.has(key, language)).map((language) => `${key} in ${language}`),
  );
  expect(missing).toEqual([]);
});
