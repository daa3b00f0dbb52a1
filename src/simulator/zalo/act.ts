/** Lets made-up people act: each deed changes the world and tells the bot by webhook. */
import { type Deed, DeedRefused, type Done } from './deed.ts';
import { CHAT_DEEDS } from './deed-chat.ts';
import { STATE_DEEDS } from './deed-state.ts';
import type { Person, World } from './model.ts';

type Deeds = { readonly [K in Deed['kind']]: (world: World, person: Person, deed: never) => Promise<Done> };
const DEEDS: Deeds = { ...CHAT_DEEDS, ...STATE_DEEDS };

/**
 * Lets a person do something. Resolves when the bot has answered the webhook, or failed to.
 * @throws DeedRefused when there is no such person, message or button
 */
export async function act(world: World, personId: string, deed: Deed): Promise<Done> {
  const person = world.people.get(personId);
  if (!person) throw new DeedRefused(`Nobody has the id ${personId}`);
  const perform = DEEDS[deed.kind] as (world: World, person: Person, deed: Deed) => Promise<Done>;
  return perform(world, person, deed);
}
