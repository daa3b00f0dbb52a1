/** `sendMessage`, `sendPhoto`, `sendDocument`, `sendChatAction` with the checks and words of the real server. */
import type { Chat, Kept } from '../chat-book.ts';
import { formattedText } from '../entities.ts';
import { ApiFailure, badRequest, tooMany } from '../failure.ts';
import { type Markup, readMarkup } from '../markup.ts';
import { intParam, type Params, textParam, type Upload } from '../params.ts';
import { pictureMime } from '../picture.ts';
import type { Content, WireFile } from '../wire.ts';
import { addMessage, type World } from '../world.ts';

const textAtMost = 4096;
const captionAtMost = 1024;
const photoBytesAtMost = 10 * 1024 * 1024;

export function sendMessage(world: World, params: Params) {
  const chat = openChat(world, params);
  const text = formattedText(params, 'text');
  if (text === '') throw badRequest('message text is empty');
  if (text.length > textAtMost) throw badRequest('message is too long');
  return put(world, chat, { text }, readMarkup(params));
}

export function sendPhoto(world: World, params: Params) {
  const chat = openChat(world, params);
  const file = fileParam(world, params, 'photo');
  if (file.file_size > photoBytesAtMost) throw new ApiFailure(413, 'Request Entity Too Large');
  const photo = [{ ...file, width: 1280, height: 960 }];
  return put(world, chat, { photo, ...captionParam(params) }, readMarkup(params));
}

export function sendDocument(world: World, params: Params) {
  const chat = openChat(world, params);
  const document = fileParam(world, params, 'document');
  return put(world, chat, { document, ...captionParam(params) }, readMarkup(params));
}

export function sendChatAction(world: World, params: Params): true {
  const chat = chatParam(world, params);
  world.emit({ type: 'typing', chat: chat.user.id });
  return true;
}

/** The chat a call names, whatever its state. Throws ApiFailure 400. */
export function chatParam(world: World, params: Params): Chat {
  if (textParam(params, 'chat_id') === '') throw badRequest('chat_id is empty');
  const id = intParam(params, 'chat_id', 0);
  const adopted = world.chats.get(id) === undefined ? world.adopt(id) : null;
  const chat = adopted === null ? world.chats.get(id) : world.chats.open(adopted);
  if (chat === undefined) throw badRequest('chat not found');
  if (chat.state === 'blocked') throw new ApiFailure(403, 'Forbidden: bot was blocked by the user');
  if (chat.state === 'deactivated') throw new ApiFailure(403, 'Forbidden: user is deactivated');
  return chat;
}

/** The chat to write to now: known, not blocked, within the limits. */
function openChat(world: World, params: Params): Chat {
  const chat = chatParam(world, params);
  const seconds = world.pace.take(chat.bucket, world.now());
  if (seconds > 0) throw tooMany(seconds);
  return chat;
}

function put(world: World, chat: Chat, content: Content, markup: Markup) {
  const keyboard: Kept['keyboard'] = markup.reply ?? (markup.removesKeyboard ? 'removed' : undefined);
  if (keyboard !== undefined) chat.keyboard = keyboard === 'removed' ? null : keyboard;
  const kept = addMessage(world, chat, {
    from: world.bot,
    content: { ...content, ...(markup.inline === undefined ? {} : { reply_markup: markup.inline }) },
    ...(keyboard === undefined ? {} : { keyboard }),
  });
  return kept.message;
}

function captionParam(params: Params): { caption?: string } {
  const caption = formattedText(params, 'caption');
  if (caption.length > captionAtMost) throw badRequest('message caption is too long');
  return caption === '' ? {} : { caption };
}

/** A file uploaded with the call, or the id of one known here. */
function fileParam(world: World, params: Params, name: 'photo' | 'document'): WireFile {
  const given = textParam(params, name);
  const attached = given.startsWith('attach://') ? given.slice('attach://'.length) : name;
  const upload = params.uploads[attached];
  const known = world.files.byId(given);
  if (upload === undefined && known === undefined) {
    throw badRequest(
      given === '' ? `there is no ${name} in the request` : 'wrong file identifier/HTTP URL specified',
    );
  }
  const file = upload === undefined ? known : keepUpload(world, upload, name);
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    ...(name === 'document' ? { mime_type: file.mime, ...(file.name ? { file_name: file.name } : {}) } : {}),
  };
}

function keepUpload(world: World, upload: Upload, name: 'photo' | 'document') {
  if (upload.bytes.byteLength === 0) throw badRequest('file must be non-empty');
  if (name === 'document') return world.files.put({ ...upload, folder: 'documents' });
  const mime = pictureMime(upload.bytes);
  if (mime === null) throw badRequest('IMAGE_PROCESS_FAILED');
  return world.files.put({ bytes: upload.bytes, mime, folder: 'photos' });
}
