/** What the page may let a person do on Zalo, checked, and done in the stand-in. */
import { z } from 'zod';
import { DeedRefused as StandInRefused, type Deed as ZaloDeed } from '../../zalo/deed.ts';
import type { ZaloStandIn } from '../../zalo/stand-in.ts';
import { DeedRefused, madeUpPlace } from '../deed.ts';

/** What fits into one message on Zalo. */
const textMax = 2000;
const dayMs = 24 * 3_600_000;

const line = (max: number) => z.string().trim().max(max);
const deedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().trim().min(1).max(textMax) }),
  z.object({ kind: z.literal('tap'), messageId: z.string().min(1).max(64), button: z.int().min(0).max(9) }),
  z.object({
    kind: z.literal('share_info'),
    name: line(60),
    phone: z.string().regex(/^\+?[\d .]{0,20}$/u),
    address: line(200),
  }),
  z.object({ kind: z.literal('be_silent'), days: z.union([z.literal(3), z.literal(8)]) }),
  z.object({ kind: z.enum(['voice', 'share_location']) }),
  z.object({ kind: z.enum(['follow', 'unfollow', 'open_chat', 'see', 'block', 'unblock', 'withdraw']) }),
  z.object({ kind: z.literal('sticker') }),
]);

export type ZaloPageDeed = z.infer<typeof deedSchema>;

/** @throws DeedRefused */
export function readZaloDeed(body: unknown): ZaloPageDeed {
  const read = deedSchema.safeParse(body);
  if (!read.success) throw new DeedRefused('malformed');
  return read.data;
}

/** A voice note of three silent seconds is of no use; the beginning of one is enough to be told apart. */
const voice = new TextEncoder().encode('#!AMR\n');

/** The stand-in's word for it. */
export function zaloDeedOf(deed: ZaloPageDeed): ZaloDeed {
  switch (deed.kind) {
    case 'share_info': {
      const given = Object.entries(deed).filter(([key, value]) => key !== 'kind' && value !== '');
      return { kind: 'submit_info', info: Object.fromEntries(given) };
    }
    case 'be_silent':
      return { kind: 'be_silent', ms: deed.days * dayMs };
    case 'voice':
      return { kind: 'audio', bytes: voice, mime: 'audio/amr', name: 'voice.amr' };
    case 'share_location':
      return { kind: 'location', ...madeUpPlace };
    default:
      return deed;
  }
}

/**
 * Does it, and resolves when the bot has answered the webhook. Gives what a pressed button opens, if anything.
 * @throws DeedRefused when the chat does not allow it
 */
export async function doZaloDeed(zalo: ZaloStandIn, zaloId: string, deed: ZaloDeed): Promise<string | null> {
  // Who never spoke has nothing to be silent after.
  if (deed.kind === 'be_silent' && zalo.person(zaloId).window.lastInteractionAt === null)
    throw new DeedRefused('never spoke');
  try {
    return (await zalo.act(zaloId, deed)).opens;
  } catch (error) {
    throw error instanceof StandInRefused ? new DeedRefused(error.message) : error;
  }
}
