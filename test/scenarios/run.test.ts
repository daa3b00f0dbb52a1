/** Golden transcripts: every scenario file says what the bot says today. `UPDATE=1` rewrites them; read the difference. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScenario } from '../../src/talk/scenario.ts';
import { play } from './drive.ts';

const folder = new URL('.', import.meta.url).pathname;
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

test('there are scenarios for every flow', () => {
  expect(files.length).toBeGreaterThanOrEqual(25);
});

test('a known person registers an idea in at most twelve messages', () => {
  const deeds = parseScenario(readFileSync(`${folder}register-idea.short-path.txt`, 'utf8'));
  const messages = deeds.filter(({ deed }) => ['type', 'tap', 'send'].includes(deed.kind));
  expect(messages.length).toBeLessThanOrEqual(12);
  expect(
    play(messages.map(({ source }) => source).reduce((all, line) => `${all}${line}\n`, '@known\n')),
  ).toContain('= idea_registered');
});

test.each(files)('%s', (file) => {
  const written = readFileSync(`${folder}${file}`, 'utf8');
  const played = play(written);
  if (process.env.UPDATE === '1') writeFileSync(`${folder}${file}`, played);
  else expect(played).toBe(written);
});
