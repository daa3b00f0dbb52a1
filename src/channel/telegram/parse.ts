/**
 * Telegram update → channel-neutral inbound. Only private chats count: nothing said in a group is read or stored.
 * Edited messages are not asked for: the answer was taken already and the review can change it.
 */
import type { FileRef, Inbound, Input } from '../../core/message.ts';
import type { Instant } from '../../core/model.ts';
import type { File, Message, PhotoSize, Update, User } from './update-schema.ts';

export interface ParseRules {
  /** Moment taken for updates that carry none (taps). */
  readonly now: Instant;
  /** The largest photo size not above this many bytes is taken. */
  readonly photoBytesAtMost: number;
}

/** Translates a checked update; `null` when it is nothing we act on (group, service message, unknown kind). */
export function parseUpdate(update: Update, rules: ParseRules): Inbound | null {
  return parseMessage(update, rules) ?? parseTap(update, rules) ?? parseMembership(update);
}

function parseMessage(update: Update, rules: ParseRules): Inbound | null {
  const { message } = update;
  if (message?.from === undefined || message.chat.type !== 'private') return null;
  const input = readContent(message, message.from, rules);
  if (input === null) return null;
  return inbound(update, { from: message.from, chat: message.chat.id, sentAt: message.date * 1000, input });
}

function parseTap(update: Update, rules: ParseRules): Inbound | null {
  const tap = update.callback_query;
  if (tap?.data === undefined) return null;
  // A button of a message too old comes without it; private chats have the person's own id.
  const chat = tap.message?.chat ?? { id: tap.from.id, type: 'private' };
  if (chat.type !== 'private') return null;
  const input: Input = { kind: 'button', payload: tap.data };
  return inbound(update, { from: tap.from, chat: chat.id, sentAt: rules.now, input });
}

/** In a private chat this update comes only when the person blocks or unblocks the bot. */
function parseMembership(update: Update): Inbound | null {
  const change = update.my_chat_member;
  if (change === undefined || change.chat.type !== 'private') return null;
  const input: Input = { kind: change.new_chat_member.status === 'member' ? 'came_back' : 'left' };
  return inbound(update, { from: change.from, chat: change.chat.id, sentAt: change.date * 1000, input });
}

function inbound(update: Update, said: { from: User; chat: number; sentAt: Instant; input: Input }): Inbound {
  const { from, input, sentAt } = said;
  const name = [from.first_name, from.last_name].filter(Boolean).join(' ').trim();
  return {
    channel: 'telegram',
    externalId: String(update.update_id),
    address: String(said.chat),
    ...(name === '' ? {} : { displayName: name }),
    ...(from.language_code === undefined ? {} : { languageHint: from.language_code }),
    sentAt,
    input,
  };
}

type Reader = (message: Message, from: User, rules: ParseRules) => Input | null;

/** In this order: an animation also carries a `document`, a venue also a `location`. */
const readers: readonly Reader[] = [
  ({ text }) => (text === undefined ? null : readText(text)),
  ({ contact }, from) =>
    contact ? { kind: 'phone', phone: contact.phone_number, own: contact.user_id === from.id } : null,
  ({ location }) =>
    location ? { kind: 'location', latitude: location.latitude, longitude: location.longitude } : null,
  ({ photo, caption }, _, rules) =>
    photo ? { kind: 'photo', file: photoRef(photo, rules.photoBytesAtMost), ...captioned(caption) } : null,
  readUnsupported,
  ({ document, caption }) =>
    document ? { kind: 'document', file: fileRef(document), ...captioned(caption) } : null,
  ({ voice, audio, video_note }) => {
    const sound = voice ?? audio ?? video_note;
    return sound ? { kind: 'voice', file: fileRef(sound) } : null;
  },
  ({ sticker }) =>
    sticker ? { kind: 'sticker', ...(sticker.emoji === undefined ? {} : { emoji: sticker.emoji }) } : null,
];

function readContent(message: Message, from: User, rules: ParseRules): Input | null {
  for (const read of readers) {
    const input = read(message, from, rules);
    if (input !== null) return input;
  }
  return null;
}

const unsupportedKinds = [
  'animation',
  'video',
  'story',
  'poll',
  'dice',
  'game',
  'checklist',
  'paid_media',
] as const;

function readUnsupported(message: Message): Input | null {
  const what = unsupportedKinds.find((kind) => message[kind] !== undefined);
  return what === undefined ? null : { kind: 'unsupported', what };
}

/** `/start CODE` is a deep link; any other command is its word (`/my_ideas@bot` → `my ideas`). */
function readText(text: string): Input {
  const command = /^\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/iu.exec(text);
  if (command === null) return { kind: 'text', text };
  const [, name = '', rest = ''] = command;
  const arg = rest.trim();
  if (name.toLowerCase() === 'start') return { kind: 'start', ...(arg === '' ? {} : { arg }) };
  return { kind: 'text', text: `${name.replaceAll('_', ' ')} ${arg}`.trim() };
}

const captioned = (caption: string | undefined) => (caption === undefined ? {} : { caption });

function fileRef(file: File): FileRef {
  return {
    ref: file.file_id,
    ...(file.mime_type === undefined ? {} : { mime: file.mime_type }),
    ...(file.file_size === undefined ? {} : { size: file.file_size }),
    ...(file.file_name === undefined ? {} : { name: file.file_name }),
  };
}

/** Telegram keeps photos as JPEG in several sizes; when all are above the cap, the smallest is taken and refused later. */
function photoRef(sizes: readonly PhotoSize[], bytesAtMost: number): FileRef {
  const byArea = [...sizes].sort((a, b) => b.width * b.height - a.width * a.height);
  const chosen = byArea.find((size) => (size.file_size ?? 0) <= bytesAtMost) ?? byArea.at(-1);
  return { mime: 'image/jpeg', ...fileRef(chosen ?? { file_id: '' }) };
}
