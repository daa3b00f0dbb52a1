/** What follows a message of the OA: the echo, "received", and after a while "seen". */
import { fromOa, seenEvent } from './events.ts';
import type { ChatMessage, Person, World } from './model.ts';

/** Every so many messages, in the `mixed` mode, the receipts come before the HTTP reply. */
const BEFORE_REPLY_EVERY = 4;

/**
 * Starts the receipts of a message. Await the result before replying: it resolves at once, or after the receipts
 * when they are to come first.
 */
export async function startReceipts(
  world: World,
  person: Person,
  message: ChatMessage,
  echo: string,
): Promise<void> {
  const mode = world.switches.receipts;
  if (mode === 'none') return;
  world.sent += 1;
  const first = mode === 'before_reply' || (mode === 'mixed' && world.sent % BEFORE_REPLY_EVERY === 0);
  if (first) return send(world, person, message, echo);
  world.webhook.later(() => send(world, person, message, echo));
}

async function send(world: World, person: Person, message: ChatMessage, echo: string): Promise<void> {
  // A stream of its own: the bot may still be answering the webhook that made it send this.
  const how = { stream: `receipts of ${person.id}` };
  const body = { msg_id: message.id, ...(message.content.text ? { text: message.content.text } : {}) };
  await world.webhook.emit(fromOa(world, person, echo, { message: body }), how);
  const received = { message: { msg_id: message.id } };
  await world.webhook.emit(fromOa(world, person, 'user_received_message', received), how);
  const { seenAfterMs } = world.switches;
  if (seenAfterMs !== null) world.clock.after(seenAfterMs, () => see(world, person, [message]));
}

/** Marks messages as seen and tells so, once for each. */
export async function see(world: World, person: Person, messages: readonly ChatMessage[]): Promise<void> {
  const fresh = messages.filter((message) => message.from === 'oa' && message.seenAt === null);
  if (fresh.length === 0 || person.inactive) return;
  for (const message of fresh) message.seenAt = world.clock.now();
  const ids = fresh.map((message) => message.id);
  world.tell({ kind: 'changed', personId: person.id });
  await world.webhook.emit(seenEvent(world, person, ids), { stream: `receipts of ${person.id}` });
}
