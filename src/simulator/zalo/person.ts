/** A made-up person on the other side of the chat: how one comes into being and remembers messages. */
import type { ChatMessage, Person, World } from './model.ts';
import type { SeedPerson } from './options.ts';

/** Older messages are forgotten, so that a bench does not eat the memory. */
const CHAT_MAX = 500;

export function createPerson(world: World, seed: SeedPerson): Person {
  const ago = seed.lastInteractionMsAgo;
  const person: Person = {
    id: seed.id ?? world.ids.user(),
    idByApp: world.ids.userByApp(),
    name: seed.name,
    phone: seed.phone ?? null,
    follower: seed.follower ?? false,
    lastInteractionAt: ago === undefined ? null : world.clock.now() - ago,
    welcome: 'none',
    chatOpened: false,
    blocked: false,
    inactive: false,
    withdrawn: false,
    tags: new Set(),
    alias: '',
    externalId: '',
    shared: {},
    chat: [],
  };
  world.people.set(person.id, person);
  return person;
}

export function remember(person: Person, message: ChatMessage): void {
  person.chat.push(message);
  if (person.chat.length > CHAT_MAX) person.chat.shift();
}
