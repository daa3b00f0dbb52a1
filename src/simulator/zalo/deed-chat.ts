/** Deeds inside the chat: everything that reaches the bot as a message, and so opens the window. */
import { type ChatDeed, DeedRefused, type Done, type PersonInfo } from './deed.ts';
import { fromPerson } from './events.ts';
import type { ChatContent, ChatMessage, Person, World } from './model.ts';
import { remember } from './person.ts';
import type { Json } from './reply.ts';

type DeedOf<K extends ChatDeed['kind']> = Extract<ChatDeed, { kind: K }>;
type ChatDeeds = {
  readonly [K in ChatDeed['kind']]: (world: World, person: Person, deed: DeedOf<K>) => Promise<Done>;
};
const NOTHING: Done = { messageId: null, opens: null };

export const CHAT_DEEDS: ChatDeeds = {
  text: (world, person, { text, quotedId }) => {
    const quote = quotedId === undefined ? {} : { quote_msg_id: quotedId };
    return send(world, person, 'user_send_text', { text, ...quote }, { kind: 'text', text });
  },
  image: (world, person, deed) => sendFile(world, person, deed),
  file: (world, person, deed) => sendFile(world, person, deed),
  audio: (world, person, deed) => sendFile(world, person, deed),
  sticker: (world, person) => {
    const attachments = [{ type: 'sticker', payload: { id: 'sticker-1', url: `${world.url}/_media/none` } }];
    return send(world, person, 'user_send_sticker', { attachments }, { kind: 'sticker' });
  },
  location: (world, person, { latitude, longitude, address }) => {
    const coordinates = { latitude: String(latitude), longitude: String(longitude) };
    const text = address === undefined ? {} : { text: address };
    const fields = { ...text, attachments: [{ type: 'location', payload: { coordinates } }] };
    const content: ChatContent = { kind: 'location', latitude, longitude, ...text };
    return send(world, person, 'user_send_location', fields, content);
  },
  submit_info: async (world, person, { info }) => {
    person.shared = { ...person.shared, ...sharedOf(info) };
    touch(world, person);
    const message = keep(world, person, { kind: 'info', text: [info.name, info.phone].join(' ') });
    await emit(world, person, fromPerson(world, person, 'user_submit_info', { info: wireInfo(info) }));
    return { ...NOTHING, messageId: message.id };
  },
  tap: (world, person, deed) => tap(world, person, deed),
  react: async (world, person, { messageId, icon }) => {
    const fields = { message: { msg_id: messageId, react_icon: icon } };
    await emit(world, person, fromPerson(world, person, 'user_reacted_message', fields));
    return NOTHING;
  },
};

/** Whatever a person sends opens the window, and a person who had gone is back. */
export function touch(world: World, person: Person): void {
  person.lastInteractionAt = world.clock.now();
  person.inactive = false;
  person.blocked = false;
  world.tell({ kind: 'changed', personId: person.id });
}

const emit = (world: World, person: Person, event: Json): Promise<void> =>
  world.webhook.emit(event, { stream: person.id });

function keep(world: World, person: Person, content: ChatContent): ChatMessage {
  const base = { id: world.ids.message(), from: 'person', via: 'cs', cost: null, seenAt: null } as const;
  const message: ChatMessage = { ...base, at: world.clock.now(), content };
  remember(person, message);
  world.tell({ kind: 'message', personId: person.id, message });
  return message;
}

async function send(
  world: World,
  person: Person,
  name: string,
  fields: Json,
  content: ChatContent,
): Promise<Done> {
  touch(world, person);
  const { id } = keep(world, person, content);
  await emit(world, person, fromPerson(world, person, name, { message: { ...fields, msg_id: id } }));
  return { messageId: id, opens: null };
}

function sendFile(world: World, person: Person, deed: DeedOf<'image' | 'file' | 'audio'>): Promise<Done> {
  const { kind, bytes, mime, name = kind, caption } = deed;
  const id = world.ids.attachment();
  world.files.put(id, { kind: 'sent', name, mime, bytes, at: world.clock.now() });
  const url = `${world.url}/_media/${id}`;
  const payloads = {
    image: { thumbnail: url, url },
    audio: { url },
    file: { size: String(bytes.length), name, checksum: '', type: name.split('.').at(-1) ?? '', url },
  };
  const text = caption === undefined ? {} : { text: caption };
  const fields = { ...text, attachments: [{ type: kind, payload: payloads[kind] }] };
  return send(world, person, `user_send_${kind}`, fields, { kind, url, fileName: name, ...text });
}

/** A tap on a query button is an ordinary text whose words are the payload; hidden ones do not show in the chat. */
async function tap(world: World, person: Person, { messageId, button }: DeedOf<'tap'>): Promise<Done> {
  const message = person.chat.find(({ id }) => id === messageId);
  const pressed = message?.content.buttons?.[button];
  if (!pressed) throw new DeedRefused(`Message ${messageId} has no button ${button}`);
  const text = String(pressed.payload);
  if (pressed.type === 'oa.query.show') return CHAT_DEEDS.text(world, person, { kind: 'text', text });
  if (pressed.type === 'oa.query.hide') {
    touch(world, person);
    const fields = { message: { text, msg_id: world.ids.message() } };
    await emit(world, person, fromPerson(world, person, 'user_send_text', fields));
    return NOTHING;
  }
  const { url, phone_code: phone } = pressed.payload as { url?: string; phone_code?: string };
  return { messageId: null, opens: url ?? phone ?? null };
}

const wireInfo = (info: PersonInfo): Json => ({
  name: info.name,
  phone: info.phone,
  user_dob: info.birthday,
  gender: info.gender,
  full_address: { user_city: info.city, user_ward: info.ward, user_address: info.address },
});

const sharedOf = (info: PersonInfo): Json =>
  Object.fromEntries(
    Object.entries({ name: info.name, phone: info.phone, address: info.address, city: info.city }).filter(
      ([, value]) => value !== undefined,
    ),
  );
