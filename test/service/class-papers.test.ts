/** Papers of classes on a real database: register, certificates, the page that verifies them, links to the check-in page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { Certified } from '../../src/core/attendance-certificate.ts';
import { formatDay } from '../../src/core/calendar.ts';
import type { Offering } from '../../src/core/class.ts';
import type { ContactId, Day, UnitCode } from '../../src/core/model.ts';
import { createUnitIndex } from '../../src/core/unit.ts';
import { createDocuments } from '../../src/document/documents.ts';
import { attendancePapers } from '../../src/service/attendance-papers.ts';
import { classPapers } from '../../src/service/class-papers.ts';
import { verifyRoutes } from '../../src/web/verify.tsx';
import { during, now } from '../contract/store/made-up.ts';
import { readPdf } from '../document/read/pdf.ts';
import { hour, openSeatPlace, type Person, type SeatPlace } from '../store/seat-place.ts';

let place: SeatPlace;
let officer: Person;
beforeAll(async () => {
  place = await openSeatPlace();
  officer = await place.someone();
  const code = 'maumaumau2';
  await place.store.invite({ role: 'province', units: ['19' as UnitCode], code, expiresAt: now + hour }, now);
  await during(place.store, officer, (tx) => tx.joinAsOfficer(officer.contactId as ContactId, code, now));
});
afterAll(() => place.close());

const texts = loadTexts(new URL('../../locales', import.meta.url).pathname);
const makers = () => {
  const deps = {
    store: place.store,
    texts,
    library: { units: createUnitIndex([], []) },
    clock: { now: () => now },
    documents: async () => createDocuments({ texts }),
    pages: {
      hotline: null,
      checkInSecret: (id: string) => id,
      checkInLink: (secret: string) => secret,
      calendarLink: (address: string) => `https://bot.example.vn/lich/${address}`,
      verifyLink: (code: string) => `https://example.vn/verify/${code}`,
      personalCode: (claim: string) => `k_${claim}`,
      chatLinks: async () => [
        { channel: 'Telegram', link: 'https://t.me/mau?start=c_LH1', opensClass: true },
      ],
    },
  };
  return { ...classPapers(deps), ...attendancePapers(deps) };
};

/** A class with people of these names in it, and their claims. */
async function classWith(...names: readonly string[]) {
  const offering = await place.open({}, { capacity: 100 });
  const claims: string[] = [];
  for (const name of names) claims.push(await place.store.walkIn(offering.id, { name }, now));
  const people = names.map(
    (name, at): Certified => ({ claim: claims[at] ?? '', name, attended: 1, sessions: 2 }),
  );
  return { offering, people };
}

async function certify({ id, unit }: Offering, people: readonly Certified[], by = officer) {
  const given: { name: string; number: number; code: string }[] = [];
  await during(place.store, by, async (tx) => {
    given.push(
      ...(await tx.certifyAttendance({ offering: id, unit, year: 2026, people, by: by.contactId, at: now })),
    );
  });
  return given;
}

describe('the register of attendance', () => {
  it('numbers people of a unit and year without a gap, over several classes', async () => {
    const [one, two] = [await classWith('Nguyễn Văn An', 'Trần Thị Bình'), await classWith('Lê Văn Cường')];
    const first = await certify(one.offering, one.people);
    const second = await certify(two.offering, two.people);
    expect(first.map(({ name }) => name)).toEqual(['Nguyễn Văn An', 'Trần Thị Bình']);
    const numbers = [...first, ...second].map(({ number }) => number);
    expect(numbers).toEqual([1, 2, 3]);
  });

  it('gives the same number when it is issued again, and corrects the name', async () => {
    const { offering, people } = await classWith('Nguyen Van Mau', 'Trần Thị Mẫu');
    const before = await certify(offering, people.slice(0, 1));
    const again = await certify(
      offering,
      people.map((one) => ({ ...one, name: one.name.replace('Nguyen Van Mau', 'Nguyễn Văn Mẫu') })),
    );
    expect(again.map(({ name }) => name)).toEqual(['Trần Thị Mẫu']);
    const kept = await place.store.attendanceProofs(offering.id);
    expect(kept.map(({ name }) => name)).toEqual(['Nguyễn Văn Mẫu', 'Trần Thị Mẫu']);
    expect(kept[0]?.number).toBe(before[0]?.number);
  });

  it('leaves no gap and certifies nobody twice when two officers issue at once', async () => {
    const other = await place.someone();
    const { offering, people } = await classWith(...Array.from({ length: 20 }, (_, n) => `Người Thử ${n}`));
    await Promise.all([certify(offering, people), certify(offering, people, other)]);
    const numbers = (await place.store.attendanceProofs(offering.id)).map(({ number }) => number);
    expect(numbers).toHaveLength(20);
    expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(19);
  });

  it('does not certify people of another class', async () => {
    const [mine, theirs] = [await classWith('Nguyễn Văn Mẫu'), await classWith('Trần Thị Mẫu')];
    expect(await certify(mine.offering, theirs.people)).toEqual([]);
  });
});

