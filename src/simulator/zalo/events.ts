/** The bodies of webhook events, in the shapes that were seen or documented. */
import type { Person, World } from './model.ts';
import type { Json } from './reply.ts';

type Named = Json & { readonly event_name: string };

const common = (world: World): Json => ({ app_id: world.app.id, timestamp: String(world.clock.now()) });

/** Something a person sent: `user_send_*`, `user_submit_info`, `user_reacted_message`. */
export const fromPerson = (world: World, person: Person, name: string, fields: Json): Named => ({
  ...common(world),
  sender: { id: person.id },
  user_id_by_app: person.idByApp,
  recipient: { id: world.oa.id },
  event_name: name,
  ...fields,
});

/** Something about a message of the OA: `oa_send_*`, `user_received_message`, `oa_reacted_message`. */
export const fromOa = (world: World, person: Person, name: string, fields: Json): Named => ({
  ...common(world),
  sender: { id: world.oa.id },
  recipient: { id: person.id },
  user_id_by_app: person.idByApp,
  event_name: name,
  ...fields,
});

export const followEvent = (world: World, person: Person, name: 'follow' | 'unfollow'): Named => ({
  oa_id: world.oa.id,
  follower: { id: person.id },
  user_id_by_app: person.idByApp,
  event_name: name,
  source: 'oa_profile',
  ...common(world),
});

/** `user_click_chatnow` and `user_withdraw`: no sender and no recipient. */
export const aboutPerson = (world: World, person: Person, name: string): Named => ({
  oa_id: world.oa.id,
  user_id: person.id,
  user_id_by_app: person.idByApp,
  event_name: name,
  ...common(world),
});

/** The sources disagree about the direction, so it is a switch. */
export function seenEvent(world: World, person: Person, messageIds: readonly string[]): Named {
  const build = world.switches.seenSentBy === 'oa' ? fromOa : fromPerson;
  return build(world, person, 'user_seen_message', { message: { msg_ids: messageIds } });
}

/** `user_received_message` of a ZNS: the recipient is a phone number or its hash. */
export const znsDelivered = (
  world: World,
  recipient: string,
  message: { id: string; trackingId: string },
): Named => ({
  ...common(world),
  sender: { id: world.oa.id },
  recipient: { id: recipient },
  event_name: 'user_received_message',
  message: {
    delivery_time: String(world.clock.now()),
    msg_id: message.id,
    tracking_id: message.trackingId,
  },
});
