/** Telegram's command menu: every command is a word the bot understands, in both languages described. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commandsOf } from '../../src/app/channels.ts';
import { loadIntents } from '../../src/content/intents.ts';
import { loadTexts } from '../../src/content/texts.ts';
import { createIntentIndex } from '../../src/core/intent.ts';
import { languages } from '../../src/core/model.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const intents = createIntentIndex(loadIntents(path('content/intents.yaml')));
const texts = loadTexts(path('locales'));

/** As the adapter hands a command on: its name with spaces. */
const meaningOf = (command: string) => {
  const typed = command.replaceAll('_', ' ');
  return intents.matchGlobal(typed) ?? intents.match(typed)?.intent;
};

it('every command leads to the conversation it names', () => {
  const meanings = commandsOf(texts, 'vi').map(({ command }) => [command, meaningOf(command)]);
  expect(Object.fromEntries(meanings)).toEqual({
    menu: 'menu',
    register: 'register-idea',
    my_ideas: 'my-ideas',
    my_profile: 'profile',
    settings: 'settings',
    my_data: 'privacy',
    help: 'help',
    stop: 'stop',
  });
});

it.each(languages)('every command is described within the limits of Telegram, in %s', (language) => {
  for (const { command, description } of commandsOf(texts, language)) {
    expect(texts.has(`telegram.command.${command}`, language)).toBe(true);
    expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
    expect(description.length).toBeLessThanOrEqual(256);
  }
});