it('keeps no name of somebody who had their data erased; the number stays', async () => {
  const [person, offering] = [await place.someone(), await place.open()];
  await place.join(person, offering);
  const [row] = await place.store.roster(offering.id);
  const people = [{ claim: row?.claim ?? '', name: 'Nguyễn Thị Xoá', attended: 1, sessions: 2 }];
  const [before] = await certify(offering, people);
  await during(place.store, person, (tx) => tx.eraseContact(person.contactId, now));
  const [after] = await place.store.attendanceProofs(offering.id);
  expect([after?.name, after?.contactId, after?.number]).toEqual(['', null, before?.number]);
  expect(await makers()['attendance-certificate']?.(after?.code ?? '', 'vi')).toBeNull();
});

describe('the page that verifies a certificate', () => {
  const page = (code: string) =>
    verifyRoutes({ store: place.store, texts }).request(`/verify/${code}`, {
      headers: { 'accept-language': 'vi' },
    });

  it('shows initials, class and number, and no name', async () => {
    const { offering, people } = await classWith('Đặng Thị Thử Nghiệm');
    const [proof] = await certify(offering, people);
    const answer = await page(proof?.code ?? '');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('Đ. T. T. N.');
    expect(html).toContain(`${proof?.number}/2026/CN-TH`);
    expect(html).not.toContain('Nghiệm');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each(['mau', '0'.repeat(32), `${'a'.repeat(32)}'`])('knows nothing of %s', async (code) => {
    const answer = await page(encodeURIComponent(code));
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Không có giấy chứng nhận nào mang mã này');
  });
});

describe('papers of a class', () => {
  it.each([
    ['roster-docx', 'PK'],
    ['roster-pdf', '%PDF'],
    ['roster-xlsx', 'PK'],
    ['poster-a4', '%PDF'],
    ['poster-a3', '%PDF'],
    ['tags', '%PDF'],
    ['attendance-pdf', '%PDF'],
    ['attendance-docx', 'PK'],
    ['attendance-register', 'PK'],
  ])('are made when they are sent: %s', async (kind, start) => {
    const { offering, people } = await classWith('Nguyễn Văn Mẫu', 'Trần Thị Mẫu');
    await certify(offering, people);
    const file = await makers()[kind]?.(offering.code, 'vi');
    expect(Buffer.from(file?.bytes ?? []).toString('latin1', 0, start.length)).toBe(start);
  });

  it('say on a poster on what day of the week, for whom, and whose class it is', async () => {
    const offering = await place.open({ audience: ['producer_certified'], organiser: 'Chi cục Mẫu' });
    const file = await makers()['poster-a4']?.(offering.code, 'vi');
    const { pages } = await readPdf(file?.bytes ?? new Uint8Array());
    const [{ day } = { day: '' as Day }] = offering.sessions;
    for (const said of [`Thứ Ba ${formatDay(day)}, 08:00`, 'Chủ thể đã có sao', 'CHI CỤC MẪU', offering.code])
      expect(pages[0]).toContain(said);
  });

  it('are missing for a class that is not there, and for a certificate whose person was erased', async () => {
    expect(await makers()['roster-pdf']?.('LH9999', 'vi')).toBeNull();
    expect(await makers()['attendance-certificate']?.('0'.repeat(32), 'vi')).toBeNull();
  });
});

describe('a link to the check-in page', () => {
  const open = async (secret: string) => {
    const { offering } = await classWith('Nguyễn Văn Mẫu');
    await during(place.store, officer, (tx) =>
      tx.makeCheckInPass({
        secret,
        offering: offering.id,
        officer: officer.contactId,
        expiresAt: now + hour,
        at: now,
      }),
    );
    return offering;
  };
  const take = (secret: string, session: string, at = now) =>
    place.store.openCheckInPass({ secret, session, endsAt: now + 48 * hour, at });

  it('belongs to the first device that opens it', async () => {
    const { code } = await open('bi-mat-1');
    expect((await place.store.checkInPass('bi-mat-1', now))?.offering.code).toBe(code);
    expect(await take('bi-mat-1', 'may-1')).toBe(true);
    expect(await take('bi-mat-1', 'may-2')).toBe(false);
    expect((await place.store.checkInSession('may-1', now))?.view.offering.code).toBe(code);
    expect(await place.store.checkInSession('may-2', now)).toBeNull();
    expect(await place.store.checkInPass('bi-mat-1', now)).toBeNull();
  });

  it('ends: unopened after its time, opened after the days of the class', async () => {
    await open('bi-mat-2');
    expect(await take('bi-mat-2', 'may-3', now + 2 * hour)).toBe(false);
    await open('bi-mat-3');
    await take('bi-mat-3', 'may-4');
    expect(await place.store.checkInSession('may-4', now + 49 * hour)).toBeNull();
  });

  it('is of no use to somebody who is no officer of the unit any more', async () => {
    await open('bi-mat-4');
    await take('bi-mat-4', 'may-5');
    await place.rows('DELETE FROM officer_unit WHERE contact_id = $1', officer.contactId);
    expect(await place.store.checkInSession('may-5', now)).toBeNull();
  });
});
