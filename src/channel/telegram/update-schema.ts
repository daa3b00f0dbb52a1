/**
 * The part of a Telegram update that we read, checked at the edge. Fields we do not use are let through unread, so a
 * newer Bot API never breaks us. Shapes: https://core.telegram.org/bots/api#update
 */
import { z } from 'zod';

const user = z.object({
  id: z.int(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});
const chat = z.object({ id: z.int(), type: z.string() });
const file = z.object({
  file_id: z.string().min(1),
  file_size: z.number().optional(),
  mime_type: z.string().optional(),
  file_name: z.string().optional(),
});
const photoSize = file.extend({ width: z.number(), height: z.number() });

const message = z.looseObject({
  message_id: z.int(),
  from: user.optional(),
  chat,
  date: z.int(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(photoSize).min(1).optional(),
  document: file.optional(),
  voice: file.optional(),
  audio: file.optional(),
  video_note: file.optional(),
  sticker: z.object({ emoji: z.string().optional() }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  contact: z.object({ phone_number: z.string().min(1), user_id: z.int().optional() }).optional(),
});

const member = z.object({ status: z.string() });

export const updateSchema = z.object({
  update_id: z.int().nonnegative(),
  message: message.optional(),
  callback_query: z
    .object({
      id: z.string().min(1),
      from: user,
      message: z.object({ chat }).optional(),
      data: z.string().optional(),
    })
    .optional(),
  my_chat_member: z
    .object({ chat, from: user, date: z.int(), old_chat_member: member, new_chat_member: member })
    .optional(),
});

/** An update whose number is readable; the rest may be of a shape we do not know. */
export const updateIdSchema = z.object({ update_id: z.int().nonnegative() });

/** The kinds asked of Telegram; others are never delivered. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

export type Update = z.infer<typeof updateSchema>;
export type Message = z.infer<typeof message>;
export type User = z.infer<typeof user>;
export type PhotoSize = z.infer<typeof photoSize>;
export type File = z.infer<typeof file>;
