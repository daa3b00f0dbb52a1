import { describe, expect, it } from 'vitest';
import {
  type AnnouncementDraft,
  type AnnouncementState,
  type AnnouncementStep,
  announcementKindNames,
  announcementStates,
  classesOf,
  stepFrom,
} from '../../src/core/announcement.ts';
import { choicesOf, readRsvp } from '../../src/core/announcement-button.ts';
import { type CheckFacts, checkAnnouncement } from '../../src/core/announcement-check.ts';
import {
  compile,
  fill,
  framed,
  longestLength,
  unknownPlaceholders,
} from '../../src/core/announcement-text.ts';
import { withinUnits, withSets } from '../../src/core/audience.ts';
import type { UnitCode } from '../../src/core/model.ts';

const now = Date.UTC(2026, 10, 21, 3, 0);
const values = { name: 'Bà Thử', commune: 'Xã Một', province: 'Tỉnh Thử', hamlet: 'thôn 1', code: 'TB-0001' };

describe('states', () => {
  const allowed: readonly (readonly [AnnouncementState, AnnouncementStep, AnnouncementState])[] = [
    ['draft', 'submit', 'approval'],
    ['draft', 'schedule', 'scheduled'],
    ['approval', 'approve', 'scheduled'],
    ['approval', 'return', 'draft'],
    ['scheduled', 'start', 'running'],
    ['scheduled', 'pause', 'paused'],
    ['running', 'pause', 'paused'],
    ['paused', 'resume', 'running'],
    ['paused', 'approve', 'running'],
    ['running', 'finish', 'done'],
    ['done', 'retry', 'running'],
    ...(['draft', 'approval', 'scheduled', 'running', 'paused'] as const).map(
      (state) => [state, 'cancel', 'cancelled'] as const,
    ),
  ];
  const steps = new Set(allowed.map(([, step]) => step));

  it.each(allowed)('%s –%s→ %s', (state, step, to) => {
    expect(stepFrom(state, step)).toEqual({ ok: true, value: to });
  });

  it('allow nothing else', () => {
    for (const state of announcementStates)
      for (const step of steps)
        if (!allowed.some(([from, taken]) => from === state && taken === step))
          expect(stepFrom(state, step), `${state} ${step}`).toMatchObject({
            ok: false,
            code: 'announcement.notNow',
          });
  });
});

describe('placeholders', () => {
  it.each([
    ['Chào {tên} ở {xã}', 'Chào Bà Thử ở Xã Một'],
    ['Chao {ten} o {XA}', 'Chao Bà Thử o Xã Một'],
    ['Hello {name} of {hamlet}', 'Hello Bà Thử of thôn 1'],
    ['{tuổi} {tên}', '{tuổi} Bà Thử'],
    ['không có chỗ trống', 'không có chỗ trống'],
    ['{ten{tên}}', '{tenBà Thử}'],
  ])('fill "%s"', (text, filled) => {
    expect(fill(compile(text), values)).toBe(filled);
  });

  it('that nobody knows are named as written', () => {
    expect(unknownPlaceholders('{tên} {tuổi} {tiền thưởng}')).toEqual(['{tuổi}', '{tiền thưởng}']);
  });

  it('count as long as they may grow', () => {
    expect(longestLength('{tên}!')).toBe(61);
    expect(fill(compile('{tên}'), { ...values, name: 'x'.repeat(500) })).toHaveLength(60);
  });

  it('stand in a frame: advertising labelled first, links written out, the way out last', () => {
    const link = { kind: 'link', label: 'Xem', url: 'https://a.vn' } as const;
    expect(framed(' Mời mua. ', [link], { label: '[QC] ', footer: 'Nhắn DỪNG để không nhận.' })).toBe(
      '[QC] Mời mua.\n\nXem: https://a.vn\n\nNhắn DỪNG để không nhận.',
    );
  });
});

