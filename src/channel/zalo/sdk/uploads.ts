/** Uploads of pictures and files. Zalo keeps them 7 days and counts 5,000 a month for each app. */
import type { Caller, CallOptions } from './call.ts';
import { ZaloInputError } from './error.ts';
import { asObject, asText } from './json.ts';
import { FILE_MAX_BYTES, GIF_MAX_BYTES, IMAGE_MAX_BYTES } from './limits.ts';
import { malformed } from './sent.ts';
import { requireText } from './text.ts';

export interface UploadFile {
  readonly bytes: Uint8Array;
  /** File name with its ending. */
  readonly name: string;
  readonly mime: string;
}

export interface Uploads {
  /** JPEG or PNG up to 1 MB. Gives the attachment id for `image` messages. */
  image(file: UploadFile, options?: CallOptions): Promise<string>;
  /** GIF up to 5 MB. Gives the attachment id for `gif` messages. */
  gif(file: UploadFile, options?: CallOptions): Promise<string>;
  /** PDF, DOC, DOCX or CSV up to 5 MB. Gives the token for `file` messages. */
  file(file: UploadFile, options?: CallOptions): Promise<string>;
}

interface UploadKind {
  readonly path: string;
  readonly maxBytes: number;
  readonly mimes: readonly string[];
  readonly answer: 'attachment_id' | 'token';
}

const KINDS: Readonly<Record<keyof Uploads, UploadKind>> = {
  image: {
    path: '/v2.0/oa/upload/image',
    maxBytes: IMAGE_MAX_BYTES,
    mimes: ['image/jpeg', 'image/png'],
    answer: 'attachment_id',
  },
  gif: {
    path: '/v2.0/oa/upload/gif',
    maxBytes: GIF_MAX_BYTES,
    mimes: ['image/gif'],
    answer: 'attachment_id',
  },
  file: {
    path: '/v2.0/oa/upload/file',
    maxBytes: FILE_MAX_BYTES,
    mimes: [
      'application/pdf',
      'application/msword',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'text/csv',
    ],
    answer: 'token',
  },
};
const NAME_MAX = 255;

export function createUploads(caller: Caller): Uploads {
  const upload = (kind: UploadKind) => (file: UploadFile, options?: CallOptions) =>
    send(caller, kind, file, options);
  return { image: upload(KINDS.image), gif: upload(KINDS.gif), file: upload(KINDS.file) };
}

async function send(caller: Caller, kind: UploadKind, file: UploadFile, options?: CallOptions) {
  requireFile(kind, file);
  const form = () => {
    const data = new FormData();
    data.append('file', new Blob([file.bytes], { type: file.mime }), file.name);
    return data;
  };
  const reply = await caller.upload(kind.path, form, options);
  const id = asText(asObject(reply.data)[kind.answer]);
  if (id === null) throw malformed({ host: 'openapi', method: 'POST', path: kind.path });
  return id;
}

function requireFile(kind: UploadKind, file: UploadFile): void {
  requireText('file name', file.name, NAME_MAX);
  if (!kind.mimes.includes(file.mime)) throw new ZaloInputError('bad_type', 'file', kind.mimes.join(', '));
  const { length } = file.bytes;
  if (length === 0) throw new ZaloInputError('empty', 'file');
  if (length > kind.maxBytes) {
    throw new ZaloInputError('too_large', 'file', `${length} bytes, at most ${kind.maxBytes}`);
  }
}
