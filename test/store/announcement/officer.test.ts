/** What officers decide and read: steps, edits, retries, doubtful rows, answers, questions. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Conflict } from '../../../src/core/error.ts';
import type { ContactId } from '../../../src/core/model.ts';
import type { BulkOutcome } from '../../../src/ports/bulk.ts';
import {
  approve,
  release as releaseDraft,
  retryFailed,
  step,
} from '../../../src/service/broadcast/control.ts';
import {
  commune,
  draft,
  hour,
  neighbour,
  now,
  openPlace,
  type Place,
  province,
  release,
  tally,
  words,
} from './place.ts';

let place: Place;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

const [author, other] = ['1', '2'] as [ContactId, ContactId];
const deciding = (id: ContactId = author) =>
  ({ tx: place.announcements, at: now, by: { id, role: 'commune' as const } }) as const;
const rules = { fourEyes: false, again: false };

/** Ends every row of an announcement like this. */
async function endAll(outcome: BulkOutcome): Promise<void> {
  const claim = () => place.announcements.claimBulk({ channel: 'telegram', limit: 100, turn: 0 }, now);
  for (let rows = await claim(); rows.length > 0; rows = await claim())
    await place.announcements.settleBulk(
      rows.map(({ id, fence }) => ({ id, fence, outcome })),
      now,
    );
}

describe('releasing', () => {
  it('refuses an announcement that would reach nobody', async () => {
    await place.plant({ consents: {} });
    const found = await place.announcements.draftAnnouncement(draft(), now);
    expect(await releaseDraft(deciding(), found, rules)).toEqual({
      ok: false,
      code: 'announcement.nobody',
      vars: { total: 1 },
    });
  });

  it('asks before the same words go to the same units within a week', async () => {
    await place.plant();
    const first = await release(place, { author });
    const same = { ...words, texts: { vi: `  ${words.texts.vi?.toUpperCase()}\n` } };
    const twin = await place.announcements.draftAnnouncement(draft({ content: same }), now);
    const refused = await releaseDraft(deciding(), twin, rules);
    expect(refused).toMatchObject({ ok: false, code: 'announcement.sameText', vars: { code: first.code } });
    expect(await releaseDraft(deciding(), twin, { ...rules, again: true })).toMatchObject({ ok: true });
    const elsewhere = draft({ content: same, units: [neighbour], audience: { units: [commune] } });
    const apart = await place.announcements.draftAnnouncement(elsewhere, now);
    expect(await releaseDraft(deciding(), apart, rules)).toMatchObject({ ok: true });
  });

  it('takes two people where the province asks for it, and is on record', async () => {
    await place.plant();
    const found = await place.announcements.draftAnnouncement(draft({ author }), now);
    const waiting = await releaseDraft(deciding(), found, { ...rules, fourEyes: true });
    if (!waiting.ok) throw new Error(waiting.code);
    expect(waiting.value.state).toBe('approval');
    expect(await approve(deciding(author), waiting.value)).toMatchObject({
      ok: false,
      code: 'announcement.ownApproval',
    });
    expect(await approve(deciding(other), waiting.value)).toMatchObject({
      ok: true,
      value: { state: 'scheduled', approvedBy: other },
    });
    const audit = await place.rows<{ action: string; actor: string }>(
      'SELECT action, actor FROM audit ORDER BY id',
    );
    expect(audit.map(({ action, actor }) => [action, actor])).toEqual([
      ['announcement_drafted', author],
      ['announcement_submit', author],
      ['announcement_approve', other],
    ]);
  });

  it('drafts the same inbound once, and refuses who saw an older version', async () => {
    const given = draft();
    const first = await place.announcements.draftAnnouncement(given, now);
    expect(await place.announcements.draftAnnouncement(given, now + 1)).toEqual(first);
    expect(await place.announcements.announcementByCode(first.code.toLowerCase())).toEqual(first);
    const change = { id: first.id, seen: first.version, by: author, draft: { kind: 'fair' as const } };
    await place.announcements.saveAnnouncement(change, now);
    await expect(place.announcements.saveAnnouncement(change, now)).rejects.toThrow(Conflict);
    expect(await step(deciding(), { ...first, state: 'done' }, 'pause')).toMatchObject({
      code: 'announcement.notNow',
    });
  });

  it('lists announcements of a unit and of the communes of a province', async () => {
    const found = await place.announcements.draftAnnouncement(draft(), now);
    const of = async (...units: (typeof commune)[]) =>
      (await place.announcements.announcementsOf(units, ['draft'], 9)).map(({ code }) => code);
    expect(await of(commune)).toEqual([found.code]);
    expect(await of(province)).toEqual([found.code]);
    expect(await of(neighbour)).toEqual([]);
  });
});

