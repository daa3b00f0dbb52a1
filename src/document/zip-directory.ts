/** The table of contents of a zip file, so that a hostile or broken one is known before anything is unpacked. */
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

export interface ZipPart {
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packed: number;
  /** Unpacked size, as the file says. */
  readonly size: number;
  /** Where its local header stands. */
  readonly at: number;
}

const endMark = Buffer.from('PK\u0005\u0006', 'latin1');
const longestComment = 0xffff;

/** Reads the table of contents; `null` when this is no zip file or a broken one. */
export function readZipDirectory(bytes: Uint8Array): ReadonlyMap<string, ZipPart> | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.lastIndexOf(endMark);
  if (end < 0 || end < file.length - longestComment - 22 || end + 22 > file.length) return null;
  const parts = new Map<string, ZipPart>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) return null;
    const name = file.readUInt16LE(at + 28);
    parts.set(file.toString('utf8', at + 46, at + 46 + name), {
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      at: file.readUInt32LE(at + 42),
    });
    at += 46 + name + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

/**
 * Unpacks a part piece by piece, as text. Breaking off early is cheap.
 * @throws Error when there is more in it than the table of contents says
 */
export async function* unpack(bytes: Uint8Array, part: ZipPart): AsyncGenerator<string> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = part.at + 30 + file.readUInt16LE(part.at + 26) + file.readUInt16LE(part.at + 28);
  const data = Readable.from([file.subarray(start, start + part.packed)]);
  const stream = part.method === 0 ? data : data.pipe(createInflateRaw());
  stream.setEncoding('utf8');
  let size = 0;
  for await (const chunk of stream) {
    const text = String(chunk);
    size += text.length;
    if (size > part.size) throw new Error('more unpacked than announced');
    yield text;
  }
}

/** Unpacks a small part whole, at most a million signs of it. */
export async function unpackText(bytes: Uint8Array, part: ZipPart): Promise<string> {
  let text = '';
  for await (const chunk of unpack(bytes, part)) {
    text += chunk;
    if (text.length > 1_000_000) break;
  }
  return text;
}
