/** Checks the `message` of a consultation send against its documented shape, and reads what the phone will show. */
import { checkButtons, readButtons } from './button-check.ts';
import type { ChatContent, World } from './model.ts';
import { isRecord, type Json, record, refusal, type SimReply } from './reply.ts';

export interface Checked {
  readonly content: ChatContent;
  /** The echo event it causes. */
  readonly echo: string;
}
/** A refusal has a status, a checked message has not. */
export type Check = Checked | SimReply;
export const isRefusal = (check: Check): check is SimReply => 'status' in check;

const TEXT_MAX = 2000;
const LIST_MAX = 5;
const ASSET_LIFE_MS = 7 * 24 * 3_600_000;

type Checker = (world: World, message: Json, payload: Json) => Check;

const invalid = (field: string): SimReply => refusal(-201, `${field} is invalid!`);
const unsupported = (): SimReply => refusal(-233, 'message type is invalid or not support');

/** Any kind of consultation message. */
export function checkMessage(world: World, message: Json): Check {
  const text = message.text;
  if (text !== undefined && typeof text !== 'string') return invalid('text');
  if (text !== undefined && [...text].length > TEXT_MAX) {
    return refusal(world.switches.longText, 'text length exceeds 2000');
  }
  if (message.attachment === undefined) return checkText(message);
  const { type, payload } = record(message.attachment);
  if (type === 'file') return checkFile(world, record(payload));
  if (type !== 'template' || !isRecord(payload)) return unsupported();
  const kind = payload.template_type ?? 'button';
  const checker = typeof kind === 'string' && Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined;
  return checker ? checker(world, message, payload) : unsupported();
}

function checkText({ text, quote_message_id: quoted }: Json): Check {
  if (typeof text !== 'string' || text === '') return invalid('text');
  if (quoted !== undefined && (typeof quoted !== 'string' || quoted === ''))
    return invalid('quote_message_id');
  return {
    content: { kind: 'text', text, ...(quoted === undefined ? {} : { quotedId: quoted }) },
    echo: 'oa_send_text',
  };
}

function checkFile(world: World, { token }: Json): Check {
  const asset = usable(world, token, 'file');
  if ('status' in asset) return asset;
  return { content: { kind: 'file', fileName: asset.name, url: asset.url }, echo: 'oa_send_file' };
}

const TEMPLATES: Readonly<Record<string, Checker>> = {
  media: checkMedia,
  button(world, message, payload) {
    if (!world.switches.csButtons) return refusal(world.switches.layoutRefused, 'buttons are not supported');
    if (typeof message.text !== 'string' || message.text === '') return invalid('text');
    const wrong = checkButtons(world, payload.buttons);
    if (wrong) return wrong;
    const content = { kind: 'text', text: message.text, buttons: readButtons(payload.buttons) } as const;
    return { content, echo: 'oa_send_text' };
  },
  request_user_info(_, __, { elements }) {
    if (!Array.isArray(elements) || elements.length !== 1) return invalid('elements');
    const form = record(elements[0]);
    const missing = ['title', 'subtitle', 'image_url'].find((key) => !form[key]);
    if (missing) return invalid(missing);
    return { content: { kind: 'request_user_info', elements: [form] }, echo: 'oa_send_template' };
  },
  list(world, _, payload) {
    if (!world.switches.csList) return refusal(world.switches.layoutRefused, 'list is not supported');
    const elements = Array.isArray(payload.elements) ? payload.elements.map(record) : [];
    if (elements.length === 0 || elements.length > LIST_MAX || !elements[0]?.subtitle)
      return invalid('elements');
    const wrong = payload.buttons === undefined ? null : checkButtons(world, payload.buttons);
    if (wrong) return wrong;
    const content = { kind: 'list', elements, buttons: readButtons(payload.buttons) } as const;
    return { content, echo: 'oa_send_list' };
  },
};

const MEDIA_KINDS = ['image', 'gif', 'sticker'] as const;

function checkMedia(world: World, message: Json, { elements }: Json): Check {
  if (!Array.isArray(elements) || elements.length !== 1) return invalid('elements');
  const element = record(elements[0]);
  const kind = MEDIA_KINDS.find((one) => one === element.media_type);
  if (!kind) return invalid('media_type');
  if (kind === 'gif' && !(Number(element.width) > 0 && Number(element.height) > 0)) return invalid('width');
  if ((element.url === undefined) === (element.attachment_id === undefined)) return invalid('url');
  const text = typeof message.text === 'string' ? { text: message.text } : {};
  const echo = `oa_send_${kind}`;
  if (element.url !== undefined) {
    if (typeof element.url !== 'string' || !URL.canParse(element.url)) return invalid('url');
    return { content: { kind, url: element.url, ...text }, echo };
  }
  // Sticker ids come from Zalo's own collection, not from uploads.
  if (kind === 'sticker') return { content: { kind, ...text }, echo };
  const asset = usable(world, element.attachment_id, kind);
  return 'status' in asset ? asset : { content: { kind, url: asset.url, ...text }, echo };
}

/** An upload that exists, is of this kind and not older than 7 days. */
function usable(
  world: World,
  id: unknown,
  kind: 'image' | 'gif' | 'file',
): { name: string; url: string } | SimReply {
  const asset = typeof id === 'string' ? world.files.get(id) : undefined;
  if (!asset || asset.kind !== kind) return invalid(kind === 'file' ? 'token' : 'attachment_id');
  if (world.clock.now() - asset.at > ASSET_LIFE_MS) return refusal(-100, 'attachment_id was expired');
  return { name: asset.name, url: `${world.url}/_media/${id}` };
}
