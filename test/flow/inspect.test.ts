/** The proof at boot: every kind of fault is found and named, and the real flows have none. */
import { describe, expect, test } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import { ideaStatuses, languages, producerTypes, purposes, shareBands } from '../../src/core/model.ts';
import type { Flow, Step } from '../../src/flow/define.ts';
import { setsOfGroup } from '../../src/flow/flows/register-idea-set.ts';
import { flows } from '../../src/flow/flows.ts';
import { inspect } from '../../src/flow/inspect.ts';
import { form, flows as toyFlows } from './toy.ts';

const everyText = () => true;
const byLetter = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const withSteps = (steps: Readonly<Record<string, Step>>, rest: Partial<Flow> = {}) => ({
  ...toyFlows,
  form: { ...form, ...rest, steps: { ...form.steps, ...steps } },
});
const faultsOf = (all: Readonly<Record<string, Flow>>) => inspect({ flows: all, hasText: everyText });

describe('a fault is named with flow and step', () => {
  test('no fault in a sound book', () => {
    expect(faultsOf(toyFlows)).toEqual([]);
  });

  test('a step that leads nowhere', () => {
    const note = { ...form.steps.note, next: 'gone' } as Step;
    expect(faultsOf(withSteps({ note }))).toContain('form.note: leads to gone, which does not exist');
  });

  test('a guard that leads nowhere', () => {
    const note = { ...form.steps.note, instead: { to: ['gone'], pick: () => null } } as Step;
    expect(faultsOf(withSteps({ note }))).toContain('form.note: leads to gone, which does not exist');
  });

  test('a step nothing leads to', () => {
    const island: Step = { kind: 'end', say: [{ text: 'x' }] };
    expect(faultsOf(withSteps({ island }))).toEqual(['form.island: nothing leads here']);
  });

  test('a step that says nothing', () => {
    const sent: Step = { kind: 'end', say: [] };
    expect(faultsOf(withSteps({ sent }))).toContain('form.sent: says nothing');
  });

  test('a button or a hand-over to what cannot be entered', () => {
    const sent: Step = {
      kind: 'end',
      say: [{ text: 'x' }],
      offer: [{ value: 'form:review', label: { plain: 'x' } }],
      goTo: { to: ['nobody'], pick: () => null },
    };
    expect(faultsOf(withSteps({ sent }))).toEqual([
      'form.sent: refers to nobody, which cannot be entered',
      'form.sent: refers to form:review, which cannot be entered',
    ]);
  });

  test('a start, an entry or a review that does not exist', () => {
    const wrong = { start: 'a', entries: ['b'], review: 'c' };
    const faults = faultsOf(withSteps({}, wrong)).filter((fault) => fault.endsWith('does not exist'));
    expect(faults).toEqual(['a', 'b', 'c'].map((step) => `form: step ${step} does not exist`));
  });

  test('a flow under another name than its own', () => {
    expect(faultsOf({ ...toyFlows, form: { ...form, name: 'other' } })).toContain(
      'flow form calls itself other',
    );
  });

  test('a text that is missing, by language', () => {
    const faults = inspect({
      flows: toyFlows,
      hasText: (key, language) => language === 'vi' || key !== 'form.colour',
    });
    expect(faults).toEqual(['text form.colour is missing in en']);
  });
});

