/** What answers nobody takes the first way that is open, by our clock and by Zalo's. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ContactId, ParcelId } from '../../../src/core/model.ts';
import type { ParcelPlan, Reach } from '../../../src/ports.ts';
import { handByLadder, type LadderDeps } from '../../../src/service/ladder.ts';
import { createPair, type Pair } from './harness.ts';

const day = 24 * 3_600_000;
const data = { noi_dung: '{text}' };
const params = [{ name: 'noi_dung', maxLength: 200 }];

let pair: Pair;
let reach: Reach | null;
beforeEach(async () => {
  pair = await createPair(
    {
      people: [{ name: 'An (bịa)', lastInteractionMsAgo: 0, phone: '84912345678' }],
      templates: [{ id: 'nhac', name: 'Nhắc hạn', params }],
    },
    { templates: { reminder: { user: 'nhac', data }, official_notice: { phone: 'nhac', data } } },
  );
  reach = {
    lastUsedAt: now(),
    phone: '+84912345678',
    consents: { service: true, reminders: true, announcements: true },
  };
});
afterEach(() => pair.close());

const now = () => pair.zalo.clock.now();
const silent = (ms: number) => pair.zalo.act(pair.an, { kind: 'be_silent', ms });
const last = () => pair.zalo.view().people[0]?.lastMessage;

function hand(parcelClass: ParcelPlan['class']) {
  const deps = {
    store: { reachOf: async () => reach },
    channels: { zalo: pair.channel },
    clock: { now },
    media: { read: async () => null },
  } as unknown as LadderDeps;
  const parcel: ParcelPlan = {
    id: 'event:1' as ParcelId,
    contactId: '1' as ContactId,
    class: parcelClass,
    cause: { kind: 'event', id: '1' },
    channel: 'zalo',
    address: pair.an,
    bubbles: [{ text: 'Sắp đến hạn nộp hồ sơ.' }, { text: 'Hạn là 05/03/2027.' }],
  };
  return handByLadder(deps, parcel, []);
}

it('goes as it is while the window is open', async () => {
  expect(await hand('reminder')).toMatchObject({
    state: 'handed',
    externalIds: [expect.any(String), expect.any(String)],
  });
  expect(last()).toMatchObject({ via: 'cs' });
});

it('goes as one template when our clock says that the window is closed', async () => {
  await silent(8 * day);
  reach = reach && { ...reach, lastUsedAt: now() - 8 * day };
  expect(await hand('reminder')).toMatchObject({ state: 'handed', externalIds: [expect.any(String)] });
  expect(last()).toMatchObject({ via: 'template' });
  expect(JSON.stringify(last())).toContain('Sắp đến hạn nộp hồ sơ. Hạn là 05/03/2027.');
});

it('takes the next rung when Zalo says so against our clock', async () => {
  await silent(8 * day);
  expect(await hand('reminder')).toMatchObject({ state: 'handed' });
  expect(last()).toMatchObject({ via: 'template' });
});

it('goes to the number only of people who agreed to this class', async () => {
  await silent(8 * day);
  reach = reach && { ...reach, lastUsedAt: now() - 8 * day };
  expect(await hand('official_notice')).toMatchObject({ state: 'handed' });
  expect(last()).toMatchObject({ via: 'zns' });
  reach = reach && { ...reach, consents: { service: true, reminders: true } };
  expect(await hand('official_notice')).toMatchObject({ state: 'failed', reason: 'out_of_window' });
});
