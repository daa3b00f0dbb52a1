/** What the page may let a person do, checked, and done in the stand-in. */
import { z } from 'zod';
import { type Act, type Acted, ActRefused } from '../telegram/person.ts';
import type { TelegramStandIn } from '../telegram/stand-in.ts';
import { madeUpPhone } from './people.ts';

const deedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().trim().min(1).max(20_000) }),
  z.object({ kind: z.literal('tap'), data: z.string().min(1).max(64), messageId: z.int() }),
  z.object({ kind: z.literal('press'), label: z.string().min(1).max(200) }),
  z.object({ kind: z.enum(['voice', 'block', 'unblock']) }),
  z.object({ kind: z.literal('share_phone') }),
  z.object({ kind: z.literal('share_location') }),
  z.object({ kind: z.literal('sticker') }),
]);

export type Deed = z.infer<typeof deedSchema>;

/** A request the page should not have made. */
export class DeedRefused extends Error {
  override name = 'DeedRefused';
}

export const readDeed = (body: unknown): Deed => {
  const read = deedSchema.safeParse(body);
  if (!read.success) throw new DeedRefused('malformed');
  return read.data;
};

/** Does it for the person of that id. @throws DeedRefused when the chat does not allow it */
export function doDeed(standIn: TelegramStandIn, person: { id: number; name: string }, act: Act): Acted {
  try {
    return standIn.act({ ...person, language: 'vi' }, act);
  } catch (error) {
    throw error instanceof ActRefused ? new DeedRefused(error.message) : error;
  }
}

/** Where the made-up people are: the middle of Thái Nguyên, a public place. */
export const madeUpPlace = { latitude: 21.5942, longitude: 105.8482 };

export function actOf(deed: Deed, id: number): Act {
  switch (deed.kind) {
    case 'share_phone':
      return { kind: 'contact', phone: madeUpPhone(id), own: true };
    case 'share_location':
      return { kind: 'location', ...madeUpPlace };
    case 'sticker':
      return { kind: 'sticker', emoji: '👍' };
    default:
      return deed;
  }
}
