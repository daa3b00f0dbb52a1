import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Offering } from '../../src/core/class.ts';
import type { ContactId } from '../../src/core/model.ts';
import { enrolList } from '../../src/service/enrol/enrol-list.ts';
import { renderCall } from '../../src/service/seat-call.ts';
import { now } from '../contract/store/made-up.ts';
import { index } from '../core/unit-excerpt.ts';
import { documents, type EnrolPlace, enrol, list, openEnrolPlace, texts } from './enrol-place.ts';

const hour = 3_600_000;
const words = (told: readonly { readonly text: string }[]) => told.map(({ text }) => text).join('\n');
const two = () =>
  list([
    [1, 'Nguyễn Văn An', '0912000001', 'Tân Cương', ''],
    [2, 'Trần Thị Bình', '0912000002', '', ''],
  ]);

describe('a list of people that does not go in', () => {
  let place: EnrolPlace;
  beforeAll(async () => {
    place = await openEnrolPlace();
  });
  afterAll(() => place.close());

  it.each([
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      'Tệp này không phải bảng tính.',
    ],
    ['a letter', Buffer.from('Kính gửi bà con, mai họp lúc 8 giờ.'), 'Không tìm thấy dòng tên cột'],
    ['nothing', Buffer.alloc(0), 'Tệp không có dòng nào.'],
  ])('because it is %s is answered as what it is', async (_, bytes, sentence) => {
    const offering = await place.openClass();
    const { id, told } = await place.send(offering, bytes);
    expect([await place.state(id), words(told)]).toEqual(['refused', expect.stringContaining(sentence)]);
    expect(words(told)).toContain('Gửi tệp khác');
  });

  it.each([
    ['after closing', { closesAt: now - 1 }, 'đã hết hạn ghi tên'],
    ['before opening', { opensAt: now + hour }, 'chưa đến ngày ghi tên'],
  ])('%s is told so', async (_, rules, sentence) => {
    const offering = await place.openClass({}, rules);
    const { id, told } = await place.send(offering, await two());
    expect([await place.state(id), words(told)]).toEqual(['refused', expect.stringContaining(sentence)]);
  });

  it('because the class closed between the trial and the yes enrols nobody', async () => {
    const offering = await place.openClass();
    const { id } = await place.send(offering, await two());
    await place.rows(
      `UPDATE seat_pool SET closes_at = now() - interval '9 years' WHERE id = $1`,
      offering.id,
    );
    expect(words(await place.take(id))).toContain('đã hết hạn ghi tên');
    expect([await place.state(id), await place.seats(offering)]).toEqual(['refused', []]);
  });

  it('as a whole, when the class is full and has no waiting list, says so of every row too many', async () => {
    const offering = await place.openClass({}, { capacity: 1, hasWaitingList: false });
    const { told } = await place.send(offering, await two());
    expect(words(told)).toContain('Có chỗ: 1 người.');
    expect(words(told)).toContain('• Dòng 3: Lớp hết chỗ và không có danh sách chờ.');
  });

  it('is enrolled wholly or not at all: a crash at the end leaves no seat behind', async () => {
    const offering = await place.openClass();
    const view = await place.store.findOffering(offering.code);
    if (view === null) throw new Error('no class');
    const { id } = await place.send(offering, await two());
    const deps = { store: place.store, documents, library: { units: index } as never, enrol };
    const about = { view, bytes: await two(), fileName: 'a', actor: place.officer, dryRun: false, at: now };
    const end = () => {
      throw new Error('died here');
    };
    await expect(enrolList(deps, { ...about, list: { id, end } })).rejects.toThrow('died here');
    expect([await place.state(id), await place.seats(offering)]).toEqual(['tried', []]);
    // Nor when another process enrolled it meanwhile: the list no longer waits.
    const ends = { id, end: () => ({ answer: null }) };
    await expect(enrolList(deps, { ...about, list: ends })).rejects.toThrow(/no longer waiting/);
    expect(await place.seats(offering)).toEqual([]);
  });

  it('keeps to the seats a producer may have', async () => {
    const offering = await place.openClass({}, { capacity: 9, perProducer: 1 });
    await place.rows(
      `INSERT INTO producer (key, name, name_key, unit_code, province_code, changed_at)
       VALUES ('k', 'HTX Chè Mẫu', 'htx che mau', '00001', '19', now())`,
    );
    const { told } = await place.send(
      offering,
      await list([
        [1, 'Nguyễn Văn An', '0912000001', 'Tân Cương', 'HTX Chè Mẫu'],
        [2, 'Trần Thị Bình', '0912000002', 'Tân Cương', 'HTX chè mẫu'],
      ]),
    );
    expect(words(told)).toContain('• Dòng 3: Cơ sở này đã đủ số chỗ được ghi.');
  });
});

