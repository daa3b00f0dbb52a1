import { describe, expect, it } from 'vitest';
import {
  type ApprovalRule,
  asksApproval,
  isChangedSince,
  isOverdue,
  mayApprove,
} from '../../src/core/announcement-approval.ts';
import type { ContactId, UnitCode } from '../../src/core/model.ts';
import type { UnitIndex } from '../../src/core/unit.ts';

describe('four eyes', () => {
  const [author, editor, other] = ['1', '2', '3'] as [ContactId, ContactId, ContactId];

  it('are not those of the author, nor of whoever changed it last', () => {
    const edited = { author, editedBy: editor };
    expect(mayApprove(author, edited)).toMatchObject({ code: 'announcement.ownApproval' });
    expect(mayApprove(editor, edited)).toMatchObject({ code: 'announcement.ownEdit' });
    expect(mayApprove(other, edited)).toMatchObject({ ok: true });
    expect(mayApprove(editor, { author, editedBy: author })).toMatchObject({ ok: true });
  });

  it('are asked for where a commune or its province says so, and nowhere else', () => {
    const units = {
      byCode: (code: string) =>
        ({ provinceCode: code.startsWith('05') ? '19' : '38', code }) as ReturnType<UnitIndex['byCode']>,
    };
    const asks = (rule: ApprovalRule, ...names: string[]) => asksApproval(rule, names as UnitCode[], units);
    expect(asks('always', '05512')).toBe(true);
    expect(asks('never', '05512')).toBe(false);
    expect(asks(['19' as UnitCode], '05512')).toBe(true);
    expect(asks(['05512' as UnitCode], '05512')).toBe(true);
    expect(asks(['05512' as UnitCode], '05515')).toBe(false);
    expect(asks(['38' as UnitCode], '05512')).toBe(false);
    expect(asks(['05512' as UnitCode], '05515', '05512')).toBe(true);
  });

  it.each([
    ['paused', 1, 1, false],
    ['paused', 2, 1, true],
    ['paused', 2, 2, false],
    ['paused', 2, null, true],
    ['paused', 1, null, false],
    ['running', 2, 1, false],
  ] as const)(
    'of words at %s, version %i, approved %s: to be asked for anew is %s',
    (state, textVersion, approvedText, waits) => {
      expect(isChangedSince({ state, textVersion, approvedText })).toBe(waits);
    },
  );

  it('come too late when the last moment is over while it waits', () => {
    const waiting = { state: 'approval', skipAfter: 10 } as const;
    expect(isOverdue(waiting, 9)).toBe(false);
    expect(isOverdue(waiting, 10)).toBe(true);
    expect(isOverdue({ ...waiting, skipAfter: null }, 10)).toBe(false);
    expect(isOverdue({ ...waiting, state: 'paused' }, 10)).toBe(false);
  });
});