describe('the check', () => {
  const draft: AnnouncementDraft = {
    kind: 'fair',
    class: 'official_notice',
    content: { texts: { vi: 'Mời bà con dự hội chợ.' }, buttons: [] },
    sendAt: null,
    skipAfter: null,
    urgentReason: null,
  };
  const facts: CheckFacts = {
    draft,
    audience: { units: ['05512' as UnitCode] },
    now,
    role: 'commune',
    textLimit: 2_000,
    captionLimit: 1_024,
    frameLength: 50,
    mediaLimit: 1_000_000,
  };
  const codes = (change: Partial<CheckFacts>) =>
    checkAnnouncement({ ...facts, ...change }).map(
      ({ code, at }) => `${code.replace('announcement.fault.', '')} ${at}`,
    );
  const withDraft = (change: Partial<AnnouncementDraft>) => codes({ draft: { ...draft, ...change } });
  const content = (change: object) => withDraft({ content: { ...draft.content, ...change } });

  it('lets a sound one through', () => {
    expect(codes({})).toEqual([]);
  });

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['no Vietnamese', content({ texts: { en: 'Come to the fair.' } }), ['noText texts.vi']],
    [
      'an unknown placeholder',
      content({ texts: { vi: 'Chào {tuổi} của bà con' } }),
      ['placeholder texts.vi'],
    ],
    ['a text too long', content({ texts: { vi: 'x'.repeat(1_951) } }), ['longText texts.vi']],
    [
      'too long under a picture',
      content({ texts: { vi: 'x'.repeat(975) }, image: 'm' }),
      ['longCaption texts.vi'],
    ],
    ['next to no text', content({ texts: { vi: 'ok' } }), ['shortText texts.vi']],
    [
      'a link without https',
      content({ buttons: [{ kind: 'link', label: 'a', url: 'http://a.vn' }] }),
      ['url buttons.0'],
    ],
    ['four buttons', content({ buttons: Array(4).fill({ kind: 'rsvp' }) }), ['buttons buttons']],
    ['a picture and a file', content({ image: 'm', file: { media: 'f', name: 'a.pdf' } }), ['oneFile file']],
    ['a time in the past', withDraft({ sendAt: now - 1 }), ['past sendAt']],
    [
      'an end before the beginning',
      withDraft({ sendAt: now + 9, skipAfter: now + 8 }),
      ['skipBefore skipAfter'],
    ],
    ['a class its kind cannot have', withDraft({ class: 'reminder' }), ['class class']],
    ['urgency from a commune', withDraft({ urgentReason: 'bão' }), ['urgentRole urgentReason']],
    [
      'enrolment news to everybody',
      withDraft({ kind: 'training', class: 'transactional' }),
      ['transactional class'],
    ],
    ['too large a picture', codes({ mediaSize: 1_000_001 }), ['tooLarge image']],
  ])('finds %s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it('finds all faults at once', () => {
    expect(withDraft({ sendAt: 1, content: { texts: {}, buttons: [] }, urgentReason: 'x' })).toHaveLength(3);
  });

  it('knows a class for every kind', () => {
    for (const kind of announcementKindNames) expect(classesOf(kind).length).toBeGreaterThan(0);
  });
});

describe('audiences', () => {
  const unit = (code: string, level: 'province' | 'commune', provinceCode: string) => ({
    code: code as UnitCode,
    level,
    name: code,
    provinceCode: provinceCode as UnitCode,
    provinceName: provinceCode,
  });
  const known = [
    unit('19', 'province', '19'),
    unit('05512', 'commune', '19'),
    unit('14869', 'commune', '38'),
  ];
  const units = { byCode: (code: string) => known.find((one) => one.code === code) };
  const of = (...codes: string[]) => ({ units: codes as UnitCode[] });

  it.each([
    [of('05512'), of(), of('05512')],
    [of('05512'), of('05512'), of('05512')],
    [of('19'), of('05512'), of('05512')],
  ])('of an officer of %j asking for %j reach %j', (officer, asked, reached) => {
    expect(withinUnits(asked, officer, units)).toEqual({ ok: true, value: reached });
  });

  it.each([
    [of('05512'), of('14869')],
    [of('05512'), of('19')],
    [of('19'), of('14869')],
    [of('19'), of('99999')],
  ])('of an officer of %j never reach %j', (officer, asked) => {
    expect(withinUnits(asked, officer, units)).toMatchObject({ ok: false, code: 'announcement.foreignUnit' });
  });

  it('tell groups as sets; a group without any reaches nobody instead of everybody', () => {
    const groups: Readonly<Record<string, readonly string[]>> = { II: ['tea', 'wine'], IV: ['silk'] };
    const sets = { inGroup: (group: string) => groups[group] ?? [] };
    expect(withSets({ productGroups: ['II'] }, sets)).toEqual({ productSets: ['tea', 'wine'] });
    expect(withSets({ productGroups: ['II'], productSets: ['tea', 'silk'] }, sets)).toEqual({
      productSets: ['tea'],
    });
    expect(withSets({ productGroups: ['VI'] }, sets)).toEqual({ productSets: ['none'] });
    expect(withSets({ exclude: [{ productGroups: ['IV'] }] }, sets)).toEqual({
      exclude: [{ productSets: ['silk'] }],
    });
  });
});

describe('buttons', () => {
  it('carry references of at most 64 bytes; links are no choices', () => {
    const id = 'f0123456789abcd' as Parameters<typeof choicesOf>[1];
    const choices = choicesOf(
      [
        { kind: 'rsvp' },
        { kind: 'register_idea' },
        { kind: 'open_class', classId: 'LH1016' },
        { kind: 'link', label: 'x', url: 'https://a.vn' },
      ],
      id,
    );
    expect(choices).toHaveLength(4);
    for (const { payload } of choices) expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(64);
    const [yes] = choices;
    expect(readRsvp(yes?.payload.split(':')[2])).toEqual({ answer: 'yes', id });
  });

  it.each(['', 'yes', 'maybe.x', 'yes.', 'yes.a b', undefined])('make nothing of "%s"', (arg) => {
    expect(readRsvp(arg)).toBeNull();
  });
});
