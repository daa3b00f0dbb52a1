/** The engine's rules, on a form nobody uses. */
import { describe, expect, test } from 'vitest';
import { emptySession, type Flow, type Session } from '../../src/flow/define.ts';
import { button, flows, form, say, text, turn } from './toy.ts';

const atColour = () => say('fill the form', 'Hoa', 'a note').session;
const atReview = () => say('fill the form', 'Hoa', 'a note', 'blue').session;
const parkedOnce = () => turn(atColour(), text('menu')).session;

describe('answers', () => {
  test('are kept under the name of the step, and facts are stated at once', () => {
    const { session, facts, step } = say('fill the form', 'Hoa');
    expect(session.current?.answers).toEqual({ name: 'Hoa' });
    expect(facts).toEqual([{ type: 'profile_saved', name: 'Hoa' }]);
    expect(step).toBe('note');
  });

  test.each(['2', 'số 2', '2.', 'deep blue', 'DEEP-BLUE', 'blue', 'the deep blue one'])(
    'choose the second option by "%s"',
    (typed) => {
      expect(turn(atColour(), text(typed)).session.current?.answers.colour).toBe('blue');
    },
  );

  test.each(['3', '0', 'red or deep blue', 'green', 'r'])('never guess from "%s"', (typed) => {
    const { said, step } = turn(atColour(), text(typed));
    expect(step).toBe('colour');
    expect(said).toEqual(['hint.choice', 'form.colour']);
  });

  test('find an option by its everyday words', () => {
    expect(turn(atColour(), text('scarlet')).step).toBe('shade');
  });

  test('read a yes only when it is all that was said', () => {
    const asked = turn(emptySession, button('wanting'), { consent: false }).session;
    expect(turn(asked, text('Ok'), { consent: false }).said).toContain('welcome.thanks');
    expect(turn(asked, text('agree maybe not'), { consent: false }).said).toEqual([
      'hint.choice',
      'welcome.service',
    ]);
  });

  test('to an open question may be a number or hold a label', () => {
    expect(say('fill the form', 'Hoa', '1').session.current?.answers.note).toBe('1');
    expect(say('fill the form', 'Hoa', 'not enough of it').session.current?.answers.note).toBe(
      'not enough of it',
    );
  });

  test('are not the words that ask for another flow', () => {
    const gone = say('fill the form', 'Hoa', 'good day');
    expect(gone.said).toEqual(['hint.text', 'form.note']);
    expect(say('fill the form', 'fill the form').said).toEqual(['hint.text', 'form.name']);
  });
});

describe('what does not fit', () => {
  test('brings a hint and the question again without its preamble', () => {
    expect(say('fill the form').said).toEqual(['form.hello', 'form.name']);
    expect(turn(say('fill the form').session, { kind: 'sticker' }).said).toEqual([
      'hint.sticker',
      'form.name',
    ]);
  });

  test('offers an officer the third time, and then takes the answer all the same', () => {
    const third = [1, 2, 3].reduce((before) => turn(before.session, text('green')), {
      session: atColour(),
    } as ReturnType<typeof turn>);
    expect(third.said).toEqual(['engine.stuck.ask']);
    expect(third.choices).toEqual(['engine.stuck.again', 'engine.stuck.officer', 'engine.stuck.later']);
    expect(turn(third.session, text('2')).facts).toEqual([
      { type: 'officer_asked', question: '', flow: 'form', step: 'colour' },
    ]);
    expect(turn(third.session, text('blue')).step).toBe('review');
  });

  test('but asks for another flow goes there, and the form waits', () => {
    const gone = turn(atColour(), text('please assist me'));
    expect(gone).toMatchObject({ handedTo: 'help', step: null, said: ['engine.parked'] });
    expect(gone.session.parked).toHaveLength(1);
  });
});

