/** What the page and tests may see of the stand-in: copies, safe to keep. */
import type { ChatMessage, Person, World } from './model.ts';
import { type WindowView, windowOf } from './window.ts';

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly follower: boolean;
  readonly blocked: boolean;
  readonly inactive: boolean;
  readonly withdrawn: boolean;
  readonly tags: readonly string[];
  readonly alias: string;
  readonly window: WindowView;
  readonly unseen: number;
  readonly lastMessage: ChatMessage | null;
}

export interface StandInView {
  /** Virtual time, ms since 1970. */
  readonly now: number;
  readonly appId: string;
  readonly oa: { readonly id: string; readonly name: string };
  readonly people: readonly PersonView[];
  readonly webhook: ReturnType<World['webhook']['state']>;
  readonly quota: World['quota'];
  readonly prices: World['prices'];
  readonly switches: World['switches'];
  readonly faults: ReturnType<World['faults']['pending']>;
  readonly rotations: number;
  readonly calls: number;
}

export function viewPerson(world: World, person: Person): PersonView {
  const { id, name, phone, follower, blocked, inactive, withdrawn, alias } = person;
  return {
    ...{ id, name, phone, follower, blocked, inactive, withdrawn, alias },
    tags: [...person.tags],
    window: windowOf(world, person),
    unseen: person.chat.filter((message) => message.from === 'oa' && message.seenAt === null).length,
    lastMessage: person.chat.at(-1) ?? null,
  };
}

export const viewOf = (world: World): StandInView => ({
  now: world.clock.now(),
  appId: world.app.id,
  oa: { id: world.oa.id, name: world.oa.name },
  people: [...world.people.values()].map((person) => viewPerson(world, person)),
  webhook: world.webhook.state(),
  quota: { ...world.quota },
  prices: world.prices,
  switches: world.switches,
  faults: world.faults.pending(),
  rotations: world.tokens.rotations(),
  calls: world.calls.count(),
});
