/** What people do in their Telegram app, turned into updates for the bot. */
import type { Chat } from './chat-book.ts';
import type { ShelfFile } from './file-shelf.ts';
import type { Content, InlineButton, ReplyKey, UpdateBody, WireFile, WireMessage, WireUser } from './wire.ts';
import { addMessage, type World } from './world.ts';

export interface PersonInput {
  readonly id: number;
  readonly name: string;
  readonly language?: string;
}

export type Act =
  | { readonly kind: 'text'; readonly text: string }
  /** Taps an inline button: by its data, on the newest message that has it or on the one named. */
  | { readonly kind: 'tap'; readonly data: string; readonly messageId?: number | undefined }
  /** Presses a key of the reply keyboard: shares what it asks for or says its label. */
  | { readonly kind: 'press'; readonly label: string; readonly phone?: string | undefined }
  | {
      readonly kind: 'photo' | 'document';
      readonly bytes: Uint8Array;
      readonly mime: string;
      readonly name?: string | undefined;
      readonly caption?: string | undefined;
    }
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'voice' | 'video' }
  | { readonly kind: 'sticker'; readonly emoji: string }
  | { readonly kind: 'block' | 'unblock' | 'deactivate' }
  /** Any update, as it is. */
  | { readonly kind: 'raw'; readonly body: UpdateBody };

export interface Acted {
  readonly updateId: number;
  readonly messageId?: number;
}

/** Why a person cannot do what was asked, e.g. tap a button that is not there. */
export class ActRefused extends Error {
  override name = 'ActRefused';
}

type ActOf<K extends Act['kind']> = Extract<Act, { readonly kind: K }>;
type Doer<A extends Act> = (world: World, chat: Chat, act: A) => Acted;

const doers: { readonly [K in Act['kind']]: Doer<ActOf<K>> } = {
  text: sayText,
  tap,
  press,
  photo: sendFile,
  document: sendFile,
  contact: (world, chat, { phone, own }) => shareContact(world, chat, phone, own),
  location: (world, chat, { latitude, longitude }) => say(world, chat, { location: { latitude, longitude } }),
  voice: (world, chat) =>
    say(world, chat, { voice: { ...placeholder(world, 'audio/ogg', 'voice'), duration: 3 } }),
  video: (world, chat) =>
    say(world, chat, { video: { ...placeholder(world, 'video/mp4', 'videos'), duration: 3 } }),
  sticker: (world, chat, { emoji }) =>
    say(world, chat, {
      sticker: { ...placeholder(world, 'image/webp', 'stickers'), type: 'regular', emoji },
    }),
  block: (world, chat) => changeState(world, chat, 'blocked'),
  unblock: (world, chat) => changeState(world, chat, 'open'),
  deactivate: (world, chat) => changeState(world, chat, 'deactivated'),
  raw: (world, chat, { body }) => ({ updateId: world.updates.push(chat.user.id, body) }),
};

/** Lets a person act; the chat with the bot is made at first sight. @throws ActRefused */
export function act<K extends Act['kind']>(world: World, person: PersonInput, deed: ActOf<K>): Acted {
  const { id, name, language } = person;
  const user: WireUser = {
    id,
    is_bot: false,
    first_name: name,
    ...(language === undefined ? {} : { language_code: language }),
  };
  const chat = world.chats.open(user);
  const kind: K = deed.kind as K;
  if (chat.state !== 'open' && !['unblock', 'block', 'raw'].includes(kind))
    throw new ActRefused('the bot is blocked');
  const doer: Doer<ActOf<K>> = doers[kind];
  return doer(world, chat, deed);
}

function say(world: World, chat: Chat, content: Content): Acted {
  const { message } = addMessage(world, chat, { from: chat.user, content });
  const updateId = world.updates.push(chat.user.id, { message });
  return { updateId, messageId: message.message_id };
}

/** Telegram's apps cut what is too long for one message into several. */
function sayText(world: World, chat: Chat, { text }: ActOf<'text'>): Acted {
  const [first = '', ...others] = text.trim().match(/[\s\S]{1,4096}/gu) ?? [];
  if (first === '') throw new ActRefused('nothing to say');
  const acted = say(world, chat, { text: first, ...commandEntity(first) });
  for (const piece of others) say(world, chat, { text: piece });
  return acted;
}