describe('a list taken back', () => {
  let place: EnrolPlace;
  let an: ContactId;
  beforeAll(async () => {
    place = await openEnrolPlace();
    an = await place.contact('Nguyễn Văn An', '+84912000001');
  });
  afterAll(() => place.close());

  const enrolled = async (capacity = 9) => {
    const offering = await place.openClass({}, { capacity });
    const { id } = await place.send(offering, await two());
    await place.take(id);
    return { offering, id };
  };
  const claim = async ({ id }: Offering, name: string) =>
    (await place.store.roster(id)).find((one) => one.name === name)?.claim ?? '';

  it('frees its seats for those who wait, and is taken back once', async () => {
    const { offering, id } = await enrolled(2);
    const person = await place.contact('Lê Thị Sau', '+84912000009');
    await place.store.actOnSeats(offering.id, { kind: 'join', person, producer: null, seats: 1 }, now);
    expect(await place.undo(offering, id)).toBe('done');
    expect([await place.state(id), await place.undo(offering, id)]).toEqual(['undone', 'gone']);
    expect(await place.seats(offering)).toEqual([[3, 'Lê Thị Sau', 'offered', '+84912000009', '00001']]);
    const [pool] = await place.rows('SELECT held, waiting FROM seat_pool WHERE id = $1', offering.id);
    expect(pool).toEqual({ held: 1, waiting: 0 });
  });

  it('can be sent again', async () => {
    const { offering, id } = await enrolled();
    await place.undo(offering, id);
    const again = await place.send(offering, await two());
    await place.take(again.id);
    expect((await place.seats(offering)).map(([, name]) => name)).toEqual(['Nguyễn Văn An', 'Trần Thị Bình']);
  });

  it('tells only those who had been told that they are to come', async () => {
    const kinds = async ({ id }: Offering) =>
      place.rows(
        'SELECT kind, outcome FROM seat_notice n JOIN seat_claim c ON c.id = n.claim_id WHERE c.pool_id = $1 ORDER BY n.id',
        id,
      );
    const silent = await enrolled();
    await place.undo(silent.offering, silent.id);
    expect(await kinds(silent.offering)).toEqual([]);
    const loud = await enrolled();
    await place.store.tellNotices(10, now, () => ({ skipped: 'planned' }));
    await place.undo(loud.offering, loud.id);
    expect(await kinds(loud.offering)).toEqual([
      { kind: 'handed_over', outcome: 'planned' },
      { kind: 'removed', outcome: null },
    ]);
  });

  const deeds: Readonly<Record<string, (offering: Offering) => Promise<unknown>>> = {
    'somebody left': ({ id }) => place.store.actOnSeats(id, { kind: 'leave', person: an }, now + hour),
    'somebody said that they come': ({ id }) =>
      place.rows('UPDATE seat_claim SET confirmed_at = now() WHERE pool_id = $1 AND person = $2', id, an),
    'somebody sends another in their place': ({ id }) =>
      place.rows(`UPDATE seat_claim SET attendee = 'Con' WHERE pool_id = $1 AND person = $2`, id, an),
    'somebody was marked present': async (offering) => {
      const session = offering.sessions[0]?.id ?? ('' as never);
      const mark = { id: `${offering.id}-m`, session, claim: await claim(offering, 'Trần Thị Bình') };
      const by = { state: 'present', source: 'tap', device: 'd', markedAt: now } as const;
      await place.store.markAttendance([{ ...mark, ...by }], null, now);
    },
  };
  it.each(Object.keys(deeds))('stays when %s', async (name) => {
    const { offering, id } = await enrolled();
    await deeds[name]?.(offering);
    const before = await place.seats(offering);
    expect(await place.undo(offering, id, now + 2 * hour)).toBe('acted');
    expect([await place.state(id), await place.seats(offering)]).toEqual(['written', before]);
  });
});

