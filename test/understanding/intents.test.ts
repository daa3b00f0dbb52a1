import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadIntents } from '../../src/content/intents.ts';
import { createIntentIndex } from '../../src/core/intent.ts';
import { forms, parts, percent, readCases } from './read-cases.ts';

const index = createIntentIndex(
  loadIntents(fileURLToPath(new URL('../../content/intents.yaml', import.meta.url))),
);
const enough = { dev: 250, frozen: 150 };
const leastRight = 98;

/** As the engine reads a first text: the word that means the same everywhere, else the flow asked for. */
function meaningOf(text: string): string {
  const word = index.matchGlobal(text);
  return word === null ? (index.match(text)?.intent ?? '-') : `global:${word}`;
}

/** "Dừng" and "giúp" lead to the flows of the same name. */
const isRight = (meant: string, got: string): boolean =>
  meant.split(',').some((one) => one === got || (['stop', 'help'].includes(one) && got === `global:${one}`));

describe.each(parts)('intents, %s part', (part) => {
  const cases = readCases('intents', part);

  it('has enough cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(enough[part]);
  });

  it.each(forms)('understands first messages, %s', (form, write) => {
    const right = cases.filter(({ text, meaning }) => isRight(meaning, meaningOf(write(text)))).length;
    console.info(`intents, ${part}, ${form}: ${percent(right, cases.length)} % of ${cases.length}`);
    expect(percent(right, cases.length)).toBeGreaterThanOrEqual(leastRight);
  });
});