describe('global words', () => {
  test('back asks the question before anew and forgets its answer', () => {
    const { step, session } = turn(atColour(), text('back'));
    expect(step).toBe('note');
    expect(session.current?.answers).toEqual({ name: 'Hoa' });
  });

  test('skip passes only what is optional', () => {
    expect(turn(atColour(), text('skip')).said[0]).toBe('engine.cannotSkip');
    expect(say('fill the form', 'Hoa', 'skip').step).toBe('colour');
  });

  test('cancel asks whether to keep; menu and stop keep without asking', () => {
    expect(turn(atColour(), text('cancel')).said).toEqual(['engine.cancel.ask']);
    for (const [word, flow] of [
      ['menu', 'help'],
      ['stop', 'stop'],
    ] as const) {
      const gone = turn(atColour(), text(word));
      expect(gone.handedTo).toBe(flow);
      expect(gone.session.parked).toHaveLength(1);
    }
  });

  test('later puts the form aside at once', () => {
    const gone = turn(atColour(), text('later'));
    expect(gone.said).toEqual(['engine.parked']);
    expect(gone.session.parked[0]?.answers).toMatchObject({ name: 'Hoa' });
  });

  test('an option of the question wins over the same global word', () => {
    expect(turn(atReview(), text('edit')).step).toBe('change');
  });

  test('an option may stand for one, by button and by label', () => {
    expect(turn(atReview(), button('form:review:@cancel')).said).toEqual(['engine.cancel.ask']);
    expect(turn(atReview(), text('not now')).said).toEqual(['engine.cancel.ask']);
    const note = say('fill the form', 'Hoa', 'a note', 'blue', 'edit', 'note').session;
    expect(turn(note, text('enough of it')).step).toBe('review');
  });
});

describe('what a flow requires', () => {
  test('comes first, then what was wanted goes on', () => {
    const asked = turn(emptySession, button('wanting'), { consent: false });
    expect(asked.said).toEqual(['welcome.service']);
    expect(turn(asked.session, text('yes'), { consent: false }).handedTo).toBe('wanting');
  });

  test('may be refused: what was wanted is given up instead of asked for ever', () => {
    const asked = turn(emptySession, button('wanting'), { consent: false });
    expect(turn(asked.session, text('no'), { consent: false }).handedTo).toBeNull();
  });
});

describe('the end', () => {
  const sent = () => turn(atReview(), text('send'));

  test('states its facts before its words and closes the conversation', () => {
    expect(sent().facts.map(({ type }) => type)).toEqual(['data_shown', 'conversation_ended']);
    expect(sent().session.current).toBeNull();
  });

  test('offers what a typed number or label finds', () => {
    expect(sent().choices).toEqual(['Another one']);
    expect(turn(sent().session, text('1')).step).toBe('name');
    expect(turn(sent().session, text('another one')).step).toBe('name');
    expect(turn(sent().session, text('2')).said).toEqual(['engine.notUnderstood']);
  });

  test('of everything erased takes the forms left open along', () => {
    const erasing: Flow = {
      ...form,
      name: 'erase',
      start: 'gone',
      steps: { gone: { kind: 'end', say: [{ text: 'x' }], emit: () => [{ type: 'data_erased' }] } },
    };
    const given = { flows: { ...flows, erase: erasing } };
    expect(turn(parkedOnce(), button('erase'), given).session).toEqual({ current: null, parked: [] });
  });
});

describe('a step', () => {
  const guarded = (pass: boolean): Flow => ({
    ...form,
    start: 'door',
    steps: {
      door: {
        kind: 'ask',
        say: [{ text: 'door' }],
        parse: () => ({ ok: true, value: 1 }),
        keep: () => ({ seen: 7 }),
        instead: { to: ['wall'], pick: () => (pass ? null : 'wall') },
        next: 'wall',
      },
      wall: { kind: 'end', say: [{ text: 'wall' }] },
    },
  });

  test('may lead elsewhere before it is asked', () => {
    const given = { flows: { ...flows, form: guarded(false) } };
    expect(turn(emptySession, text('fill the form'), given).said).toEqual(['wall']);
  });

  test('keeps what it is asked about', () => {
    const given = { flows: { ...flows, form: guarded(true) } };
    expect(turn(emptySession, text('fill the form'), given).session.current?.answers).toEqual({ seen: 7 });
  });
});

describe('buttons', () => {
  test('of another question say so and ask the present one again', () => {
    expect(turn(atColour(), button('form:shade:dark')).said).toEqual(['engine.staleButton', 'form.colour']);
  });

  test('of a flow that is no more lead to the start page', () => {
    expect(turn(emptySession, button('gone:x'))).toMatchObject({
      said: ['engine.staleButton'],
      handedTo: 'help',
    });
  });

  test('enter a flow only where it may be entered', () => {
    expect(turn(emptySession, button('form:note')).step).toBe('note');
    expect(turn(emptySession, button('form:review')).said).toEqual(['engine.staleButton']);
  });
});

test('a conversation that never ends is ended', () => {
  let session: Session = atColour();
  let said: readonly string[] = [];
  for (let turns = 0; turns < 250 && session.current !== null; turns += 1)
    ({ session, said } = turn(session, button('form:shade:dark')));
  expect(said).toEqual(['engine.tooLong']);
  expect(session.parked).toHaveLength(1);
});

test('the same turn on the same session gives the same words and facts', () => {
  expect(turn(atReview(), text('send'))).toEqual(turn(atReview(), text('send')));
});
