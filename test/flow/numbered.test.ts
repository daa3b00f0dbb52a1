/** Choices where a channel has no buttons: what is shown by a number is what that number means. */
import { describe, expect, test } from 'vitest';
import type { SaidLine } from '../../src/core/event.ts';
import { emptySession, type Session } from '../../src/flow/define.ts';
import { renderLines } from '../../src/service/render.ts';
import { form, say, text, turn } from './toy.ts';

const texts = { has: () => true, text: (key: string) => key };
const shown = (lines: readonly SaidLine[], buttons: number) =>
  renderLines(lines, { texts, language: 'vi', limits: { text: 2000, buttons }, slots: {} });

const choice = (label: string, more: object = {}) => ({ label: { plain: label }, payload: label, ...more });
const question: SaidLine = {
  text: { key: 'question' },
  footer: { key: 'footer' },
  choices: [choice('one'), choice('two'), choice('back', { nav: true })],
};

describe('choices', () => {
  test('are buttons while there is room, back and skip the first to go', () => {
    expect(shown([question], 3)[0]?.buttons?.map(({ label }) => label)).toEqual(['one', 'two', 'back']);
    expect(shown([question], 2)[0]).toMatchObject({ text: 'question\n\nfooter' });
    expect(shown([question], 2)[0]?.buttons?.map(({ label }) => label)).toEqual(['one', 'two']);
  });

  test('are numbered without room, back and skip left to the words below', () => {
    expect(shown([question], 0)).toEqual([{ text: 'question\n\n1. one\n2. two\n\nfooter' }]);
  });

  test('beside an open question get no number: a typed number is the answer itself', () => {
    const open = { ...question, choices: [choice('enough', { named: true })] };
    expect(shown([open], 0)).toEqual([{ text: 'question\n\n– enough\n\nfooter' }]);
    expect(shown([open], 1)[0]?.buttons).toEqual([{ label: 'enough', payload: 'enough', nav: true }]);
  });
});

describe('the offer of help after three misses', () => {
  const stuck = (session: Session) => {
    let at = { session, said: [] as readonly string[] };
    for (let n = 0; n < 3; n += 1) at = turn(at.session, { kind: 'sticker' });
    return at;
  };

  test('means by a number what it showed by it, on a question that cannot be skipped', () => {
    expect(form.steps.name?.kind).toBe('ask');
    const { session, said } = stuck(turn(emptySession, text('fill the form')).session);
    expect(said).toContain('engine.stuck.ask');
    expect(turn(session, text('1')).said).toContain('form.name');
    expect(turn(session, text('3')).said).not.toContain('engine.cannotSkip');
  });

  test('and on one that can', () => {
    const { session } = stuck(say('fill the form', 'Hoa').session);
    expect(turn(session, text('3')).step).toBe('colour');
  });
});