describe('afterwards', () => {
  it('those it failed for get it once more, but not who blocked us', async () => {
    await place.plant();
    await place.plant();
    const { id } = await release(place);
    const [first, second] = await place.announcements.claimBulk(
      { channel: 'telegram', limit: 9, turn: 0 },
      now,
    );
    if (first === undefined || second === undefined) throw new Error('not claimed');
    const failed = (reason: string): BulkOutcome => ({ state: 'failed', reason, externalIds: [] });
    await place.announcements.settleBulk(
      [
        { ...first, outcome: failed('unreachable') },
        { ...second, outcome: failed('blocked') },
      ],
      now,
    );
    await place.announcements.finishIfDone(id, now);
    const done = await place.announcements.announcement(id);
    if (done === null) throw new Error('gone');
    expect(await retryFailed(deciding(), done)).toEqual({ ok: true, value: 1 });
    expect(await tally(place, id)).toEqual({ 'planned:unreachable': 1, 'failed:blocked': 1 });
    expect((await place.announcements.announcement(id))?.state).toBe('running');
  });

  it.each([
    ['handed', { 'handed:officer': 2 }],
    ['failed', { 'failed:officer': 2 }],
    ['resend', { 'planned:officer': 2 }],
  ] as const)('rows nobody knows the end of are settled by an officer as %s', async (as, expected) => {
    await place.plant();
    await place.plant();
    const { id } = await release(place);
    await endAll({ state: 'unknown', reason: 'no_answer', externalIds: [] });
    expect(await place.announcements.settleUnknown({ id, contactId: null, as, by: author }, now)).toBe(2);
    expect(await tally(place, id)).toEqual(expected);
    expect(await place.announcements.settleUnknown({ id, contactId: null, as, by: author }, now)).toBe(0);
  });

  it('a report tells person by person, page by page, with the answer', async () => {
    const first = await place.plant({ name: 'Bà Một' });
    const second = await place.plant({ name: 'Ông Hai', consents: {} });
    const { id } = await release(place);
    await endAll({ state: 'handed', externalIds: ['m'] });
    await place.announcements.answerRsvp({ id, contactId: first, answer: 'no' }, now);
    await place.announcements.answerRsvp({ id, contactId: first, answer: 'yes' }, now + 1);
    await place.announcements.answerRsvp({ id, contactId: first, answer: 'no' }, now);
    expect(await place.announcements.rsvpOf(id)).toEqual({ yes: 1, no: 0 });
    const page = await place.announcements.reportOf(id, { after: null, limit: 1 });
    expect(page).toMatchObject([
      { contactId: first, name: 'Bà Một', state: 'handed', handedAt: now, rsvp: 'yes' },
    ]);
    const rest = await place.announcements.reportOf(id, { after: first, limit: 9 });
    expect(rest).toMatchObject([
      { contactId: second, state: 'suppressed', reason: 'no_consent', rsvp: null },
    ]);
    expect(await place.announcements.reportOf(id, { after: null, limit: 9, states: ['failed'] })).toEqual([]);
  });
});

describe('questions', () => {
  const asked = (id: string, contactId: ContactId, text: string) =>
    place.announcements.askQuestion({ id, contactId, unit: commune, announcement: null, text }, now);

  it('go on until somebody closes them, each message once', async () => {
    const who = await place.plant();
    const first = await asked('q1', who, 'Mấy giờ bắt đầu?');
    expect(await asked('q1', who, 'Mấy giờ bắt đầu?')).toEqual(first);
    const more = await asked('q2', who, 'Ở đâu ạ?');
    expect(more.code).toBe(first.code);
    expect(more.messages.map(({ text }) => text)).toEqual(['Mấy giờ bắt đầu?', 'Ở đâu ạ?']);
    const answer = { id: first.id, messageId: 'a1', by: author, text: 'Tám giờ, ở nhà văn hoá.' };
    await place.announcements.answerQuestion(answer, now + 1);
    expect(await place.announcements.answerQuestion(answer, now + 1)).toMatchObject({ state: 'answered' });
    expect(await place.announcements.questionInProgress(who, now)).toMatchObject({ id: first.id });
    expect(await asked('q3', who, 'Cảm ơn')).toMatchObject({ id: first.id, state: 'open' });
    expect(await place.announcements.openQuestions([province], 9)).toHaveLength(1);
    expect(await place.announcements.openQuestions([neighbour], 9)).toHaveLength(0);
    await place.announcements.closeQuestion(first.id, author, now + 2);
    expect(await place.announcements.openQuestions([commune], 9)).toEqual([]);
    expect((await asked('q4', who, 'Còn chỗ không?')).id).toBe('q4');
  });

  it('about an announcement are found through it, and end without a word when the person is erased', async () => {
    const who = await place.plant();
    const { id } = await release(place);
    await endAll({ state: 'handed', externalIds: ['m'] });
    expect(await place.announcements.lastAnnouncementTo(who, now - hour)).toMatchObject({ id });
    expect(await place.announcements.lastAnnouncementTo(who, now + 1)).toBeNull();
    await asked('q9', who, 'Tôi tên là Thử');
    await place.announcements.answerRsvp({ id, contactId: who, answer: 'yes' }, now);
    await place.rows('SELECT erase_contact($1, $2)', [who, now]);
    expect(
      await place.rows('SELECT state, text FROM question q JOIN question_message m ON m.question_id = q.id'),
    ).toEqual([{ state: 'closed', text: '' }]);
    expect(await place.announcements.rsvpOf(id)).toEqual({ yes: 0, no: 0 });
    expect(await tally(place, id)).toEqual({ handed: 1 });
  });
});
