/** People behind an announcement: who may approve it, who answered, who of those in doubt got it; and whose rows are whose. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnnouncementId } from '../../../src/core/announcement.ts';
import type { ContactId } from '../../../src/core/model.ts';
import type { StoredAnnouncement } from '../../../src/ports/announcement.ts';
import type { BulkOutcome } from '../../../src/ports/bulk.ts';
import { approve, release as releaseDraft, resume, step } from '../../../src/service/broadcast/control.ts';
import { commune, draft, neighbour, now, openPlace, type Place, province, release, tally } from './place.ts';

let place: Place;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

const deciding = (id: ContactId) =>
  ({ tx: place.announcements, at: now, by: { id, role: 'commune' as const } }) as const;

async function officer(...units: readonly string[]): Promise<ContactId> {
  const id = await place.plant({ consents: {} });
  await place.rows(`INSERT INTO officer (contact_id, role, joined_at) VALUES ($1, 'commune', now())`, [id]);
  await place.rows('INSERT INTO officer_unit (contact_id, unit_code) SELECT $1, unnest($2::text[])', [
    id,
    units,
  ]);
  return id;
}

/** A draft of one officer that waits for another's approval. */
async function submitted(author: ContactId, editor?: ContactId): Promise<StoredAnnouncement> {
  let found = await place.announcements.draftAnnouncement(draft({ author }), now);
  if (editor !== undefined)
    found = await place.announcements.saveAnnouncement(
      { id: found.id, seen: found.version, by: editor, draft: { sendAt: null } },
      now,
    );
  const waiting = await releaseDraft(deciding(author), found, { fourEyes: true, again: false });
  if (!waiting.ok) throw new Error(waiting.code);
  return waiting.value;
}

async function endAll(outcome: BulkOutcome): Promise<void> {
  const claim = () => place.announcements.claimBulk({ channel: 'telegram', limit: 100, turn: 0 }, now);
  for (let rows = await claim(); rows.length > 0; rows = await claim())
    await place.announcements.settleBulk(
      rows.map(({ id, fence }) => ({ id, fence, outcome })),
      now,
    );
}
const unknown: BulkOutcome = { state: 'unknown', reason: 'no_answer', externalIds: [] };
const handed: BulkOutcome = { state: 'handed', externalIds: ['m'] };

describe('approval', () => {
  it('is not given by whoever changed the words last, nor by the author', async () => {
    await place.plant();
    const [lan, hung, mai] = [await officer(commune), await officer(commune), await officer(province)];
    const waiting = await submitted(lan, hung);
    expect(waiting.editedBy).toBe(hung);
    expect(await approve(deciding(lan), waiting)).toMatchObject({ code: 'announcement.ownApproval' });
    expect(await approve(deciding(hung), waiting)).toMatchObject({ code: 'announcement.ownEdit' });
    expect(await approve(deciding(mai), waiting)).toMatchObject({
      value: { state: 'scheduled', approvedBy: mai, approvedText: 1 },
    });
  });

  it('is asked of officers who look after all its units and had no hand in it', async () => {
    await place.plant();
    const [lan, hung, mai] = [await officer(commune), await officer(commune), await officer(province)];
    await officer(neighbour);
    const of = async (id: AnnouncementId) =>
      (await place.announcements.approversOf(id)).map(({ contactId }) => contactId);
    expect(await of((await submitted(lan)).id)).toEqual([hung, mai]);
    expect(await of((await submitted(lan, hung)).id)).toEqual([mai]);
    const wide = await place.announcements.draftAnnouncement(draft({ units: [commune, neighbour] }), now);
    expect(await of(wide.id)).toEqual([mai]);
  });

  it('is needed anew for words changed while it stands still', async () => {
    await place.plant();
    const [lan, hung] = [await officer(commune), await officer(commune)];
    const approved = await approve(deciding(hung), await submitted(lan));
    if (!approved.ok) throw new Error(approved.code);
    const paused = await step(deciding(lan), approved.value, 'pause');
    if (!paused.ok) throw new Error(paused.code);
    expect(await resume(deciding(lan), paused.value, { fourEyes: true })).toMatchObject({ ok: true });

    const again = await place.announcements.announcement(approved.value.id);
    const still = again === null ? null : await step(deciding(lan), again, 'pause');
    if (still?.ok !== true) throw new Error('not paused');
    const content = { texts: { vi: 'Lời khác hẳn, chưa ai duyệt.' }, buttons: [] };
    const edited = await place.announcements.saveAnnouncement(
      { id: still.value.id, seen: still.value.version, by: lan, draft: { content } },
      now,
    );
    expect(await resume(deciding(lan), edited, { fourEyes: true })).toMatchObject({
      code: 'announcement.changedSince',
    });
    expect(await resume(deciding(hung), edited, { fourEyes: true })).toMatchObject({ ok: false });
    expect(await approve(deciding(lan), edited)).toMatchObject({ code: 'announcement.ownApproval' });
    expect(await approve(deciding(hung), edited)).toMatchObject({
      value: { state: 'running', approvedText: 2, approvedBy: hung },
    });
  });

  it('stays refused to an author whose two accounts became one', async () => {
    await place.plant();
    const kept = await place.plant();
    const gone = await officer(commune);
    const waiting = await submitted(gone);
    await place.rows('SELECT absorb_contact($1, $2, $3)', [kept, gone, now]);
    const found = await place.announcements.announcement(waiting.id);
    expect(found).toMatchObject({ author: kept, editedBy: kept });
    expect(await place.announcements.approversOf(waiting.id)).toEqual([]);
  });
});

