/** Consultation messages: our words for each kind, and the `message` object Zalo wants for it. */
import { type Button, requireButtons } from './button.ts';
import { ZaloInputError } from './error.ts';
import type { JsonObject } from './json.ts';
import { LIST_ELEMENTS_MAX, TEXT_MAX } from './limits.ts';
import { requireId, requireText, requireUrl, requireWhole } from './text.ts';

/** A picture by address or by the id of an upload, never both. */
export type MediaSource = { readonly url: string } | { readonly attachmentId: string };

export interface ListElement {
  readonly title: string;
  /** The first element must have one. */
  readonly subtitle?: string;
  readonly imageUrl?: string;
  readonly openUrl?: string;
}

export type CsMessage =
  | { readonly kind: 'text'; readonly text: string; readonly quoteMessageId?: string }
  | { readonly kind: 'image'; readonly source: MediaSource; readonly caption?: string }
  | {
      readonly kind: 'gif';
      readonly source: MediaSource;
      readonly width: number;
      readonly height: number;
      readonly caption?: string;
    }
  | { readonly kind: 'sticker'; readonly attachmentId: string }
  /** `token` comes from `uploads.file`. */
  | { readonly kind: 'file'; readonly token: string }
  /** Asks for name, phone and address; the answer arrives as `user_submit_info`. */
  | {
      readonly kind: 'request_user_info';
      readonly title: string;
      readonly subtitle: string;
      readonly imageUrl: string;
    }
  | { readonly kind: 'buttons'; readonly text: string; readonly buttons: readonly Button[] }
  | {
      readonly kind: 'list';
      readonly elements: readonly ListElement[];
      readonly buttons?: readonly Button[];
    };

type Wires = { readonly [K in CsMessage['kind']]: (message: Extract<CsMessage, { kind: K }>) => JsonObject };

const WIRES: Wires = {
  text: ({ text, quoteMessageId }) => ({
    text: requireText('text', text, TEXT_MAX),
    ...(quoteMessageId === undefined
      ? {}
      : { quote_message_id: requireId('quoteMessageId', quoteMessageId) }),
  }),
  image: ({ source, caption }) => media({ media_type: 'image', ...sourceOf(source) }, caption),
  gif: ({ source, width, height, caption }) =>
    media(
      {
        media_type: 'gif',
        ...sourceOf(source),
        width: requireWhole('width', width, 1, 10_000),
        height: requireWhole('height', height, 1, 10_000),
      },
      caption,
    ),
  sticker: ({ attachmentId }) =>
    media({ media_type: 'sticker', attachment_id: requireId('attachmentId', attachmentId) }),
  file: ({ token }) => ({ attachment: { type: 'file', payload: { token: requireId('token', token) } } }),
  request_user_info: ({ title, subtitle, imageUrl }) =>
    template({
      template_type: 'request_user_info',
      elements: [
        {
          title: requireText('title', title, TEXT_MAX),
          subtitle: requireText('subtitle', subtitle, TEXT_MAX),
          image_url: requireUrl('imageUrl', imageUrl),
        },
      ],
    }),
  buttons: ({ text, buttons }) => ({
    text: requireText('text', text, TEXT_MAX),
    ...template({ buttons: requireButtons(buttons) }),
  }),
  list: ({ elements, buttons }) =>
    template({
      template_type: 'list',
      elements: requireElements(elements),
      ...(buttons === undefined ? {} : { buttons: requireButtons(buttons) }),
    }),
};

/** The `message` object of `POST /v3.0/oa/message/cs`. @throws ZaloInputError when it breaks a limit */
export function toWire(message: CsMessage): JsonObject {
  const wire = WIRES[message.kind] as (message: CsMessage) => JsonObject;
  return wire(message);
}

const template = (payload: JsonObject): JsonObject => ({ attachment: { type: 'template', payload } });

function media(element: JsonObject, caption?: string): JsonObject {
  const text = caption === undefined ? {} : { text: requireText('caption', caption, TEXT_MAX) };
  return { ...text, ...template({ template_type: 'media', elements: [element] }) };
}

function sourceOf(source: MediaSource): JsonObject {
  if ('url' in source) return { url: requireUrl('source url', source.url) };
  return { attachment_id: requireId('attachmentId', source.attachmentId) };
}

function requireElements(elements: readonly ListElement[]): readonly JsonObject[] {
  if (!elements[0]?.subtitle) throw new ZaloInputError('empty', 'subtitle of the first list element');
  if (elements.length > LIST_ELEMENTS_MAX) throw new ZaloInputError('too_many', 'list elements');
  return elements.map(({ title, subtitle, imageUrl, openUrl }) => ({
    title: requireText('list title', title, TEXT_MAX),
    ...(subtitle === undefined ? {} : { subtitle: requireText('list subtitle', subtitle, TEXT_MAX) }),
    ...(imageUrl === undefined ? {} : { image_url: requireUrl('list image', imageUrl) }),
    ...(openUrl === undefined
      ? {}
      : { default_action: { type: 'oa.open.url', url: requireUrl('list url', openUrl) } }),
  }));
}