/** `ACAB`: a name of its own for each number. */
const nameOf = (n: number) => [...String(n)].map((digit) => String.fromCharCode(65 + Number(digit))).join('');

describe('people of a list without an account', () => {
  let place: EnrolPlace;
  beforeAll(async () => {
    place = await openEnrolPlace();
  });
  afterAll(() => place.close());

  it('get the seat that became free at once, and the officer who sent the list is told whom to call', async () => {
    const offering = await place.openClass({}, { capacity: 1 });
    const first = await place.contact('Lê Thị Trước', '+84912000009');
    await place.store.actOnSeats(offering.id, { kind: 'join', person: first, producer: null, seats: 1 }, now);
    const { id } = await place.send(offering, await two());
    await place.take(id);
    await place.store.actOnSeats(offering.id, { kind: 'leave', person: first }, now + hour);
    expect((await place.seats(offering)).map(([, name, state]) => [name, state])).toEqual([
      ['Nguyễn Văn An', 'taken'],
      ['Trần Thị Bình', 'waiting'],
    ]);
    const told = () =>
      place.store.tellOfficers(now + hour, (call) => renderCall({ texts, channels: {} }, call));
    const [parcel, ...others] = await told();
    expect([parcel?.contactId, others]).toEqual([place.officer, []]);
    expect(parcel?.bubbles[0]?.text).toContain('• Nguyễn Văn An – 0912 000 001');
    expect(parcel?.bubbles[0]?.text).not.toContain('Bình');
    expect(await told()).toEqual([]);
  });

  it('are named in one message when the class is cancelled', async () => {
    const offering = await place.openClass();
    const { id } = await place.send(offering, await two());
    await place.take(id);
    await place.store.actOnSeats(offering.id, { kind: 'cancel' }, now + hour);
    const parcels = await place.store.tellOfficers(now + hour, (call) =>
      renderCall({ texts, channels: {} }, call),
    );
    expect(parcels.map(({ bubbles }) => bubbles[0]?.text)).toEqual([
      expect.stringMatching(/không tổ chức nữa.*Nguyễn Văn An.*Trần Thị Bình/su),
    ]);
  });
});

describe('a list of 25,000 people', () => {
  let place: EnrolPlace;
  beforeAll(async () => {
    place = await openEnrolPlace();
  });
  afterAll(() => place.close());

  it('is enrolled within the time nobody waits longer than; one more is refused', async () => {
    const rows = (count: number) =>
      Buffer.from(
        `STT,Họ và tên,SĐT,Xã\n${Array.from({ length: count }, (_, n) => `${n + 1},Người Thử ${nameOf(n)},09${10_000_000 + n},Tân Cương`).join('\n')}`,
      );
    const offering = await place.openClass({}, { capacity: 60 });
    const { id, told } = await place.send(offering, rows(25_000));
    expect(words(told)).toContain('Có chỗ: 60 người. Vào danh sách chờ: 24.940 người.');
    await place.take(id);
    const [count] = await place.rows(
      'SELECT count(*)::int AS n FROM seat_claim WHERE pool_id = $1',
      offering.id,
    );
    expect(count).toEqual({ n: 25_000 });
    const more = await place.send(offering, rows(25_001));
    expect(words(more.told)).toContain('Tệp có hơn 25.000 dòng.');
  }, 120_000);
});
