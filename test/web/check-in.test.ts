/** The check-in page over HTTP: who is let in, what is refused, and that sending twice counts once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import type { Offering } from '../../src/core/class.ts';
import type { ContactId, UnitCode } from '../../src/core/model.ts';
import { createUnitIndex } from '../../src/core/unit.ts';
import { assetNames } from '../../src/web/check-in/asset.ts';
import { checkInRoutes } from '../../src/web/check-in/routes.tsx';
import { during, now } from '../contract/store/made-up.ts';
import { hour, openSeatPlace, type Person, type SeatPlace } from '../store/seat-place.ts';

let place: SeatPlace;
let officer: Person;
let pages: ReturnType<typeof checkInRoutes>;
beforeAll(async () => {
  place = await openSeatPlace();
  officer = await place.someone();
  const code = 'maumaumau3';
  await place.store.invite({ role: 'province', units: ['19' as UnitCode], code, expiresAt: now + hour }, now);
  await during(place.store, officer, (tx) => tx.joinAsOfficer(officer.contactId as ContactId, code, now));
  pages = checkInRoutes({
    store: place.store,
    clock: { now: () => now },
    library: { units: createUnitIndex([], []) } as never,
    pages: { personalCode: (claim) => `k_${claim}-0123456789abcdef` },
    texts: loadTexts(new URL('../../locales', import.meta.url).pathname),
    secure: true,
  });
});
afterAll(() => place.close());

let links = 0;
/** A class with one person in it, and a device that opened its link. */
async function openDevice(given?: Offering) {
  const offering = given ?? (await place.open());
  const claim = await place.store.walkIn(offering.id, { name: 'Nguyễn Văn Mẫu', phone: '+84912345678' }, now);
  links += 1;
  const number = links;
  const secret = `bi-mat-cua-duong-dan-${links}`;
  await during(place.store, officer, (tx) =>
    tx.makeCheckInPass({
      secret,
      offering: offering.id,
      officer: officer.contactId,
      expiresAt: now + hour,
      at: now,
    }),
  );
  const opened = await pages.request(`/check-in/${secret}`, { method: 'POST' });
  const cookie = opened.headers.get('set-cookie') ?? '';
  const headers = {
    cookie: cookie.split(';')[0] ?? '',
    'x-device': 'may1',
    'content-type': 'application/json',
  };
  const send = (body: unknown) =>
    pages.request('/check-in/api/marks', { method: 'POST', headers, body: JSON.stringify(body) });
  const list = async () => (await pages.request('/check-in/api/list', { headers })).json();
  const mark = (more: object = {}) => ({
    ...{
      id: `m${number}`,
      session: offering.sessions[0]?.id,
      claim,
      state: 'present',
      source: 'tap',
      markedAt: now,
    },
    ...more,
  });
  const sent = (...marks: readonly object[]) => ({ device: 'may1', code: offering.code, walkIns: [], marks });
  return { offering, claim, secret, cookie, send, list, mark, sent };
}