describe('people in doubt', () => {
  it('are settled one by one, each on record, and nobody else with them', async () => {
    const [hoa, tam, ba] = [await place.plant(), await place.plant(), await place.plant()];
    const { id } = await release(place);
    await endAll(unknown);
    await place.announcements.finishIfDone(id, now);
    const settle = (contactId: ContactId, as: 'handed' | 'failed' | 'resend') =>
      place.announcements.settleUnknown({ id, contactId, as, by: '9' as ContactId }, now);
    expect(await settle(hoa, 'handed')).toBe(1);
    expect(await settle(hoa, 'resend')).toBe(0);
    expect(await tally(place, id)).toEqual({ 'handed:officer': 1, 'unknown:no_answer': 2 });
    expect(await settle(tam, 'resend')).toBe(1);
    expect((await place.announcements.announcement(id))?.state).toBe('running');
    const left = await place.announcements.reportOf(id, { after: null, limit: 9, states: ['unknown'] });
    expect(left.map(({ contactId }) => contactId)).toEqual([ba]);
    const audit = await place.rows(
      `SELECT detail FROM audit WHERE action = 'announcement_unknown_settled' ORDER BY id`,
    );
    expect(audit).toEqual([
      { detail: { as: 'handed', contact: hoa } },
      { detail: { as: 'resend', contact: tam } },
    ]);
  });

  it('of a cancelled announcement are sent nothing more', async () => {
    const who = await place.plant();
    const { id, version } = await release(place);
    await endAll(unknown);
    await place.announcements.stepAnnouncement({ id, seen: version, step: 'cancel', by: 'operator' }, now);
    await place.announcements.finishIfDone(id, now);
    const one = { id, contactId: who, by: '9' as ContactId };
    expect(await place.announcements.settleUnknown({ ...one, as: 'resend' }, now)).toBe(0);
    expect(await place.announcements.settleUnknown({ ...one, as: 'failed' }, now)).toBe(1);
  });

  it('who answer have got it', async () => {
    const who = await place.plant();
    const { id } = await release(place);
    await endAll(unknown);
    await place.announcements.answerRsvp({ id, contactId: who, answer: 'yes' }, now);
    expect(await tally(place, id)).toEqual({ handed: 1 });
  });
});

