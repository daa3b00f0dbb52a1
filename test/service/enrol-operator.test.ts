/** People an operator enrolled by command: what they cannot be told is told to an officer of the class's unit. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderCall } from '../../src/service/seat-call.ts';
import { now } from '../contract/store/made-up.ts';
import { type EnrolPlace, openEnrolPlace, texts } from './enrol-place.ts';

let place: EnrolPlace;
beforeAll(async () => {
  place = await openEnrolPlace();
});
afterAll(() => place.close());

it('calls nobody while the unit has no officer, and one of them from then on', async () => {
  const offering = await place.openClass();
  const row = { row: 1, name: 'Nguyễn Văn Mẫu', phone: '+84912000001', unit: null, from: null, copy: 1 };
  const order = { offering: offering.id, rows: [row], dryRun: false, actor: 'operator', at: now } as const;
  const { list } = await place.store.enrolPeople({ ...order, fileName: 'ds.csv' });
  expect(await place.state(list ?? '')).toBe('written');
  await place.store.actOnSeats(offering.id, { kind: 'cancel' }, now);
  const tell = () => place.store.tellOfficers(now, (call) => renderCall({ texts, channels: {} }, call));
  expect(await tell()).toEqual([]);
  await place.rows(`INSERT INTO officer VALUES ($1, 'province', now())`, place.officer);
  await place.rows('INSERT INTO officer_unit VALUES ($1, $2)', place.officer, offering.unit);
  const told = (await tell()).map(({ contactId, bubbles }) => [contactId, bubbles[0]?.text]);
  expect(told).toEqual([[place.officer, expect.stringContaining('Nguyễn Văn Mẫu')]]);
  expect(await tell()).toEqual([]);
});