describe('getting in', () => {
  it('does not use the link up by looking at it, as chats do before people tap it', async () => {
    const { offering } = await openDevice();
    const secret = 'bi-mat-duoc-xem-truoc';
    await during(place.store, officer, (tx) =>
      tx.makeCheckInPass({
        secret,
        offering: offering.id,
        officer: officer.contactId,
        expiresAt: now + hour,
        at: now,
      }),
    );
    for (let times = 0; times < 3; times += 1)
      expect((await pages.request(`/check-in/${secret}`)).status).toBe(200);
    expect((await pages.request(`/check-in/${secret}`, { method: 'POST' })).status).toBe(303);
    expect((await pages.request(`/check-in/${secret}`, { method: 'POST' })).status).toBe(410);
  });

  it('keeps the session in a cookie no script can read, and sends it nowhere else', async () => {
    const { cookie } = await openDevice();
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/check-in'])
      expect(cookie).toContain(part);
  });

  it.each(['/check-in/list', '/check-in/app.js', '/check-in/worker.js'])(
    'lets no other site in at %s',
    async (path) => {
      const { headers } = await pages.request(path);
      expect(headers.get('content-security-policy')).toMatch(
        /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/u,
      );
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );

  it('gives nobody a list without a session', async () => {
    const { claim } = await openDevice();
    expect((await pages.request('/check-in/api/list', { headers: { 'x-device': 'may1' } })).status).toBe(401);
    const shell = await (await pages.request('/check-in/list')).text();
    expect(shell).not.toContain('Nguyễn Văn Mẫu');
    expect(shell).not.toContain(`k_${claim}`);
  });

  it.each(assetNames)('serves %s', async (name) => {
    expect((await pages.request(`/check-in/${name}`)).status).toBe(200);
  });

  it('serves nothing else', async () => {
    expect((await pages.request('/check-in/package.js')).status).toBe(404);
  });
});

describe('the list', () => {
  it('shows the end of phone numbers only', async () => {
    const { list } = await openDevice();
    const { people } = (await list()) as { people: readonly { phoneEnd: string }[] };
    expect(people[0]?.phoneEnd).toBe('5678');
    expect(JSON.stringify(people)).not.toContain('912345');
  });
});

describe('sending marks', () => {
  const countOf = async ({ id }: Offering) => (await place.store.marksOf(id)).length;

  it('counts what is sent twice once', async () => {
    const { offering, send, sent, mark } = await openDevice();
    expect((await send(sent(mark()))).status).toBe(200);
    await send(sent(mark()));
    expect(await countOf(offering)).toBe(1);
  });

  it('makes one person of a walk-in sent twice, also under another local name', async () => {
    const { offering, send, sent, mark } = await openDevice();
    const walkIn = (local: string) => ({
      ...sent(mark({ id: local, claim: local, source: 'walk_in' })),
      walkIns: [{ local, name: 'Phạm  Văn Đến', phone: '0912 345 000' }],
    });
    await send(walkIn('w1'));
    await send(walkIn('w2'));
    const names = (await place.store.roster(offering.id)).map(({ name, phone }) => [name, phone]);
    expect(names).toContainEqual(['Phạm Văn Đến', '+84912345000']);
    expect(names).toHaveLength(2);
  });

  it('does not believe a clock that runs ahead', async () => {
    const { offering, send, sent, mark } = await openDevice();
    await send(sent(mark({ markedAt: now + 30 * 24 * hour })));
    expect((await place.store.marksOf(offering.id))[0]?.markedAt).toBe(now);
  });

  it('leaves out marks of people of another class', async () => {
    const [mine, other] = [await openDevice(), await openDevice()];
    await mine.send(mine.sent(mine.mark({ claim: other.claim })));
    expect(await countOf(other.offering)).toBe(0);
  });

  it('keeps marks of another class on the device', async () => {
    const [mine, other] = [await openDevice(), await openDevice()];
    expect((await mine.send(other.sent(other.mark()))).status).toBe(409);
  });

  it.each([
    ['no JSON', 'x'],
    ['an unknown state', { state: 'perhaps' }],
    ['an id that is no id', { id: "1' OR 1" }],
    ['a time that is none', { markedAt: 'now' }],
  ])('refuses %s', async (_, wrong) => {
    const { offering, send, sent, mark } = await openDevice();
    const body = typeof wrong === 'string' ? wrong : sent(mark(wrong));
    expect((await send(body)).status).toBe(400);
    expect(await countOf(offering)).toBe(0);
  });

  it('shows both sides where two devices disagree', async () => {
    const first = await openDevice();
    const second = await openDevice(first.offering);
    await first.send(first.sent(first.mark()));
    const answer = await second.send({
      ...second.sent(first.mark({ id: `m${links}`, state: 'absent' })),
      device: 'may2',
    });
    const { conflicts } = (await answer.json()) as { conflicts: readonly { sides: readonly object[] }[] };
    expect(conflicts[0]?.sides).toMatchObject([
      { device: 'own', state: 'absent' },
      { device: 'other', state: 'present' },
    ]);
  });
});