describe('answers', () => {
  it('are listed by name: who comes, who does not, who got it and said nothing', async () => {
    const [hoa, tam, ba] = [
      await place.plant({ name: 'Bà Hoa', phone: '+84912000001' }),
      await place.plant(),
      await place.plant(),
    ];
    await place.plant({ consents: {} });
    const { id } = await release(place);
    await endAll(handed);
    await place.announcements.answerRsvp({ id, contactId: hoa, answer: 'yes' }, now);
    await place.announcements.answerRsvp({ id, contactId: tam, answer: 'no' }, now);
    const of = (answer: 'yes' | 'no' | 'none', limit = 9) =>
      place.announcements.answersOf(id, { answer, after: null, limit });
    expect(await of('yes')).toEqual([
      { contactId: hoa, name: 'Bà Hoa', phone: '+84912000001', unit: commune, hamlet: null },
    ]);
    expect((await of('no')).map(({ contactId }) => contactId)).toEqual([tam]);
    expect((await of('none')).map(({ contactId }) => contactId)).toEqual([ba]);
    const none = { answer: 'none', limit: 9 } as const;
    expect(await place.announcements.answersOf(id, { ...none, after: ba })).toEqual([]);
  });
});

describe('rows', () => {
  it('of an announcement whose id begins with the id of another are not taken for its own', async () => {
    await place.plant();
    const short = await release(place, { id: 'x1' as AnnouncementId });
    const long = await release(place, { id: 'x12' as AnnouncementId });
    expect(long.audienceCount).toBe(1);
    await endAll(unknown);
    expect(await tally(place, short.id)).toEqual({ 'unknown:no_answer': 1 });
    expect(await place.announcements.finishIfDone(short.id, now)).toBe('done');
    const all = { id: short.id, contactId: null, as: 'handed', by: '9' as ContactId } as const;
    expect(await place.announcements.settleUnknown(all, now)).toBe(1);
    expect(await tally(place, long.id)).toEqual({ 'unknown:no_answer': 1 });
    expect(await place.announcements.reportOf(short.id, { after: null, limit: 9 })).toHaveLength(1);
    const later = await release(place, { id: 'x' as AnnouncementId });
    expect(later.audienceCount).toBe(1);
  });

  it('of two people who are one stay with their announcement', async () => {
    const keep = await place.plant();
    const gone = await place.plant();
    const { id } = await release(place);
    await endAll(handed);
    await place.rows('SELECT absorb_contact($1, $2, $3)', [keep, gone, now]);
    expect(await tally(place, id)).toEqual({ handed: 2 });
    expect(await place.announcements.finishIfDone(id, now)).toBe('done');
    await release(place);
    const [next] = await place.announcements.claimBulk({ channel: 'telegram', limit: 9, turn: 0 }, now);
    expect(next?.recent).toHaveLength(2);
  });
});

describe('ends', () => {
  it('are to be told once to the author, and again when it ended anew', async () => {
    const author = await place.plant();
    const { id } = await release(place, { author });
    expect(await place.announcements.untoldEnds(9)).toEqual([]);
    await endAll(unknown);
    await place.announcements.finishIfDone(id, now);
    const [ended] = await place.announcements.untoldEnds(9);
    expect(ended).toMatchObject({ id, endedAt: now, author: { contactId: author, channel: 'telegram' } });
    await place.announcements.endTold(id, now);
    expect(await place.announcements.untoldEnds(9)).toEqual([]);
    await place.announcements.settleUnknown({ id, contactId: author, as: 'resend', by: author }, now);
    await endAll(handed);
    await place.announcements.finishIfDone(id, now + 5);
    expect(await place.announcements.untoldEnds(9)).toMatchObject([{ id, endedAt: now + 5 }]);
  });

  it('of an operator have nobody to tell', async () => {
    await place.plant();
    const { id } = await release(place, { author: 'operator' });
    await endAll(handed);
    await place.announcements.finishIfDone(id, now);
    expect(await place.announcements.untoldEnds(9)).toEqual([{ id, endedAt: now, author: null }]);
  });
});
