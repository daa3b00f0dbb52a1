/** Where a first text belongs that is a question, with and without an answer in the handbook. */
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/handbook.ts';
import { type Book, emptySession, type World } from '../../src/flow/define.ts';
import { route } from '../../src/flow/route.ts';
import { nowhere } from './nowhere.ts';

const guesses = [
  { meaning: 'question', share: 0.6 },
  { meaning: 'certificates', share: 0.3 },
];
const book: Book = {
  flows: {},
  understanding: { intent: () => null, global: () => null, guess: () => guesses, agreement: () => null },
  text: () => '',
};

function moveOf(kind: 'unknown' | 'elsewhere') {
  const reply: Reply = { kind, language: 'vi', hits: [] };
  const blank = nowhere(true);
  const world: World = {
    ...blank,
    handbook: { ...blank.handbook, ask: () => reply, isQuestion: () => true },
  };
  const input = { kind: 'text', text: 'giấy ba sao nhà tôi mất rồi thì sao' } as const;
  return route({ book, world, input, inboundId: 'i1' }, emptySession);
}

describe('a question that may also ask for a conversation', () => {
  it('means that conversation, unless it answers what was received, where the handbook knows nothing', () => {
    expect(moveOf('unknown')).toEqual({
      kind: 'start',
      to: { flow: 'reply', arg: 'certificates' },
    });
  });

  it('does not where the handbook has a word for it', () => {
    expect(moveOf('elsewhere')).toEqual({ kind: 'start', to: { flow: 'reply' } });
  });
});
