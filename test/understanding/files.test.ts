/** The understanding sets themselves: large enough, every meaning exists, every conversation asked for, nothing said to both parts. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadGlossary } from '../../src/content/glossary.ts';
import { loadHandbook } from '../../src/content/handbook.ts';
import { parts } from './read-cases.ts';
import { readSet } from './read-set.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const json = (path: string): Record<string, unknown> => JSON.parse(readFileSync(at(path), 'utf8'));

/** Conversations that a first message leads to; some of their rooms are still being built. */
const askedFor = [
  ...['welcome', 'help', 'profile', 'register-idea', 'my-ideas', 'settings', 'stop', 'privacy', 'link'],
  ...['handbook', 'criteria', 'self-check', 'dossier', 'ask-officer', 'certificates', 'calendar'],
  ...['classes', 'my-classes', 'events', 'officer', 'officer-certificates'],
  ...['announce', 'announcements', 'questions'],
];
/** Reached from a message received, or as part of another conversation. */
const besides = ['rsvp', 'announcement-progress'];
const words = ['menu', 'back', 'skip', 'edit', 'cancel', 'stop', 'help', 'yes', 'no', 'resume', 'later'];

const { flow } = json('../../locales/vi/engine.json') as { flow: Record<string, string> };
const flowNames = [...Object.keys(flow), ...askedFor, ...besides];
const setNames = namesOf(json('../../locales/vi/product-sets.json'));

/** Each of the 26 sets has a longer wording beside its name. */
function namesOf(file: Record<string, unknown>): readonly string[] {
  const keys = Object.values(file).flatMap((inner) => Object.keys(inner as object));
  return keys.filter((key) => keys.includes(`${key}.long`));
}

const { sections, law } = loadHandbook(at('../../content/handbook'));

const kinds = {
  intents: { enough: 1000, meanings: [...flowNames, ...words.map((word) => `global:${word}`)] },
  handbook: {
    enough: 220,
    meanings: [...sections, ...loadGlossary(at('../../content/glossary.yaml'), law)].map(
      ({ id }): string => id,
    ),
  },
  product: { enough: 320, meanings: setNames },
} as const;

const said = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

describe.each(Object.entries(kinds))('the understanding set of %s', (name, { enough, meanings }) => {
  const cases = parts.flatMap((part) => readSet(name, part));

  it('is large enough, each part of it too', () => {
    expect(cases.filter(({ meanings: [first] }) => first !== '-').length).toBeGreaterThanOrEqual(enough);
    for (const part of parts) expect(readSet(name, part).length).toBeGreaterThanOrEqual(0.35 * enough);
  });

  it('means only what exists', () => {
    const known = new Set<string>([...meanings, '-']);
    expect(cases.filter((one) => one.text === '' || !one.meanings.every((each) => known.has(each)))).toEqual(
      [],
    );
  });

  it('says nothing to both parts', () => {
    const seen = new Set(readSet(name, 'dev').map(({ text }) => said(text)));
    expect(readSet(name, 'frozen').filter(({ text }) => seen.has(said(text)))).toEqual([]);
  });
});

it('nothing is learnt from newcomers, whose sentences mean what exists', () => {
  const newcomers = readSet('newcomers', 'frozen');
  const examples = readdirSync(at('../../content/intent-examples')).flatMap((file) =>
    readFileSync(at(`../../content/intent-examples/${file}`), 'utf8').split('\n'),
  );
  const learnt = new Set(examples.map(said));
  const known: readonly string[] = [...kinds.intents.meanings, '-'];
  expect(newcomers.length).toBeGreaterThan(700);
  expect(newcomers.filter(({ text }) => learnt.has(said(text)))).toEqual([]);
  expect(newcomers.filter((one) => !one.meanings.every((each) => known.includes(each)))).toEqual([]);
});

describe.each(parts)('the %s part', (part) => {
  it.each([
    ['intents', askedFor],
    ['product', setNames],
  ])('of %s asks for each of them several times', (name, wanted) => {
    const asked = readSet(name, part).flatMap(({ meanings }) => meanings);
    expect(wanted.filter((one) => asked.filter((each) => each === one).length < 5)).toEqual([]);
  });
});

it('is written in composed characters, without blanks at the ends', () => {
  const files = readdirSync(at('.')).filter((file) => /\.(tsv|txt)$/.test(file));
  const lines = files.flatMap((file) => readFileSync(at(file), 'utf8').split('\n'));
  expect(files.length).toBeGreaterThanOrEqual(6);
  expect(lines.filter((line) => line !== line.normalize('NFC') || line !== line.trim())).toEqual([]);
});
