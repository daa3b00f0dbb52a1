/** The scenario file format: what a line means, and that what the bot answered is never taken for a deed. */
import { expect, test } from 'vitest';
import { parseScenario, writeBubble, writeEvent } from '../../src/talk/scenario.ts';

const deeds = (text: string) => parseScenario(text).map(({ deed }) => deed);

test('reads what a person does', () => {
  expect(deeds('> đăng ký\n>> Gửi luôn\n>photo too_large\n>start i_abc\n>voice')).toEqual([
    { kind: 'type', text: 'đăng ký' },
    { kind: 'tap', button: 'Gửi luôn' },
    { kind: 'send', what: 'photo', arg: 'too_large' },
    { kind: 'send', what: 'start', arg: 'i_abc' },
    { kind: 'send', what: 'voice', arg: '' },
  ]);
});

test('reads time passing, directions and comments', () => {
  expect(deeds('# a note\n@ +3d\n@ +2h\n@ +10m\n@as officer1\n@officer commune 05503')).toEqual([
    { kind: 'comment', text: 'a note' },
    { kind: 'wait', ms: 259_200_000 },
    { kind: 'wait', ms: 7_200_000 },
    { kind: 'wait', ms: 600_000 },
    { kind: 'direct', word: 'as', args: ['officer1'] },
    { kind: 'direct', word: 'officer', args: ['commune', '05503'] },
  ]);
});

test('turns escapes into the characters nobody can type', () => {
  expect(deeds('> a\\u200bb')).toEqual([{ kind: 'type', text: 'a\u200bb' }]);
});

test('leaves out what the bot answered', () => {
  const transcript = [
    '> chào',
    ...writeBubble({ text: 'Một\n> hai\n\n= ba', buttons: [{ label: 'Có' }] }),
    writeEvent({ type: 'data_shown' }),
  ];
  expect(deeds(transcript.join('\n'))).toEqual([{ kind: 'type', text: 'chào' }]);
});

test('writes a bubble as a reader wants it', () => {
  const bubble = {
    text: 'Một\n\nHai',
    buttons: [{ label: 'A' }, { label: 'B' }],
    askLabel: 'Số',
    photo: 'm1',
  };
  expect(writeBubble(bubble)).toEqual(['< (m1) Một', '', '  Hai', '  [Số] [A] [B]']);
});

test('names the line it cannot read', () => {
  expect(() => parseScenario('> a\nb')).toThrow('line 2 is neither a deed nor an answer: b');
});
