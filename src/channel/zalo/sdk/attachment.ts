/** What a person attached to a message. Links lead to Zalo's file servers and do not live long. */
import { asNumber, asObject, asText, isObject, type JsonObject, parseExactJson } from './json.ts';

export type Attachment =
  | { readonly type: 'image' | 'gif'; readonly url: string | null; readonly thumbnail: string | null }
  | {
      readonly type: 'video';
      readonly url: string | null;
      readonly thumbnail: string | null;
      readonly description: string | null;
    }
  /** AMR sound. */
  | { readonly type: 'audio'; readonly url: string | null }
  | { readonly type: 'sticker'; readonly url: string | null; readonly id: string | null }
  | {
      readonly type: 'file';
      readonly url: string | null;
      readonly name: string | null;
      readonly size: number | null;
      readonly checksum: string | null;
      readonly fileType: string | null;
    }
  | {
      readonly type: 'link';
      readonly url: string | null;
      readonly thumbnail: string | null;
      readonly description: string | null;
    }
  | { readonly type: 'business_card'; readonly phone: string | null; readonly qrCodeUrl: string | null }
  /** The address, if any, stands in the text of the message. */
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly type: 'other'; readonly wireType: string; readonly payload: JsonObject };

type Reader = (payload: JsonObject) => Attachment | null;

const picture =
  (type: 'image' | 'gif'): Reader =>
  (payload) => ({ type, url: asText(payload.url), thumbnail: asText(payload.thumbnail) });

const READERS = new Map<string, Reader>([
  ['image', picture('image')],
  ['gif', picture('gif')],
  ['video', (payload) => ({ type: 'video', ...linkOf(payload) })],
  ['audio', (payload) => ({ type: 'audio', url: asText(payload.url) })],
  ['sticker', (payload) => ({ type: 'sticker', url: asText(payload.url), id: asText(payload.id) })],
  ['file', readFile],
  ['link', (payload) => readCard(payload) ?? { type: 'link', ...linkOf(payload) }],
  ['location', readLocation],
]);

/** Reads one entry of `message.attachments`; what is not understood comes as `other` with its payload. */
export function readAttachment(value: unknown): Attachment {
  const { type, payload } = asObject(value);
  const wireType = asText(type) ?? '';
  const fields = asObject(payload);
  return READERS.get(wireType)?.(fields) ?? { type: 'other', wireType, payload: fields };
}

const linkOf = (payload: JsonObject) => ({
  url: asText(payload.url),
  thumbnail: asText(payload.thumbnail),
  description: asText(payload.description),
});

function readFile(payload: JsonObject): Attachment {
  return {
    type: 'file',
    url: asText(payload.url),
    name: asText(payload.name),
    size: asNumber(payload.size),
    checksum: asText(payload.checksum),
    fileType: asText(payload.type),
  };
}

/** A business card is a link whose description is a JSON text with phone and QR code. */
function readCard(payload: JsonObject): Attachment | null {
  const text = asText(payload.description);
  const card = text?.trimStart().startsWith('{') ? parseExactJson(text)?.value : null;
  if (!isObject(card) || !('phone' in card || 'qrCodeUrl' in card)) return null;
  return { type: 'business_card', phone: asText(card.phone), qrCodeUrl: asText(card.qrCodeUrl) };
}

function readLocation(payload: JsonObject): Attachment | null {
  const coordinates = asObject(payload.coordinates);
  const latitude = asNumber(coordinates.latitude);
  const longitude = asNumber(coordinates.longitude);
  if (latitude === null || longitude === null) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { type: 'location', latitude, longitude };
}
