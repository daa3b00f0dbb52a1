/** Pure: what a person attached to a message → our input. Links to files are fetched later, within limits. */
import type { FileRef, Input } from '../../core/message.ts';
import type { Attachment } from './sdk/mod.ts';

type TypeOf = Attachment['type'];
type Reader<T extends TypeOf> = (attachment: Extract<Attachment, { type: T }>, text: string | null) => Input;

const unsupported = (what: string): Input => ({ kind: 'unsupported', what });
const captioned = (text: string | null) => (text === null || text === '' ? {} : { caption: text });

const readers: { readonly [T in TypeOf]: Reader<T> } = {
  image: ({ url }, text) =>
    url === null
      ? unsupported('image')
      : { kind: 'photo', file: { ref: url, mime: 'image/jpeg' }, ...captioned(text) },
  // A moving picture is no photo of a product.
  gif: () => unsupported('gif'),
  file: (file, text) =>
    file.url === null
      ? unsupported('file')
      : { kind: 'document', file: { ref: file.url, ...declared(file) }, ...captioned(text) },
  audio: ({ url }) =>
    url === null ? unsupported('audio') : { kind: 'voice', file: { ref: url, mime: 'audio/amr' } },
  video: () => unsupported('video'),
  sticker: () => ({ kind: 'sticker' }),
  location: ({ latitude, longitude }) => ({ kind: 'location', latitude, longitude }),
  business_card: ({ phone }) =>
    phone === null ? unsupported('business_card') : { kind: 'phone', phone, own: false },
  link: ({ url }, text) => ({ kind: 'text', text: [text, url].filter(Boolean).join('\n') || 'link' }),
  other: ({ wireType }) => unsupported(wireType === '' ? 'attachment' : wireType),
};

/** Reads one attachment; `text` is what was written beside it. */
export function readAttachment(attachment: Attachment, text: string | null): Input {
  const read = readers[attachment.type] as Reader<TypeOf>;
  return read(attachment as never, text);
}

function declared(file: Extract<Attachment, { type: 'file' }>): Omit<FileRef, 'ref'> {
  return {
    ...(file.size === null ? {} : { size: file.size }),
    ...(file.name === null ? {} : { name: file.name }),
  };
}
