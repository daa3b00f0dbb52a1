/** `editMessageText`, `editMessageReplyMarkup` and `answerCallbackQuery`. */
import type { Kept } from '../chat-book.ts';
import { formattedText } from '../entities.ts';
import { badRequest } from '../failure.ts';
import { readMarkup } from '../markup.ts';
import { intParam, type Params, textParam } from '../params.ts';
import type { WireMessage } from '../wire.ts';
import type { World } from '../world.ts';
import { chatParam } from './send.ts';

const unchanged =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

export function editMessageText(world: World, params: Params): WireMessage {
  const kept = ownMessage(world, params);
  const text = formattedText(params, 'text');
  if (text === '') throw badRequest('message text is empty');
  if (text.length > 4096) throw badRequest('message is too long');
  if (kept.message.text === undefined) throw badRequest('there is no text in the message to edit');
  return change(world, kept, { ...withMarkup(kept.message, params), text });
}

export function editMessageReplyMarkup(world: World, params: Params): WireMessage {
  const kept = ownMessage(world, params);
  return change(world, kept, withMarkup(kept.message, params));
}

export function answerCallbackQuery(world: World, params: Params): true {
  const id = textParam(params, 'callback_query_id');
  const chat = world.taps.get(id);
  if (chat === undefined)
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  world.taps.delete(id);
  world.emit({ type: 'tap_answered', chat, text: textParam(params, 'text') });
  return true;
}

function ownMessage(world: World, params: Params): Kept {
  const chat = chatParam(world, params);
  const id = intParam(params, 'message_id', 0);
  const kept = chat.kept.find(({ message }) => message.message_id === id);
  if (kept === undefined) throw badRequest('message to edit not found');
  // A message that brought or took a reply keyboard cannot be changed any more.
  if (kept.message.from.id !== world.bot.id || kept.keyboard !== undefined) {
    throw badRequest("message can't be edited");
  }
  return kept;
}

/** The message with the markup of the call; none given takes the buttons away. */
function withMarkup(message: WireMessage, params: Params): WireMessage {
  const { reply_markup: _, ...rest } = message;
  const { inline } = readMarkup(params);
  return inline === undefined || inline.inline_keyboard.length === 0
    ? rest
    : { ...rest, reply_markup: inline };
}

function change(world: World, kept: Kept, next: WireMessage): WireMessage {
  const { message } = kept;
  const same =
    JSON.stringify([message.text, message.reply_markup]) === JSON.stringify([next.text, next.reply_markup]);
  if (same) throw badRequest(unchanged);
  kept.message = { ...next, edit_date: Math.floor(world.now() / 1000) };
  world.emit({ type: 'edited', chat: message.chat.id, kept });
  return kept.message;
}
