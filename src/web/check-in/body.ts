/** What a device may send: checked here, once. */
import { z } from 'zod';
import { markSources, markStates } from '../../core/attendance.ts';
import type { SessionId } from '../../core/class.ts';
import { parsePhone } from '../../core/phone.ts';

const id = z.string().regex(/^[\w-]{1,64}$/);
const name = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .refine((text) => text.length <= 80 && /\p{L}/u.test(text));

const walkIn = z
  .object({ local: id, name, phone: z.string().max(30).optional() })
  .transform(({ phone, ...who }) => {
    const read = phone === undefined ? null : parsePhone(phone);
    return read?.ok === true ? { ...who, phone: read.value.number } : who;
  });

const mark = z.object({
  id,
  session: z
    .string()
    .max(80)
    .transform((text) => text as SessionId),
  claim: id,
  state: z.enum(markStates),
  source: z.enum(markSources),
  markedAt: z.number().int().positive(),
});

export const deviceId = id;
export const sentBody = z.object({
  device: id,
  code: z.string().max(20),
  walkIns: z.array(walkIn).max(500),
  marks: z.array(mark).max(5000),
});
