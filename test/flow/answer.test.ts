/** Questions typed instead of answers: on the made-up form, with a handbook of one made-up document. */
import { describe, expect, it } from 'vitest';
import { createHandbook } from '../../src/core/handbook-index.ts';
import { emptySession, type Flow, type Session } from '../../src/flow/define.ts';
import { askOfficer } from '../../src/flow/flows/ask-officer.ts';
import { handbook as handbookFlow } from '../../src/flow/flows/handbook.ts';
import { button, flows, form, type Given, text, turn } from './toy.ts';

const speech = {
  weak: [],
  same: [],
  asking: ['how long'],
  askingAtEnd: [],
  stating: [],
  rude: [],
  elsewhere: [],
};
const wording = {
  title: 'Validity',
  pages: ['Thirty-six months.', 'From the day of issue.'],
  keywords: [],
  questions: ['How long is the certificate valid?'],
};
const handbook = createHandbook({
  topics: [],
  speech: { vi: speech, en: speech },
  documents: [
    {
      kind: 'section',
      id: 'validity',
      wording: { vi: wording, en: wording },
      legal: [],
      source: 'made up',
      confidence: 'verified',
      from: null,
      to: null,
    },
  ],
});
const question = 'How long is the certificate valid?';
const all: Readonly<Record<string, Flow>> = { ...flows, handbook: handbookFlow, 'ask-officer': askOfficer };
const given: Given = { flows: all, world: { handbook } };

const filled = (...typed: readonly string[]): Session =>
  ['fill the form', ...typed].reduce((session, one) => turn(session, text(one), given).session, emptySession);

describe('a question in the middle of a form', () => {
  it('is answered and the open question asked again; nothing is lost', () => {
    const before = filled('Hoa');
    const { said, session, step, choices } = turn(before, text(question), given);
    expect(said).toEqual(['handbook.aside', 'form.note']);
    expect(step).toBe('note');
    expect(session.current?.answers).toEqual({ name: 'Hoa' });
    expect(session.current?.misses).toBe(0);
    // The form's own choices only: a typed number must mean one of them.
    expect(choices).not.toContain('handbook.more');
  });

  it('is answered before a choice as well, unless the choice itself is named', () => {
    expect(turn(filled('Hoa', 'a note'), text(question), given).said).toEqual([
      'handbook.aside',
      'form.colour',
    ]);
    expect(turn(filled('Hoa', 'a note'), text('deep blue'), given).step).toBe('review');
  });

  it('is an answer where any words are one', () => {
    const name = { ...form.steps.name, takesQuestions: true } as Flow['steps'][string];
    const open = { ...form, steps: { ...form.steps, name } };
    const asked = { ...given, flows: { ...all, form: open } };
    const begun = turn(emptySession, text('fill the form'), asked).session;
    expect(turn(begun, text(question), asked).session.current?.answers).toEqual({ name: question });
  });

  it('that the handbook does not surely answer is left to the form', () => {
    expect(turn(filled(), text('How long is a piece of string?'), given).session.current?.answers).toEqual({
      name: 'How long is a piece of string?',
    });
  });

  it('is not heard in a few words or a statement', () => {
    expect(turn(filled(), text('certificate valid'), given).step).toBe('note');
  });
});

describe('a question outside any form', () => {
  it('is quoted with its source; further pages and an officer are offered', () => {
    const { said, session, choices } = turn(emptySession, button(`handbook:answer:${question}`), given);
    expect(session.current).toBeNull();
    expect(said).toEqual(['handbook.answer']);
    expect(choices).toEqual(['handbook.more', 'askOfficer.button']);
    expect(session.asked).toBe(question);
  });
});

describe('the question asked last', () => {
  const asked: Session = { ...emptySession, asked: question };

  it('is handed to the officer by a button that could not carry it', () => {
    const consented = { ...given, flows: { ...all, 'ask-officer': { ...askOfficer, requires: [] } } };
    const { said, session } = turn(asked, button('ask-officer:pass:@asked'), consented);
    expect(said).toEqual(['askOfficer.pass']);
    const sent = turn(session, text('1'), consented);
    expect(sent.facts).toContainEqual({
      type: 'officer_asked',
      question,
      flow: 'ask-officer',
      step: 'question',
      nearest: ['Validity'],
    });
  });

  it('that is gone makes the officer flow ask anew', () => {
    const consented = { ...given, flows: { ...all, 'ask-officer': { ...askOfficer, requires: [] } } };
    expect(turn(emptySession, button('ask-officer:pass:@asked'), consented).said).toEqual(['askOfficer.ask']);
  });
});
