import { describe, expect, it } from 'vitest';
import {
  decideChange,
  formatIdeaCode,
  ideaFieldRules,
  ideaIdOf,
  looksLikeIdNumber,
  mayChange,
  missingFields,
  parseIdeaCode,
} from '../../src/core/idea.ts';
import { type IdeaStatus, ideaStatuses, type UnitCode } from '../../src/core/model.ts';

const code = 'YT-0007/PĐK-19-05512-2026';

describe('the registration code', () => {
  it('is written in the form of the slip number', () => {
    expect(formatIdeaCode({ number: 7, province: '19', commune: '05512', year: 2026 })).toBe(code);
    expect(formatIdeaCode({ number: 12345, province: '01', commune: '00004', year: 2027 })).toBe(
      'YT-12345/PĐK-01-00004-2027',
    );
  });

  it.each([
    'YT-0007/PĐK-19-05512-2026',
    'yt0007/pdk-19-05512-2026',
    'Yt 7 / PĐK 19 05512 2026',
    'YT-0007/PÐK-19-05512-2026'.replace('Ð', 'Đ').normalize('NFD'),
    'mã của em là yt-0007/pđk-19-05512-2026 ạ',
    '0007/PĐK-19-05512-2026',
    'YT–0007/PDK–19–05512–2026',
    'y t 7 p d k 19 05512 2026',
  ])('is understood as typed: %s', (typed) => {
    expect(parseIdeaCode(typed)).toBe(code);
  });

  it.each(['yt 7', 'YT7', 'yt-0007', 'phiếu yt 07 tới đâu rồi', 'yt 7 2026', 'YT-7 năm 2026'])(
    'is completed from the known codes: %s',
    (typed) => {
      expect(parseIdeaCode(typed, [code, 'YT-0008/PĐK-19-05512-2026'])).toBe(code);
      expect(parseIdeaCode(typed)).toBeNull();
    },
  );

  it('is not guessed between two that fit, nor when none does', () => {
    const other = 'YT-0007/PĐK-19-05512-2025';
    expect(parseIdeaCode('yt 7', [code, other])).toBeNull();
    expect(parseIdeaCode('yt 7/2025', [code, other])).toBe(other);
    expect(parseIdeaCode('yt 9', [code])).toBeNull();
  });

  it.each(['', 'mật ong', '0912345678', '500kg', 'yt', 'ytong 7', '1/2026'])('is not seen in %j', (typed) => {
    expect(parseIdeaCode(typed, [code])).toBeNull();
  });
});

describe('changing the status', () => {
  const allowed = [
    ['submitted', 'accepted', 'officer'],
    ['submitted', 'returned', 'officer'],
    ['submitted', 'withdrawn', 'producer'],
    ['returned', 'resubmitted', 'producer'],
    ['returned', 'withdrawn', 'producer'],
    ['resubmitted', 'accepted', 'officer'],
    ['resubmitted', 'returned', 'officer'],
    ['resubmitted', 'withdrawn', 'producer'],
  ];

  it('allows exactly the changes of the table', () => {
    const found = ideaStatuses.flatMap((from) =>
      ideaStatuses.flatMap((to) =>
        (['producer', 'officer'] as const)
          .filter((actor) => mayChange(from, to, actor))
          .map((actor) => [from, to, actor]),
      ),
    );
    expect(found).toHaveLength(allowed.length);
    expect(found).toEqual(expect.arrayContaining(allowed));
  });

  it('tells the second of two officers that somebody was faster', () => {
    const idea = { status: 'accepted' as IdeaStatus, version: 3 };
    expect(decideChange(idea, { to: 'returned', actor: 'officer', seen: 2 })).toMatchObject({
      ok: false,
      code: 'idea.changedMeanwhile',
    });
    expect(decideChange(idea, { to: 'returned', actor: 'officer', seen: 3 })).toMatchObject({
      ok: false,
      code: 'idea.mayNot',
    });
  });

  it('gives the new status when all is well', () => {
    const idea = { status: 'returned' as IdeaStatus, version: 2 };
    expect(decideChange(idea, { to: 'resubmitted', actor: 'producer', seen: 2 })).toEqual({
      ok: true,
      value: 'resubmitted',
    });
  });

  it('derives one id from one inbound', () => {
    expect(ideaIdOf('telegram:77')).toBe(ideaIdOf('telegram:77'));
    expect(ideaIdOf('telegram:77')).not.toBe(ideaIdOf('telegram:78'));
  });
});

describe('the fields', () => {
  it('name what is still missing, in the order of the form', () => {
    expect(missingFields({ registrantName: 'Nguyễn Văn Ví Dụ', unit: '05512' as UnitCode })).toEqual([
      'phone',
      'producerType',
      'productName',
      'ideaKind',
      'productSet',
      'description',
    ]);
  });

  it('ask for nothing sensitive and name nothing twice', () => {
    const names = ideaFieldRules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.join(' ')).not.toMatch(/gender|ethnic|disab|identity/i);
  });
});

describe('an identity number in an answer', () => {
  it.each([
    '019188001234',
    '0191 8800 1234',
    'CCCD 019188001234',
    'số căn cước: 019188001234',
    '123456789',
    'cmnd 123 456 789',
  ])('is seen: %s', (text) => {
    expect(looksLikeIdNumber(text)).toBe(true);
  });

  it.each([
    '0912345678',
    '500.000.000',
    '500000000',
    '123.456.789',
    '2 tạ',
    'thửa 019188001234 tờ 5',
    '',
    '4601234567',
  ])('is not seen: %j', (text) => {
    expect(looksLikeIdNumber(text)).toBe(false);
  });
});
