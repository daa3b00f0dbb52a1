/** Checks buttons against their documented shapes. */
import type { ChatButton, World } from './model.ts';
import { isRecord, record, refusal, type SimReply } from './reply.ts';

const BUTTONS_MAX = 5;
const PAYLOAD_MAX = 1000;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const PAYLOADS: Readonly<Record<string, (payload: unknown) => boolean>> = {
  'oa.open.url': (payload) => URL.canParse(String(record(payload).url)),
  'oa.query.show': isQuery,
  'oa.query.hide': isQuery,
  'oa.open.phone': (payload) => isText(record(payload).phone_code),
  'oa.open.sms': (payload) => isText(record(payload).phone_code) && isText(record(payload).content),
};

/** Gives the refusal, or `null` when the buttons are as they should be. */
export function checkButtons(world: World, buttons: unknown): SimReply | null {
  if (!Array.isArray(buttons) || buttons.length === 0) return refusal(-201, 'buttons is invalid!');
  if (buttons.length > BUTTONS_MAX) return refusal(world.switches.tooManyButtons, 'buttons is invalid!');
  return buttons.every(isButton) ? null : refusal(-201, 'button is invalid!');
}

/** The buttons as the phone shows them; call after `checkButtons`. */
export function readButtons(buttons: unknown): readonly ChatButton[] {
  return (Array.isArray(buttons) ? buttons : []).map((button: unknown) => {
    const { title, type, payload } = record(button);
    return { title: String(title), type: String(type), payload };
  });
}

function isButton(button: unknown): boolean {
  if (!isRecord(button) || !isText(button.title) || typeof button.type !== 'string') return false;
  const check = Object.hasOwn(PAYLOADS, button.type) ? PAYLOADS[button.type] : undefined;
  return check?.(button.payload) ?? false;
}

function isQuery(payload: unknown): boolean {
  return isText(payload) && [...String(payload)].length <= PAYLOAD_MAX;
}
