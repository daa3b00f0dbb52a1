/** The engine's rules for long forms: changing answers at the review, leaving and coming back. */
import { describe, expect, test } from 'vitest';
import { emptySession, type Flow } from '../../src/flow/define.ts';
import { button, flows, form, later, say, text, turn } from './toy.ts';

const atColour = () => say('fill the form', 'Hoa', 'a note').session;
const parkedOnce = () => turn(atColour(), text('menu')).session;

describe('the review', () => {
  test('lets one answer be changed and comes back', () => {
    const asked = say('fill the form', 'Hoa', 'a note', 'blue', 'edit', 'name');
    expect(asked.step).toBe('name');
    const changed = turn(asked.session, text('Mai'));
    expect(changed.step).toBe('review');
    expect(changed.session.current?.answers).toMatchObject({ name: 'Mai', note: 'a note', colour: 'blue' });
  });

  test('walks through the questions that make one answer together', () => {
    const asked = say('fill the form', 'Hoa', 'a note', 'blue', 'edit', 'colour', 'red');
    expect(asked.step).toBe('shade');
    expect(turn(asked.session, text('dark')).step).toBe('review');
  });

  test('is where back leads while an answer is being changed', () => {
    const asked = say('fill the form', 'Hoa', 'a note', 'blue', 'edit', 'name');
    const { step, session } = turn(asked.session, text('back'));
    expect(step).toBe('review');
    expect(session.current?.answers.name).toBe('Hoa');
  });
});

describe('a form left open', () => {
  test('is offered again when its flow is asked for, and goes on where it stood', () => {
    const asked = turn(parkedOnce(), text('fill the form'));
    expect(asked.said).toEqual(['engine.resume.ask']);
    expect(turn(asked.session, text('1')).said).toEqual(['form.colour']);
    expect(turn(asked.session, text('2')).step).toBe('name');
  });

  test('goes on at once by the word, and by one of its own buttons', () => {
    expect(turn(parkedOnce(), text('resume')).said).toEqual(['form.colour']);
    expect(turn(parkedOnce(), button('form:colour:blue')).step).toBe('review');
  });

  test('asks first after a long silence, then still knows the question', () => {
    const silent = turn(atColour(), text('blue'), later(30));
    expect(silent.said).toEqual(['engine.resume.ask']);
    expect(turn(silent.session, text('1'), later(30)).step).toBe('colour');
  });

  test('is asked politely again after its questions changed, from the first unanswered one', () => {
    const newer = { flows: { ...flows, form: { ...form, version: 2 } } };
    const again = turn(atColour(), text('blue'), newer);
    expect(again.said).toEqual(['engine.changed', 'form.colour']);
    expect(again.session.current?.answers).toMatchObject({ name: 'Hoa', note: 'a note' });
  });

  test('begins filled in where its flow says so', () => {
    const filled: Flow = { ...form, prefill: () => ({ name: 'Hoa', colour: 'blue' }), start: 'review' };
    const given = { flows: { ...flows, form: filled } };
    const started = turn(emptySession, text('fill the form'), given);
    expect(started.step).toBe('review');
    const listed = turn(started.session, text('2'), given);
    expect(turn(turn(listed.session, text('name'), given).session, text('Mai'), given).step).toBe('review');
  });
});