describe('the real flows', () => {
  const texts = loadTexts(new URL('../../locales', import.meta.url).pathname);

  test('have no fault', () => {
    expect(Object.keys(flows).length).toBeGreaterThanOrEqual(9);
    expect(inspect({ flows, hasText: texts.has })).toEqual([]);
  });

  test('have a text for everything computed: types, states, purposes, sets, list items', () => {
    const sets = Object.values(setsOfGroup).flat();
    const items = Object.keys(flows['register-idea']?.steps ?? {});
    const computed = [
      ...producerTypes.map((type) => `idea.producerType.${type}`),
      ...producerTypes.map((type) => `registerIdea.producerTypeWords.${type}`),
      ...ideaStatuses.flatMap((status) => [
        `idea.status.${status}`,
        `myIdeas.status.${status}`,
        `officer.status.${status}`,
      ]),
      ...purposes.flatMap((purpose) => [`consent.${purpose}`, `consent.short.${purpose}`]),
      ...['consent.on', 'consent.off', 'privacy.agreed', 'privacy.declined', 'privacy.notAsked'],
      ...shareBands.flatMap((band) => [`idea.share.${band}`, `registerIdea.shareWords.${band}`]),
      ...[...sets, 'unsure'].map((set) => `productSet.${set}`),
      ...['change', 'changePerson', 'changeMore'].flatMap((list) => {
        const step = flows['register-idea']?.steps[list];
        const to = step?.kind === 'choose' && typeof step.next !== 'string' ? step.next.to : [];
        return to.filter((name) => name !== 'review').map((name) => `idea.item.${name}`);
      }),
    ];
    expect(items.length).toBeGreaterThan(30);
    expect(new Set(sets).size).toBe(26);
    const missing = computed.flatMap((key) =>
      languages.filter((language) => !texts.has(key, language)).map((language) => `${language}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  test('say the same things in both languages, with the same values', () => {
    const slots = (text: string) =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted(byLetter);
    // Vietnamese addresses officers otherwise; English has one word for all.
    const vietnamese = texts.keys('vi').filter((key) => !key.endsWith('_officer'));
    expect(texts.keys('en').toSorted(byLetter)).toEqual(vietnamese.toSorted(byLetter));
    const raw = (key: string, language: 'vi' | 'en') => texts.text(key, {}, language);
    const unlike = texts
      .keys('vi')
      .filter((key) => `${slots(raw(key, 'vi'))}` !== `${slots(raw(key.replace(/_officer$/u, ''), 'en'))}`);
    expect(unlike).toEqual([]);
  });

  test('say anh/chị to officers wherever officers ask for something themselves', () => {
    const rooms = [
      ...['answer', 'calendar', 'criteria', 'dossier', 'engine', 'handbook', 'hint', 'interest', 'link'],
      ...['phone', 'privacy', 'profile', 'selfCheck', 'setChoice', 'settings', 'classes', 'events', 'seats'],
    ];
    const says = (key: string, words: RegExp) => words.test(texts.text(key, {}, 'vi'));
    const twin = (key: string) => (texts.has(`${key}_officer`, 'vi') ? `${key}_officer` : key);
    const keys = texts.keys('vi').filter((key) => rooms.includes(key.split('.')[0] ?? ''));
    // Told to everybody with a seat, by way of a notice.
    const told = /^seats\.notice\./u;
    expect(new Set(keys.map((key) => key.split('.')[0])).size).toBe(rooms.length);
    expect(keys.filter((key) => key.endsWith('_officer')).length).toBeGreaterThan(80);
    expect(keys.filter((key) => !told.test(key) && says(twin(key), /bà con/iu))).toEqual([]);
  });

  test('have short labels on their buttons', () => {
    const given = (step: Step) =>
      step.kind === 'ask' ? step.suggest : step.kind === 'choose' ? step.options : step.offer;
    const labels = Object.values(flows)
      .flatMap(({ steps }) => Object.values(steps))
      .map(given)
      .flatMap((options) => (options === undefined || typeof options === 'function' ? [] : options))
      .map(({ label }) => label);
    const long = labels.flatMap((label) =>
      'key' in label
        ? languages.map((language) => texts.text(label.key, {}, language)).filter((text) => text.length > 26)
        : [],
    );
    expect(labels.length).toBeGreaterThan(40);
    expect(long).toEqual([]);
  });

  test('promise no star and no date', () => {
    const vietnamese = texts.keys('vi').map((key) => texts.text(key, {}, 'vi'));
    expect(
      vietnamese.filter((text) => /sẽ (?:được|đạt) (?:xếp )?\d? ?sao|trong vòng \d+ ngày/u.test(text)),
    ).toEqual([]);
  });
});
