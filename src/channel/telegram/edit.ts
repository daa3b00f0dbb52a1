/** Rewrites a message of ours: its words and the keyboard below (https://core.telegram.org/bots/api#editmessagetext). */
import { SendError } from '../../core/error.ts';
import type { Bubble } from '../../core/message.ts';
import type { TelegramClient } from './client.ts';
import { planParts } from './outgoing.ts';

export type Edit = (address: string, externalId: string, bubble: Bubble) => Promise<void>;

/** Makes `edit`. The same words again are no fault; what does not fit one message is refused. */
export const createEdit =
  (client: TelegramClient): Edit =>
  async (address, externalId, bubble) => {
    const [part, ...more] = planParts(bubble);
    if (part?.kind !== 'text' || more.length > 0)
      throw new SendError({ kind: 'rejected' }, 'only one text can be shown in place of another');
    const markup = inline(part.markup);
    try {
      await client.call('editMessageText', {
        chat_id: address,
        message_id: Number(externalId),
        text: part.text,
        link_preview_options: { is_disabled: true },
        ...(markup === undefined ? {} : { reply_markup: markup }),
      });
    } catch (error) {
      if (!isUnchanged(error)) throw error;
    }
  };

type Markup = NonNullable<ReturnType<typeof planParts>[number]['markup']>;
type Inline = Extract<Markup, { readonly inline_keyboard: unknown }>;

/** Keys that stand in place of the phone's own keyboard cannot be put under a message. */
const inline = (markup: Markup | undefined): Inline | undefined =>
  markup !== undefined && 'inline_keyboard' in markup ? (markup as Inline) : undefined;

const isUnchanged = (error: unknown): boolean =>
  error instanceof SendError && /message is not modified/iu.test(error.detail);
