/** What a person received, found by the person alone: really handed over, with the words they got, once, newest first. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnnouncementContent } from '../../src/core/announcement.ts';
import type { ContactId } from '../../src/core/model.ts';
import { receivedAtMost } from '../../src/core/received.ts';
import type { Sql } from '../../src/store/database.ts';
import { receivedBy } from '../../src/store/received.ts';
import { hour, neighbour, now, openPlace, type Place, release, words } from './announcement/place.ts';

let place: Place;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

/** Statements on the one connection of the place; `before` stands in front of each. */
const sqlWith = (before = ''): Sql => ({
  rows: async ({ text, settings = {} }, values = []) => {
    await place.rows('BEGIN');
    for (const [name, value] of Object.entries(settings)) await place.rows(`SET LOCAL ${name} = '${value}'`);
    const found = await place.rows<never>(`${before}${text}`, values);
    await place.rows('COMMIT');
    return found;
  },
});
const listed = (who: ContactId, at = now) => receivedBy(sqlWith(), who, at);

/** The texts of what somebody would be shown. */
const textsOf = async (who: ContactId) =>
  (await listed(who)).map((one) =>
    one.kind === 'notice' ? one.bubbles.map(({ text }) => text).join() : one.content.texts.vi,
  );

/** A row of the ledger besides announcements, as it ended `hoursAgo`. */
const tell = (
  who: ContactId,
  text: string,
  { hoursAgo = 1, state = 'handed', kind = 'event', cause = `c:${text}` } = {},
) =>
  place.rows(
    `INSERT INTO parcel (id, contact_id, class, cause_kind, cause_id, channel, address, bubbles, state, planned_at, not_before, handed_at)
     VALUES ($1, $2, 'transactional', $3, $4, 'telegram', 'x', $5, $6, at_ms($7), at_ms($7), at_ms($7))`,
    [
      `n:${cause}:${who}`,
      who,
      kind,
      cause,
      JSON.stringify(text === '' ? [] : [{ text }]),
      state,
      now - hoursAgo * hour,
    ],
  );

const setRow = (who: ContactId, state: string, version: number | null = 1) =>
  place.rows(
    `UPDATE parcel SET state = $2, text_version = $3, handed_at = at_ms($4) WHERE contact_id = $1 AND cause_kind = 'announcement'`,
    [who, state, version, now],
  );

describe('announcements', () => {
  it('are shown to those they were handed to, whatever the channel told since, and to nobody else', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => place.plant()));
    const stranger = await place.plant({ unit: neighbour });
    await release(place);
    const states = ['handed', 'delivered', 'seen', 'planned', 'claimed', 'failed', 'suppressed', 'unknown'];
    for (const [at, who] of people.entries()) await setRow(who, states[at] ?? '');
    const seen = await Promise.all(people.map(async (who) => [(await listed(who)).length]));
    expect(seen.flat()).toEqual([1, 1, 1, 0, 0, 0, 0, 0]);
    expect(await listed(stranger)).toEqual([]);
  });

  it('say what this person got, though the words were changed for others later', async () => {
    const [early, late] = [await place.plant(), await place.plant()];
    const { id, code } = await release(place);
    await place.rows(`INSERT INTO announcement_text (announcement_id, version, content, by, at)
      SELECT announcement_id, 2, '{"texts": {"vi": "Đã đổi giờ."}, "buttons": []}', by, at FROM announcement_text`);
    await place.rows('UPDATE announcement SET text_version = 2');
    await setRow(early, 'handed', 1);
    await setRow(late, 'handed', 2);
    expect(await textsOf(early)).toEqual([words.texts.vi]);
    expect(await textsOf(late)).toEqual(['Đã đổi giờ.']);
    expect(await listed(early)).toMatchObject([
      { kind: 'announcement', id, code, at: now, isCancelled: false },
    ]);
  });

  it('name the classes among their buttons that are still to come', async () => {
    const who = await place.plant();
    const buttons = ['LH1', 'LH2', 'LH3'].map((classId) => ({ kind: 'open_class', classId }) as const);
    const content: AnnouncementContent = { ...words, buttons };
    await place.rows(`INSERT INTO offering (id, code, kind, state, title, description, organiser, unit_code, created_at, changed_at)
      SELECT code, code, 'class', state, '', '', '', '05512', now(), now()
      FROM (VALUES ('LH1', 'open'), ('LH2', 'cancelled'), ('LH3', 'open')) AS o(code, state)`);
    await place.rows(`INSERT INTO offering_session (id, offering_id, day, from_time, to_time, venue)
      VALUES ('1', 'LH1', '2026-11-21', '08:00', '11:00', ''), ('2', 'LH2', '2026-12-01', '08:00', '11:00', ''),
        ('3', 'LH3', '2026-11-20', '08:00', '11:00', '')`);
    await release(place, { content });
    await setRow(who, 'handed');
    expect(await listed(who)).toMatchObject([{ openClasses: ['LH1'] }]);
    expect(await listed(who, now + 24 * hour)).toMatchObject([{ openClasses: [] }]);
  });
});

