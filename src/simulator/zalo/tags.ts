/** Tags. A tag comes into being when it is first put on somebody. */
import { personOf } from './messages.ts';
import type { World } from './model.ts';
import { type Json, refusal, type SimReply, success } from './reply.ts';

const nameOf = ({ tag_name: name }: Json): string | null =>
  typeof name === 'string' && name !== '' ? name : null;

/** `POST /v2.0/oa/tag/tagfollower`. */
export function tagPerson(world: World, body: Json): SimReply {
  const person = personOf(world, body.user_id);
  const name = nameOf(body);
  if (!person || !name) return refusal(-201, `${person ? 'tag_name' : 'user_id'} is invalid!`);
  person.tags.add(name);
  world.tags.add(name);
  tellTag(world, 'add_user_to_tag', name, [person.id]);
  return success();
}

/** `POST /v2.0/oa/tag/rmfollowerfromtag`. */
export function untagPerson(world: World, body: Json): SimReply {
  const person = personOf(world, body.user_id);
  const name = nameOf(body);
  if (!person || !name || !world.tags.has(name)) {
    return refusal(-201, `${person ? 'tag_name' : 'user_id'} is invalid!`);
  }
  person.tags.delete(name);
  tellTag(world, 'remove_user_from_tag', name, [person.id]);
  return success();
}

/** `POST /v2.0/oa/tag/rmtag`. */
export function dropTag(world: World, body: Json): SimReply {
  const name = nameOf(body);
  if (!name || !world.tags.delete(name)) return refusal(-201, 'tag_name is invalid!');
  for (const person of world.people.values()) person.tags.delete(name);
  tellTag(world, 'remove_tag', name);
  return success();
}

/** `GET /v2.0/oa/tag/gettagsofoa`. */
export const listTags = (world: World): SimReply => success([...world.tags]);

function tellTag(world: World, event: string, name: string, userIds?: readonly string[]): void {
  const body = {
    app_id: world.app.id,
    oa_id: world.oa.id,
    event_name: event,
    tag: { name, ...(userIds ? { user_ids: userIds } : {}) },
    timestamp: String(world.clock.now()),
  };
  world.webhook.later(() => world.webhook.emit(body, { stream: 'tags' }));
}
