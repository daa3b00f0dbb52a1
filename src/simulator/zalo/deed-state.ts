/** Deeds around the chat: following, looking, blocking, staying away. */
import type { Done, StateDeed } from './deed.ts';
import { touch } from './deed-chat.ts';
import { aboutPerson, followEvent } from './events.ts';
import type { Person, World } from './model.ts';
import { see } from './receipts.ts';
import type { Json } from './reply.ts';

type DeedOf<K extends StateDeed['kind']> = Extract<StateDeed, { kind: K }>;
type StateDeeds = {
  readonly [K in StateDeed['kind']]: (world: World, person: Person, deed: DeedOf<K>) => Promise<Done>;
};
const DONE: Done = { messageId: null, opens: null };

const emit = (world: World, person: Person, event: Json): Promise<void> =>
  world.webhook.emit(event, { stream: person.id });

/** For deeds that only change the person. */
const change =
  (apply: (person: Person, world: World) => void) =>
  async (world: World, person: Person): Promise<Done> => {
    apply(person, world);
    world.tell({ kind: 'changed', personId: person.id });
    return DONE;
  };

export const STATE_DEEDS: StateDeeds = {
  follow: async (world, person) => {
    person.follower = true;
    touch(world, person);
    await emit(world, person, followEvent(world, person, 'follow'));
    return DONE;
  },
  unfollow: async (world, person) => {
    person.follower = false;
    world.tell({ kind: 'changed', personId: person.id });
    await emit(world, person, followEvent(world, person, 'unfollow'));
    return DONE;
  },
  open_chat: async (world, person) => {
    if (person.chatOpened) return DONE;
    person.chatOpened = true;
    if (person.lastInteractionAt === null) person.welcome = 'open';
    world.tell({ kind: 'changed', personId: person.id });
    // Once per person, ever.
    await emit(world, person, aboutPerson(world, person, 'user_click_chatnow'));
    return DONE;
  },
  see: async (world, person) => {
    await see(world, person, person.chat);
    return DONE;
  },
  block: change((person) => {
    person.blocked = true;
  }),
  unblock: change((person) => {
    person.blocked = false;
  }),
  go_inactive: change((person) => {
    person.inactive = true;
  }),
  withdraw: async (world, person) => {
    person.withdrawn = true;
    person.shared = {};
    world.tell({ kind: 'changed', personId: person.id });
    await emit(world, person, aboutPerson(world, person, 'user_withdraw'));
    return DONE;
  },
  be_silent: async (world, person, { ms }) => {
    const last = person.lastInteractionAt ?? world.clock.now();
    return change((one) => {
      one.lastInteractionAt = last - ms;
    })(world, person);
  },
};