describe('what one person alone was told', () => {
  it('comes newest first beside the announcements, without replies and what was erased', async () => {
    const [who, other] = [
      await place.plant({ optedOut: ['official_notice', 'reminder'] }),
      await place.plant(),
    ];
    await tell(who, 'Lớp đổi nơi học.', { hoursAgo: 3 });
    await tell(who, 'Giấy sắp hết hạn.', { hoursAgo: 2, kind: 'reminder', state: 'seen' });
    await tell(who, 'Lời đáp.', { kind: 'inbound' });
    await tell(who, '', { cause: 'erased' });
    await tell(who, 'Chưa gửi.', { state: 'planned' });
    await tell(other, 'Của người khác.');
    expect(await textsOf(who)).toEqual(['Giấy sắp hết hạn.', 'Lớp đổi nơi học.']);
    expect(await textsOf(other)).toEqual(['Của người khác.']);
  });

  it('is listed as far back as is kept at hand', async () => {
    const who = await place.plant();
    for (let no = 1; no <= receivedAtMost + 1; no += 1) await tell(who, `Tin ${no}`, { hoursAgo: no });
    const texts = await textsOf(who);
    expect([texts.length, texts[0], texts.at(-1)]).toEqual([
      receivedAtMost,
      'Tin 1',
      `Tin ${receivedAtMost}`,
    ]);
    expect(new Set((await listed(who)).map(({ key }) => key)).size).toBe(receivedAtMost);
  });

  it('comes from both accounts of one person, the same only once', async () => {
    const [keep, gone] = [await place.plant(), await place.plant({ channels: ['zalo'] })];
    await release(place);
    await setRow(keep, 'handed');
    await setRow(gone, 'seen');
    await tell(keep, 'Lớp đổi giờ.', { cause: 'seat:1' });
    await tell(gone, 'Lớp đổi giờ.', { cause: 'seat:1' });
    await tell(gone, 'Bên Zalo.', { cause: 'seat:2', hoursAgo: 5 });
    await place.rows('SELECT absorb_contact($1, $2, $3)', [keep, gone, now]);
    expect(await textsOf(keep)).toEqual([words.texts.vi, 'Lớp đổi giờ.', 'Bên Zalo.']);
    expect(await listed(gone)).toEqual([]);
  });

  it('is shown where only the account that was joined got it', async () => {
    const [keep, gone] = [await place.plant(), await place.plant({ channels: ['zalo'] })];
    await release(place);
    await setRow(keep, 'failed');
    await setRow(gone, 'handed');
    await place.rows('SELECT absorb_contact($1, $2, $3)', [keep, gone, now]);
    expect(await textsOf(keep)).toEqual([words.texts.vi]);
  });
});

describe('a ledger of many', () => {
  it('is not searched for one person', async () => {
    const who = await place.plant();
    await tell(who, 'Lớp đổi giờ.');
    await place.rows(
      `INSERT INTO contact (language, created_at) SELECT 'vi', now() FROM generate_series(1, 5000)`,
    );
    await place.rows(
      `INSERT INTO parcel (id, contact_id, class, cause_kind, cause_id, channel, address, bubbles, state, planned_at, not_before)
       SELECT 'x:' || id, id, 'official_notice', 'announcement', 'x', 'telegram', id::text, '[]', 'handed', now(), now()
       FROM contact WHERE id <> $1`,
      [who],
    );
    const plan: string[] = [];
    const explained: Sql = {
      rows: async (statement, values) => {
        const lines = await sqlWith('EXPLAIN ').rows<{ 'QUERY PLAN': string }>(statement, values);
        plan.push(...lines.map((line) => line['QUERY PLAN']));
        return [];
      },
    };
    await receivedBy(explained, who, now);
    expect(plan.join('\n')).toMatch(/Index Scan (?:on|using) parcel_contact_idx/u);
    expect(plan.filter((line) => /Seq Scan on (?:parcel|announcement|offering)/u.test(line))).toEqual([]);
    expect(await textsOf(who)).toEqual(['Lớp đổi giờ.']);
  });
});