const commandEntity = (text: string): Content => {
  const command = /^\/\w{1,32}(?:@\w+)?/u.exec(text)?.[0];
  return command === undefined
    ? {}
    : { entities: [{ type: 'bot_command', offset: 0, length: command.length }] };
};

function tap(world: World, chat: Chat, { data, messageId }: ActOf<'tap'>): Acted {
  const message = findButton(chat, data, messageId);
  if (message === undefined) throw new ActRefused('no such button');
  const id = `${chat.user.id}${world.updates.pendingCount()}${world.now()}${world.taps.size}`;
  world.taps.set(id, chat.user.id);
  const oldest = world.taps.keys().next();
  if (world.taps.size > 10_000 && !oldest.done) world.taps.delete(oldest.value);
  const query = { id, from: chat.user, message, chat_instance: String(chat.user.id), data };
  return { updateId: world.updates.push(chat.user.id, { callback_query: query }) };
}

function findButton(chat: Chat, data: string, messageId: number | undefined): WireMessage | undefined {
  const has = (button: InlineButton) => button.callback_data === data;
  return chat.kept.findLast(
    ({ message }) =>
      (messageId === undefined || message.message_id === messageId) &&
      message.reply_markup?.inline_keyboard.some((row) => row.some(has)),
  )?.message;
}

function press(world: World, chat: Chat, { label, phone }: ActOf<'press'>): Acted {
  const key = chat.keyboard?.keyboard.flat().find(({ text }: ReplyKey) => text === label);
  if (key === undefined) throw new ActRefused('no such key');
  if (chat.keyboard?.one_time_keyboard === true) {
    chat.keyboard = null;
    world.emit({ type: 'chat_changed', chat: chat.user.id });
  }
  if (key.request_contact === true)
    return shareContact(world, chat, phone ?? madeUpPhone(chat.user.id), true);
  if (key.request_location === true) return say(world, chat, { location: madeUpPlace });
  return say(world, chat, { text: label });
}

/** A plainly made-up number and a public place, for people who are made up too. */
const madeUpPhone = (id: number) => `84900000${String(id % 1000).padStart(3, '0')}`;
const madeUpPlace = { latitude: 21.5942, longitude: 105.8482 };

function shareContact(world: World, chat: Chat, phone: string, own: boolean): Acted {
  const { first_name, id } = chat.user;
  return say(world, chat, { contact: { phone_number: phone, first_name, user_id: own ? id : id + 1 } });
}

function sendFile(world: World, chat: Chat, file: ActOf<'photo' | 'document'>): Acted {
  const { kind, bytes, mime, name, caption } = file;
  const named = name === undefined ? {} : { name };
  const kept = world.files.put({ bytes, mime, folder: `${kind}s`, ...named });
  const wire = wireFile(kept);
  return say(world, chat, {
    ...(kind === 'photo'
      ? { photo: [{ ...wire, width: 1280, height: 960 }] }
      : { document: { ...wire, mime_type: mime, ...(name === undefined ? {} : { file_name: name }) } }),
    ...(caption === undefined ? {} : { caption }),
  });
}

const placeholder = (world: World, mime: string, folder: string): WireFile => ({
  ...wireFile(world.files.put({ bytes: new Uint8Array([0x4f, 0x67, 0x67, 0x53]), mime, folder })),
  mime_type: mime,
});

const wireFile = ({ id, uniqueId, size }: ShelfFile): WireFile => ({
  file_id: id,
  file_unique_id: uniqueId,
  file_size: size,
});

const memberOf = { open: 'member', blocked: 'kicked', deactivated: 'kicked' } as const;

/** Blocking and unblocking tell the bot; a deleted account does not. */
function changeState(world: World, chat: Chat, state: Chat['state']): Acted {
  const before = chat.state;
  chat.state = state;
  world.emit({ type: 'chat_changed', chat: chat.user.id });
  if (before === state || state === 'deactivated') return { updateId: 0 };
  const member = (status: string) => ({ user: world.bot, status });
  const change = {
    chat: { id: chat.user.id, type: 'private', first_name: chat.user.first_name },
    from: chat.user,
    date: Math.floor(world.now() / 1000),
    old_chat_member: member(memberOf[before]),
    new_chat_member: member(memberOf[state]),
  };
  return { updateId: world.updates.push(chat.user.id, { my_chat_member: change }) };
}
