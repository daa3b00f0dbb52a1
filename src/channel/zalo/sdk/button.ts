/** Buttons under a message, in the form Zalo takes them. A tap on `oa.query.*` comes back as text. */
import { ZaloInputError } from './error.ts';
import { BUTTON_PAYLOAD_MAX, BUTTON_TITLE_MAX, BUTTONS_MAX } from './limits.ts';
import { toZaloPhone } from './phone.ts';
import { requireText, requireUrl } from './text.ts';

export type Button =
  | { readonly title: string; readonly type: 'oa.open.url'; readonly payload: { readonly url: string } }
  /** The payload is sent as the person's text: `show` leaves it visible in the chat, `hide` does not. */
  | { readonly title: string; readonly type: 'oa.query.show' | 'oa.query.hide'; readonly payload: string }
  | {
      readonly title: string;
      readonly type: 'oa.open.phone';
      readonly payload: { readonly phone_code: string };
    }
  | {
      readonly title: string;
      readonly type: 'oa.open.sms';
      readonly payload: { readonly phone_code: string; readonly content: string };
    };

/**
 * Checks 1 to 5 buttons and gives them with texts in NFC and phones in `84…` form.
 * @throws ZaloInputError
 */
export function requireButtons(buttons: readonly Button[]): readonly Button[] {
  if (buttons.length === 0) throw new ZaloInputError('empty', 'buttons');
  if (buttons.length > BUTTONS_MAX) {
    throw new ZaloInputError('too_many', 'buttons', `${buttons.length}, at most ${BUTTONS_MAX}`);
  }
  return buttons.map(requireButton);
}

function requireButton(button: Button): Button {
  const title = requireText('button title', button.title, BUTTON_TITLE_MAX);
  switch (button.type) {
    case 'oa.open.url':
      return { ...button, title, payload: { url: requireUrl('button url', button.payload.url) } };
    case 'oa.query.show':
    case 'oa.query.hide':
      return { ...button, title, payload: requireText('button payload', button.payload, BUTTON_PAYLOAD_MAX) };
    case 'oa.open.phone':
      return { ...button, title, payload: { phone_code: toZaloPhone(button.payload.phone_code) } };
    case 'oa.open.sms':
      return {
        ...button,
        title,
        payload: {
          phone_code: toZaloPhone(button.payload.phone_code),
          content: requireText('button sms', button.payload.content, BUTTON_PAYLOAD_MAX),
        },
      };
  }
}
